extension JSONReader {
    /// Reads a number (RFC 8259 §6). The position is at its first byte.
    ///
    /// An optional `-` and digits that fit 64 bits make an integer; `-0` makes the integer 0. Everything else makes the
    /// nearest double: 0 when it is below the range of doubles, an infinity when it is above.
    mutating func number(in bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        let start = position
        let isNegative = bytes[start] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let integer = try integerPart(isNegative: isNegative, in: bytes)
        let hasFraction = try fraction(in: bytes)
        let hasExponent = try exponent(in: bytes)
        if let integer, !hasFraction, !hasExponent { return .integer(integer) }
        let literal = bytes.extracting(start..<position).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        // `Double` rounds correctly for any number of digits, in linear time, and does not depend on the locale. It accepts
        // every text of the grammar above, so it never fails.
        return .double(Double(literal) ?? .nan)
    }

    /// Reads the digits before any fraction.
    ///
    /// - Returns: their value; `nil` when it does not fit 64 bits.
    @inline(__always)  // See scanPlainText.
    private mutating func integerPart(isNegative: Bool, in bytes: Span<UInt8>) throws(JSONError) -> Int64? {
        guard let first = digit(in: bytes) else { throw mistake(in: bytes, expecting: .digit) }
        guard first != 0 else {
            let zero = position
            position += 1
            guard digit(in: bytes) == nil else { throw JSONError(.leadingZero, at: zero) }
            return 0
        }
        // The sum is negative because the 64-bit range has one more negative number than positive ones.
        var negated: Int64 = 0
        var overflows = false
        while let digit = digit(in: bytes) {
            let (tenfold, firstOverflow) = negated.multipliedReportingOverflow(by: 10)
            let (sum, secondOverflow) = tenfold.subtractingReportingOverflow(Int64(digit))
            overflows = overflows || firstOverflow || secondOverflow
            negated = sum
            position += 1
        }
        if overflows || (!isNegative && negated == .min) { return nil }
        return isNegative ? negated : -negated
    }

    private mutating func fraction(in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: ".") else { return false }
        position += 1
        try digits(in: bytes)
        return true
    }

    @inline(__always)
    private mutating func exponent(in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return false }
        position += 1
        if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
            position += 1
        }
        try digits(in: bytes)
        return true
    }

    private mutating func digits(in bytes: Span<UInt8>) throws(JSONError) {
        guard digit(in: bytes) != nil else { throw mistake(in: bytes, expecting: .digit) }
        while digit(in: bytes) != nil { position += 1 }
    }

    /// The value of the digit at the position; `nil` when there is no digit.
    @inline(__always)
    private func digit(in bytes: Span<UInt8>) -> UInt8? {
        guard position < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position] else { return nil }
        return bytes[position] - UInt8(ascii: "0")
    }
}

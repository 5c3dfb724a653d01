extension JSONReader {
    /// Reads a number (RFC 8259 §6), the position being at its first byte.
    ///
    /// An optional `-` and digits that fit 64 bits are an integer, `-0` the integer 0. Everything else is the nearest
    /// double: 0 below the range, an infinity above it.
    mutating func number(in bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        let start = position
        let isNegative = bytes[start] == UInt8(ascii: "-")
        if isNegative { advance() }
        let integer = try integerPart(isNegative: isNegative, in: bytes)
        let hasFraction = try fraction(in: bytes)
        let hasExponent = try exponent(in: bytes)
        if let integer, !hasFraction, !hasExponent { return .integer(integer) }
        let literal = bytes.extracting(start..<position).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        // Correctly rounded for any number of digits, in linear time, whatever the locale. The grammar above is narrower
        // than what `Double` takes, so it never fails.
        return .double(Double(literal) ?? .nan)
    }

    /// Reads the digits before any fraction.
    ///
    /// - Returns: their value, `nil` when it does not fit 64 bits.
    @inline(__always)
    private mutating func integerPart(isNegative: Bool, in bytes: Span<UInt8>) throws(JSONError) -> Int64? {
        guard let first = digit(in: bytes) else { throw mistake(in: bytes, expecting: .digit) }
        guard first != 0 else {
            let zero = position
            advance()
            guard digit(in: bytes) == nil else { throw JSONError(.leadingZero, at: zero) }
            return 0
        }
        // Gathered below zero, where the 64-bit range reaches one further.
        var negated: Int64 = 0
        var overflows = false
        while let digit = digit(in: bytes) {
            let (tenfold, firstOverflow) = negated.multipliedReportingOverflow(by: 10)
            let (sum, secondOverflow) = tenfold.subtractingReportingOverflow(Int64(digit))
            overflows = overflows || firstOverflow || secondOverflow
            negated = sum
            advance()
        }
        if overflows || (!isNegative && negated == .min) { return nil }
        return isNegative ? negated : -negated
    }

    private mutating func fraction(in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: ".") else { return false }
        advance()
        try digits(in: bytes)
        return true
    }

    @inline(__always)
    private mutating func exponent(in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return false }
        advance()
        if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
            advance()
        }
        try digits(in: bytes)
        return true
    }

    private mutating func digits(in bytes: Span<UInt8>) throws(JSONError) {
        guard digit(in: bytes) != nil else { throw mistake(in: bytes, expecting: .digit) }
        while digit(in: bytes) != nil { advance() }
    }

    /// The digit at the position, if there is one.
    @inline(__always)
    private func digit(in bytes: Span<UInt8>) -> UInt8? {
        guard position < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position] else { return nil }
        return bytes[position] - UInt8(ascii: "0")
    }
}

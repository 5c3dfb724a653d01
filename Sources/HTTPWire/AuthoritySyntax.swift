import Base

/// `uri-host [ ":" port ]`: the value of a Host field or the authority of a target (RFC 9110 §7.2, RFC 3986 §3.2).
struct AuthoritySyntax: Equatable {
    var host: Range<Int>
    /// `nil` without a colon; may be empty after one (`port = *DIGIT`).
    var port: Range<Int>?

    /// Reads an authority.
    ///
    /// Returns `nil` when it is malformed. User information is malformed here (RFC 9110 §4.2.4).
    init?(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
        var index = range.lowerBound
        if index < range.upperBound, bytes[index] == UInt8(ascii: "[") {
            while index < range.upperBound, bytes[index] != UInt8(ascii: "]") { index += 1 }
            guard index < range.upperBound, IPLiteral.isValid(bytes, range.lowerBound + 1..<index) else { return nil }
            index += 1
        } else {
            while index < range.upperBound, bytes[index] != .colon {
                let byte = bytes[index]
                if byte == UInt8(ascii: "%") {
                    guard index + 2 < range.upperBound, bytes[index + 1].hexadecimalValue != nil,
                        bytes[index + 2].hexadecimalValue != nil
                    else { return nil }
                } else if !byte.isNameByte || byte == .comma {
                    // RFC 3986 allows a comma in a name, but no host has one. A proxy that joins two Host lines puts a
                    // comma between them (RFC 9110 §5.3), and two hosts are as wrong in one line as in two.
                    return nil
                }
                index += 1
            }
        }
        host = range.lowerBound..<index
        if index == range.upperBound { return }
        guard bytes[index] == .colon else { return nil }
        port = index + 1..<range.upperBound
        guard Self.isPort(bytes, index + 1..<range.upperBound) else { return nil }
    }

    /// Whether the bytes are the digits of a TCP port, or empty.
    private static func isPort(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        var number = 0
        for index in range {
            guard bytes[index].isDigit else { return false }
            number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
            guard number <= 65_535 else { return false }
        }
        return true
    }
}

/// The address between the brackets of an `IP-literal` (RFC 3986 §3.2.2).
enum IPLiteral {
    static func isValid(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard let first = range.first else { return false }
        return bytes[first].lowercased == UInt8(ascii: "v") ? isFuture(bytes, range) : isIPv6(bytes, range)
    }

    /// An address of a future version.
    ///
    ///     "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )
    private static func isFuture(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound + 1
        while index < range.upperBound, bytes[index].hexadecimalValue != nil { index += 1 }
        guard index > range.lowerBound + 1, index < range.upperBound, bytes[index] == UInt8(ascii: ".") else {
            return false
        }
        let rest = index + 1..<range.upperBound
        for index in rest where !bytes[index].isNameByte && bytes[index] != .colon { return false }
        return !rest.isEmpty
    }

    /// Eight groups of one to four hexadecimal digits. One run of zero groups may be `::`, the last two may be IPv4.
    private static func isIPv6(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        var groups = 0
        var isCompressed = false
        var index = range.lowerBound
        if range.count >= 2, bytes[index] == .colon {
            guard bytes[index + 1] == .colon else { return false }
            isCompressed = true
            index += 2
        }
        while index < range.upperBound {
            let start = index
            while index < range.upperBound, bytes[index].hexadecimalValue != nil { index += 1 }
            if index < range.upperBound, bytes[index] == UInt8(ascii: ".") {
                guard isIPv4(bytes, start..<range.upperBound) else { return false }
                groups += 2
                break
            }
            guard (1...4).contains(index - start) else { return false }
            groups += 1
            if index == range.upperBound { break }
            guard bytes[index] == .colon else { return false }
            index += 1
            if index < range.upperBound, bytes[index] == .colon {
                guard !isCompressed else { return false }
                isCompressed = true
                index += 1
            } else if index == range.upperBound {
                return false  // ends in a single colon
            }
        }
        return isCompressed ? groups <= 7 : groups == 8
    }

    /// Four decimal numbers up to 255, without leading zeros.
    private static func isIPv4(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        for part in 0..<4 {
            if part > 0 {
                guard index < range.upperBound, bytes[index] == UInt8(ascii: ".") else { return false }
                index += 1
            }
            let start = index
            var number = 0
            while index < range.upperBound, bytes[index].isDigit, index - start < 3 {
                number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
                index += 1
            }
            let count = index - start
            guard count > 0, number <= 255, count == 1 || bytes[start] != UInt8(ascii: "0") else { return false }
        }
        return index == range.upperBound
    }
}

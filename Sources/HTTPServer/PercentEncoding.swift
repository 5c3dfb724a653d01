/// Percent-encoding in a path (RFC 3986 §2.1).
package enum PercentEncoding {
    /// The bytes that a text stands for.
    ///
    /// A `%` that two hexadecimal digits do not follow stands for itself.
    ///
    /// - Parameter isKept: tells of a byte that it stays encoded; its digits are then written as capitals.
    package static func decode(_ text: Span<UInt8>, keeping isKept: (UInt8) -> Bool = { _ in false }) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "%"), index + 2 < text.count,
                let high = hexadecimalDigit(text[index + 1]), let low = hexadecimalDigit(text[index + 2])
            {
                let byte = high << 4 | low
                decoded += isKept(byte) ? encoded(byte) : [byte]
                index += 3
            } else {
                decoded.append(text[index])
                index += 1
            }
        }
        return decoded
    }

    private static func encoded(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// Decodes percent-encoded paths and forms (RFC 3986 §2.1).
package enum PercentEncoding {
    /// Returns the decoded bytes of a percent-encoded text.
    ///
    /// A `%` without two hexadecimal digits after it stays a `%`.
    ///
    /// - Parameters:
    ///   - plusIsSpace: whether to decode `+` as a space. A form's query needs `true` (WHATWG URL Standard,
    ///     application/x-www-form-urlencoded), a path needs `false`.
    ///   - isKept: whether to leave the escape of this byte in place. Its digits become capitals (RFC 3986 §6.2.2.1).
    package static func decode(
        _ text: Span<UInt8>, plusIsSpace: Bool = false, keeping isKept: (UInt8) -> Bool = { _ in false }
    ) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "%"), index + 2 < text.count,
                let high = text[index + 1].hexadecimalValue, let low = text[index + 2].hexadecimalValue
            {
                let byte = high << 4 | low
                decoded += isKept(byte) ? escape(of: byte) : [byte]
                index += 3
            } else {
                let isSpace = plusIsSpace && text[index] == UInt8(ascii: "+")
                decoded.append(isSpace ? UInt8(ascii: " ") : text[index])
                index += 1
            }
        }
        return decoded
    }

    private static func escape(of byte: UInt8) -> [UInt8] {
        [
            UInt8(ascii: "%"), UInt8(hexadecimalDigitOf: byte >> 4, uppercase: true),
            UInt8(hexadecimalDigitOf: byte, uppercase: true),
        ]
    }
}

/// Writes strings in JSON syntax (RFC 8259 §7).
package enum JSONString {
    /// Appends `text` in double quotes, in UTF-8.
    ///
    /// Escapes only what JSON requires: `"`, `\` and the control characters U+0000 to U+001F.
    package static func append(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                output.append(contentsOf: escape(of: byte).utf8)
            } else {
                output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Returns `text` in double quotes, escaped as in ``append(_:to:)``.
    package static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Returns the shortest escape of a code point: two characters if JSON defines such an escape, otherwise `\u00XX`.
    ///
    /// - Parameter codePoint: U+0000 to U+00FF.
    package static func escape(of codePoint: UInt8) -> String {
        switch codePoint {
        case 0x08: return #"\b"#
        case 0x09: return #"\t"#
        case 0x0A: return #"\n"#
        case 0x0C: return #"\f"#
        case 0x0D: return #"\r"#
        case UInt8(ascii: "\""): return #"\""#
        case UInt8(ascii: "\\"): return #"\\"#
        default:
            let digits = [UInt8(hexadecimalDigitOf: codePoint >> 4), UInt8(hexadecimalDigitOf: codePoint)]
            return #"\u00"# + String(decoding: digits, as: UTF8.self)
        }
    }
}

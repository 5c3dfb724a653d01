import Base

/// Escapes text for a log line, so that a client cannot start a new line or send control sequences to a terminal.
enum LogText {
    /// A value of a `key=value` pair. It is quoted when it is empty or contains anything except visible ASCII
    /// characters other than `"` and `=`.
    static func value(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F && $0 != "\"" && $0 != "=" }
        return isPlain && !text.isEmpty ? text : quoted(text)
    }

    /// The text itself, or the text in quotes when it contains control characters (U+0000 to U+001F, U+007F to U+009F).
    static func oneLine(_ text: String) -> String {
        text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) } ? quoted(text) : text
    }

    /// A JSON object whose values are strings, in the given order.
    static func jsonObject(_ members: [(String, String)]) -> String {
        "{" + members.map { "\(quoted($0.0)):\(quoted($0.1))" }.joined(separator: ",") + "}"
    }

    /// A JSON string (RFC 8259 §7). DEL and the C1 control characters U+0080 to U+009F are escaped as well.
    private static func quoted(_ text: String) -> String {
        var result = ""
        for scalar in JSONString.quoted(text).unicodeScalars {
            if (0x7F...0x9F).contains(scalar.value) {
                result += JSONString.escape(of: UInt8(truncatingIfNeeded: scalar.value))
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

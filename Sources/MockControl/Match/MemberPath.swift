import JSON

/// The path of a member in a JSON value.
///
/// A path is dotted, such as `metadata.source` or `allowed_days.0`. A path that begins with a slash is a JSON Pointer
/// (RFC 6901), such as `/metadata/a.b`. Only a JSON Pointer can name a member that has a dot in its name.
struct MemberPath: Sendable, Equatable {
    /// The path as given.
    let text: String
    private let parts: [String]

    /// - Returns: `nil` for an empty text, which names no member.
    init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        self.text = text
        guard text.utf8.first == UInt8(ascii: "/") else {
            parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            return
        }
        // `~1` before `~0`: "~01" is the name "~1" (RFC 6901 §4).
        parts = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            .map { String($0.replacing("~1", with: "/").replacing("~0", with: "~")) }
    }

    /// The member of `value` at this path; `nil` when there is none.
    func member(of value: JSONValue) -> JSONValue? {
        var value = value
        for part in parts {
            switch value {
            case .object(let object):
                guard let member = object[part] else { return nil }
                value = member
            case .array(let elements):
                // Each index has one spelling (RFC 6901 §4): "01" and "+1" are not indexes.
                guard let index = Int(part), String(index) == part, elements.indices.contains(index) else { return nil }
                value = elements[index]
            case .null, .bool, .integer, .double, .string:
                return nil
            }
        }
        return value
    }
}

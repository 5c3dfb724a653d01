import JSON

/// Where a member stands in a JSON value.
///
/// Dotted, `metadata.source` or `allowed_days.0`; or, beginning with a slash, a JSON Pointer (RFC 6901), `/metadata/a.b`,
/// which can name a member that has a dot in its name.
struct MemberPath: Sendable, Equatable {
    /// As it was given.
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
        // In this order: "~01" is the name "~1".
        parts = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            .map { String($0.replacing("~1", with: "/").replacing("~0", with: "~")) }
    }

    /// The member of `value` that stands there; `nil` when there is none.
    func member(of value: JSONValue) -> JSONValue? {
        var value = value
        for part in parts {
            switch value {
            case .object(let object):
                guard let member = object[part] else { return nil }
                value = member
            case .array(let elements):
                // One way to write each index: "01" and "+1" are none.
                guard let index = Int(part), String(index) == part, elements.indices.contains(index) else { return nil }
                value = elements[index]
            case .null, .bool, .integer, .double, .string:
                return nil
            }
        }
        return value
    }
}

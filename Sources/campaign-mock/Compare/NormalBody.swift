import JSON

/// A body without what differs with each run: which ids, which times, which host.
///
/// What stands in place of such a value keeps its kind: an integer id stays an integer, and a time keeps its form.
struct NormalBody: Sendable {
    /// The base URL of the endpoint that has sent the body.
    let base: String

    func value(_ value: JSONValue, of name: String = "") -> JSONValue {
        switch value {
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map { member in
                        // In `errors`, a message stands under the name of the member that it is about.
                        let inner = name == "errors" ? "" : member.name
                        return JSONObject.Member(name: member.name, value: self.value(member.value, of: inner))
                    }))
        // The elements of `campaign_ids` are ids too.
        case .array(let elements): .array(elements.map { self.value($0, of: name) })
        case .integer where Self.isID(name): .string("an integer id")
        case .string(let text) where Self.isID(name) && !text.isEmpty: .string("a text id")
        case .string(let text): .string(self.text(text))
        case .null, .bool, .integer, .double: value
        }
    }

    private static func isID(_ name: String) -> Bool {
        name == "id" || name == "uuid" || name.hasSuffix("_id") || name.hasSuffix("_ids")
    }

    private func text(_ text: String) -> String {
        if text.prefixMatch(of: /\d{4}-\d\d-\d\d[T ]\d\d:\d\d/) != nil {
            return String(text.map { ("0"..."9").contains($0) ? "0" : $0 })
        }
        if text.hasPrefix(base) { return "BASE" + text.dropFirst(base.count) }
        return text.replacing(/^https?:\/\/[^\/?#]+/) { _ in "HOST" }
    }
}

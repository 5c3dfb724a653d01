/// A cookie of a `Cookie` or `Set-Cookie` field (RFC 6265).
struct Cookie {
    var name: Substring
    var value: Substring
    /// The attributes of a `Set-Cookie` field, with their names in lower case. One without a value is empty.
    var attributes: [(name: String, value: Substring)] = []

    /// Reads the cookies that a client sent. A pair without `=` is a value without a name, as browsers take it.
    static func sent(_ field: String) -> [Cookie] {
        field.split(separator: ";").map { part in
            let (name, value) = pair(part)
            return value.map { Cookie(name: name, value: $0) } ?? Cookie(name: "", value: name)
        }
    }

    /// Reads the cookie of a `Set-Cookie` field; `nil` when it has no name.
    init?(setBy field: String) {
        let parts = field.split(separator: ";", omittingEmptySubsequences: false)
        guard let first = parts.first, case let (name, value?) = Self.pair(first), !name.isEmpty else { return nil }
        self.init(name: name, value: value)
        attributes = parts.dropFirst().map(Self.pair).map { ($0.name.lowercased(), $0.value ?? "") }
    }

    private init(name: Substring, value: Substring) {
        self.name = name
        self.value = value
    }

    func attribute(_ name: String) -> Substring? { attributes.last { $0.name == name }?.value }

    private static func pair(_ part: Substring) -> (name: Substring, value: Substring?) {
        guard let sign = part.firstIndex(of: "=") else { return (trimmed(part), nil) }
        return (trimmed(part[..<sign]), trimmed(part[part.index(after: sign)...]))
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}

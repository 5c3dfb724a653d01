package import JSON

extension JSONValue {
    /// The value of a parameter or header field: a number where the schema has one and the text is one.
    package static func inText(_ text: String, _ schema: JSONValue) -> JSONValue {
        if schema["type"] == "integer", let number = Int64(text) { return .integer(number) }
        return .string(text)
    }

    /// The value with one part changed, or removed for `nil`.
    package func changed(at path: ArraySlice<String>, to value: JSONValue?) -> JSONValue {
        guard let name = path.first, var object else { return value ?? .null }
        object[name] = path.count == 1 ? value : object[name]?.changed(at: path.dropFirst(), to: value)
        return .object(object)
    }
}

import Foundation
package import JSON

/// Checks values against the schemas of an OpenAPI 3.1 document (JSON Schema draft 2020-12).
///
/// It knows the keywords that the mock's documents use. Any other keyword is a mistake, so that none is passed over.
package struct SchemaChecker: Sendable {
    package let document: JSONValue
    /// Whether a member that its object's schema does not name is a mistake where the schema says nothing of other members.
    package let refusesUnnamed: Bool

    package init(_ document: JSONValue, refusesUnnamed: Bool = true) {
        self.document = document
        self.refusesUnnamed = refusesUnnamed
    }

    /// What the value does not fulfil, each with the path of the member; empty for a valid value.
    package func mistakes(in value: JSONValue, by schema: JSONValue, at path: String = "$") -> [String] {
        let schema = resolved(schema)
        return (schema.object?.members ?? []).flatMap { keyword in
            mistakes(in: value, keyword.name, keyword.value, of: schema, at: path)
        }
    }

    /// The object behind a reference; any other value as it is.
    package func resolved(_ value: JSONValue) -> JSONValue {
        guard let reference = value["$ref"]?.string else { return value }
        var target = document
        for part in reference.dropFirst(2).split(separator: "/") {
            // Hardly any has a tilde, and the replacing of texts is slow where it is not optimised.
            let name = part.contains("~") ? part.replacing("~1", with: "/").replacing("~0", with: "~") : part
            guard let member = target[String(name)] else { return ["a reference without a target": .string(reference)] }
            target = member
        }
        return resolved(target)
    }

    // MARK: - Keywords

    private func mistakes(
        in value: JSONValue, _ keyword: String, _ argument: JSONValue, of schema: JSONValue, at path: String
    ) -> [String] {
        func mistake(unless holds: Bool, _ text: String = "") -> [String] {
            holds ? [] : ["\(path): \(Self.text(value)) breaks \(keyword) \(Self.text(argument))\(text)"]
        }
        switch keyword {
        case "description", "default", "examples", "deprecated", "title": return []
        case "type":
            let types = argument.array ?? [argument]
            return mistake(unless: types.contains { type in type.string.map { Self.is(value, $0) } ?? false })
        case "enum": return mistake(unless: (argument.array ?? []).contains(value))
        case "const": return mistake(unless: argument == value)
        case "not": return mistake(unless: !mistakes(in: value, by: argument).isEmpty)
        case "allOf": return (argument.array ?? []).flatMap { mistakes(in: value, by: $0, at: path) }
        case "anyOf": return mistake(unless: (argument.array ?? []).contains { mistakes(in: value, by: $0).isEmpty })
        case "oneOf":
            return mistake(unless: (argument.array ?? []).filter { mistakes(in: value, by: $0).isEmpty }.count == 1)
        case "minimum": return mistake(unless: value.double.map { $0 >= argument.double ?? .nan } ?? true)
        case "maximum": return mistake(unless: value.double.map { $0 <= argument.double ?? .nan } ?? true)
        case "exclusiveMinimum": return mistake(unless: value.double.map { $0 > argument.double ?? .nan } ?? true)
        case "exclusiveMaximum": return mistake(unless: value.double.map { $0 < argument.double ?? .nan } ?? true)
        case "minLength", "maxLength":
            return mistake(unless: Self.isWithin(value.string?.unicodeScalars.count, keyword, argument))
        case "pattern", "format":
            guard let text = value.string else { return [] }
            return mistake(unless: keyword == "format" ? Self.has(text, argument) : Self.matches(text, argument))
        case "items":
            return (value.array ?? []).enumerated().flatMap { mistakes(in: $1, by: argument, at: "\(path)[\($0)]") }
        case "minItems", "maxItems": return mistake(unless: Self.isWithin(value.array?.count, keyword, argument))
        case "uniqueItems":
            let elements = value.array ?? []
            return mistake(unless: elements.indices.allSatisfy { !elements[..<$0].contains(elements[$0]) })
        case "minProperties", "maxProperties":
            return mistake(unless: Self.isWithin(value.object?.members.count, keyword, argument))
        case "required":
            guard let object = value.object else { return [] }
            let missing = (argument.array ?? []).compactMap(\.string).filter { object[$0] == nil }
            return mistake(unless: missing.isEmpty, ": \(missing) are missing")
        case "properties": return memberMistakes(in: value, argument, of: schema, at: path)
        case "additionalProperties":
            let others = unnamed(value, in: schema)
            if argument == true { return [] }
            if argument == false { return others.map { "\(path).\($0.name) is not allowed" } }
            return others.flatMap { mistakes(in: $0.value, by: argument, at: "\(path).\($0.name)") }
        default: return ["\(path): the keyword \(keyword) is unknown to the checker"]
        }
    }

    private func memberMistakes(
        in value: JSONValue, _ properties: JSONValue, of schema: JSONValue, at path: String
    ) -> [String] {
        let named = (properties.object?.members ?? []).flatMap { member in
            value[member.name].map { mistakes(in: $0, by: member.value, at: "\(path).\(member.name)") } ?? []
        }
        guard refusesUnnamed, schema["additionalProperties"] == nil else { return named }
        return named + unnamed(value, in: schema).map { "\(path).\($0.name) is in no schema" }
    }

    private func unnamed(_ value: JSONValue, in schema: JSONValue) -> [JSONObject.Member] {
        let properties = schema["properties"]?.object
        return (value.object?.members ?? []).filter { properties?[$0.name] == nil }
    }

    private static func `is`(_ value: JSONValue, _ type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.bool, "boolean"), (.integer, "integer"), (.integer, "number"), (.double, "number"),
            (.string, "string"), (.array, "array"), (.object, "object"):
            true
        default: false
        }
    }

    private static func isWithin(_ size: Int?, _ keyword: String, _ limit: JSONValue) -> Bool {
        guard let size, let limit = limit.integer else { return true }
        return keyword.hasPrefix("min") ? size >= limit : size <= limit
    }

    private static func matches(_ text: String, _ pattern: JSONValue) -> Bool {
        // `Regex` takes several times as long to compile.
        guard let pattern = pattern.string, let expression = try? NSRegularExpression(pattern: pattern) else {
            return false
        }
        return expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }

    private static func has(_ text: String, _ format: JSONValue) -> Bool {
        switch format {
        case "date-time": matches(text, #"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"#)
        case "date": matches(text, #"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"#)
        default: false
        }
    }

    private static func text(_ value: JSONValue) -> String {
        String(decoding: value.encoded().prefix(200), as: UTF8.self)
    }
}

package import JSON
package import Validation

/// What a schema says about a field besides its rules.
///
///     "max_retries": MemberText("Attempts after a call that failed.", default: 3)
package struct MemberText: Sendable, ExpressibleByStringLiteral {
    /// In CommonMark.
    package let text: String
    /// What the API takes when the member is absent; `nil` if there is no such value.
    package let defaultValue: JSONValue?
    package let examples: [JSONValue]
    /// Replaces the schema that the rules give, where they do not say all.
    package let schema: Schema?
    /// The schema of the elements, for a list of objects; `nil` for any other field.
    package let elements: Elements?

    /// The objects of a list. They are a component of their own, which generators of clients name a type by.
    package struct Elements: Sendable {
        package let component: String
        /// The texts of their members.
        package let texts: [String: MemberText]

        package init(_ component: String, _ texts: [String: MemberText]) {
            self.component = component
            self.texts = texts
        }
    }

    package init(
        _ text: String, default defaultValue: JSONValue? = nil, examples: [JSONValue] = [], schema: Schema? = nil,
        elements: Elements? = nil
    ) {
        self.text = text
        self.defaultValue = defaultValue
        self.examples = examples
        self.schema = schema
        self.elements = elements
    }

    package init(stringLiteral text: String) { self.init(text) }
}

extension Schema {
    /// Describes one value by the rules that the code checks, so that a limit has one source.
    ///
    /// Left out is what depends on the account (``Rule/exists(in:)``) and what the rules accept besides the documented
    /// type, such as `"3"` for 3.
    ///
    /// - Parameter allowsNull: whether a nullable field's schema lets null through. A parameter in a query has no null.
    package init(_ field: Field, allowsNull: Bool = true, text: MemberText? = nil) {
        var schema = text?.schema ?? Self.value(field, text)
        if field.isNullable, allowsNull { schema = schema.nullable() }
        if let text {
            schema = schema.described(text.text).defaulting(to: text.defaultValue)
            if !text.examples.isEmpty { schema = schema.with("examples", .array(text.examples)) }
        }
        self = schema
    }

    /// Describes an object by the fields that the code checks. A dot in a field's name leads into an inner object.
    ///
    /// - Parameter texts: for each field, by its path. A text without a field is a mistake, found in a debug build.
    package static func object(
        _ fields: [Field], texts: [String: MemberText] = [:], others: OtherMembers = .allowed
    ) -> Schema {
        assert(
            texts.keys.allSatisfy { name in fields.contains { $0.name == name } },
            "A text has no field: \(texts.keys.filter { name in !fields.contains { $0.name == name } })")
        return object(fields[...], under: "", texts, others)
    }

    private static func object(
        _ fields: ArraySlice<Field>, under prefix: String, _ texts: [String: MemberText], _ others: OtherMembers
    ) -> Schema {
        var properties = JSONObject()
        var required: [String] = []
        for field in fields {
            let path = field.name.dropFirst(prefix.count)
            let name = String(path.prefix { $0 != "." })
            guard properties[name] == nil else { continue }
            let inner = "\(prefix)\(name)."
            let members = fields.filter { $0.name.hasPrefix(inner) }
            // The field of the object itself may stand before or behind those of its members.
            let own = fields.first { $0.name == prefix + name }
            var schema = own.map { Schema($0, text: texts[$0.name]) } ?? .any
            if !members.isEmpty { schema = schema.merged(with: object(members[...], under: inner, texts, others)) }
            properties[name] = schema.json
            if own?.isRequired ?? false { required.append(name) }
        }
        return object(properties, required: required, others: others)
    }

    /// Adds the members of an object to a schema that may allow other types too.
    private func merged(with object: Schema) -> Schema {
        var merged = self
        // Whether there may be others is for the object to say that names its members.
        for member in object.keywords.members
        where keywords[member.name] == nil || member.name == "additionalProperties" {
            merged = merged.with(member.name, member.value)
        }
        return merged
    }

    // MARK: - Rules

    private static func value(_ field: Field, _ text: MemberText?) -> Schema {
        if !field.elementMembers.isEmpty {
            let element = text?.elements.map { .reference($0.component) } ?? object(field.elementMembers)
            return Schema.array(of: element).limited(by: field.rules, isRequired: field.isRequired)
        }
        if !field.elementRules.isEmpty {
            let element = type(field.elementRules).limited(by: field.elementRules, isRequired: false)
            return Schema.array(of: element, isDistinct: field.elementsAreDistinct)
                .limited(by: field.rules, isRequired: field.isRequired)
        }
        return type(field.rules).limited(by: field.rules, isRequired: field.isRequired)
    }

    private static func type(_ rules: [Rule]) -> Schema {
        var schema = Schema.any
        for rule in rules {
            switch rule {
            // A rule about the type goes before one about the content: both may name the type.
            case .string where schema == .any: schema = .string()
            case .integer: schema = .integer()
            case .number: schema = .number()
            case .boolean: schema = .boolean
            case .array: schema = .objectOrArray
            case .object: schema = .dictionary()
            case .time: schema = .string(pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$")
            case .date: schema = .string(format: "date")
            case .timezone: schema = .string(oneOf: TimeZoneNames.all)
            case .oneOf(let choices): schema = .string(oneOf: choices)
            case .required, .nullable, .string, .min, .max, .between, .maxLength, .distinct, .exists: continue
            }
        }
        return schema
    }

    /// Adds the limits. What they limit depends on the type: a number, the length of a text, or that of a list.
    private func limited(by rules: [Rule], isRequired: Bool) -> Schema {
        var schema = self
        // A required text or list is not empty.
        if isRequired, let name = limitName("min"), name != "minimum" { schema = schema.with(name, 1) }
        for rule in rules {
            switch rule {
            case .min(let least): schema = schema.limited("min", least)
            case .max(let most): schema = schema.limited("max", most)
            case .between(let least, let most): schema = schema.limited("min", least).limited("max", most)
            case .maxLength(let most): schema = schema.limited("max", Int64(most))
            default: continue
            }
        }
        return schema
    }

    private func limited(_ side: String, _ limit: Int64) -> Schema {
        guard let name = limitName(side) else { return self }
        let limited = with(name, .integer(limit))
        return name == "maximum" ? limited.without("format") : limited
    }

    private func limitName(_ side: String) -> String? {
        switch keywords["type"] {
        case "integer", "number": side + "imum"
        case "string": keywords["enum"] == nil ? side + "Length" : nil
        case "array": side + "Items"
        case "object": side + "Properties"
        default: nil
        }
    }
}

package import JSON

/// A JSON Schema (draft 2020-12) as OpenAPI 3.1 uses it.
///
///     Schema.object([
///         "id": .integer(minimum: 1).described("The campaign's id."),
///         "region": .string().nullable().described("The part of the country."),
///     ])
///
/// An optional value is a list of types, `["integer","null"]`, and never an `anyOf` with null, which several generators of
/// clients drop.
package struct Schema: Sendable, Equatable {
    /// The keywords with their values, in the order in which they were set.
    package private(set) var keywords: JSONObject

    package init(_ keywords: JSONObject = [:]) {
        self.keywords = keywords
    }

    package var json: JSONValue { .object(keywords) }

    /// Sets one keyword, or replaces its value.
    package func with(_ keyword: String, _ value: JSONValue?) -> Schema {
        guard let value else { return self }
        var copy = self
        copy.keywords[keyword] = value
        return copy
    }

    /// Removes one keyword.
    package func without(_ keyword: String) -> Schema {
        var copy = self
        copy.keywords[keyword] = nil
        return copy
    }
}

// MARK: - Types

extension Schema {
    /// Any JSON value.
    package static let any = Schema()

    package static let boolean = Schema(["type": "boolean"])

    /// A schema among the document's components.
    ///
    /// - Parameter name: its name there, such as `Campaign`.
    package static func reference(_ name: String) -> Schema {
        Schema(["$ref": .string("#/components/schemas/\(name)")])
    }

    /// - Parameters:
    ///   - minimumLength: in code points.
    ///   - maximumLength: in code points.
    ///   - pattern: a regular expression (ECMA-262) that matches a part of the text.
    ///   - format: a name of the format registry, such as `date`. It adds to the pattern and replaces no limit.
    package static func string(
        minimumLength: Int? = nil, maximumLength: Int? = nil, pattern: String? = nil, format: String? = nil
    ) -> Schema {
        Schema(["type": "string"])
            .with("minLength", minimumLength.map { .integer(Int64($0)) })
            .with("maxLength", maximumLength.map { .integer(Int64($0)) })
            .with("pattern", pattern.map { .string($0) })
            .with("format", format.map { .string($0) })
    }

    /// One of these texts.
    package static func string(oneOf choices: [String]) -> Schema {
        Schema(["type": "string", "enum": .array(choices.map { .string($0) })])
    }

    /// Exactly this text.
    package static func string(always text: String) -> Schema {
        Schema(["type": "string", "const": .string(text)])
    }

    /// An integer of 64 bits. Without a maximum the schema says so, for languages whose usual integer has 32 bits.
    package static func integer(minimum: Int64? = nil, maximum: Int64? = nil) -> Schema {
        Schema(["type": "integer"])
            .with("format", maximum == nil ? "int64" : nil)
            .with("minimum", minimum.map { .integer($0) })
            .with("maximum", maximum.map { .integer($0) })
    }

    package static func number(minimum: JSONValue? = nil, maximum: JSONValue? = nil) -> Schema {
        Schema(["type": "number"]).with("minimum", minimum).with("maximum", maximum)
    }

    package static func array(
        of elements: Schema, minimumCount: Int64? = nil, maximumCount: Int64? = nil, isDistinct: Bool = false
    ) -> Schema {
        Schema(["type": "array", "items": elements.json])
            .with("minItems", minimumCount.map { .integer($0) })
            .with("maxItems", maximumCount.map { .integer($0) })
            .with("uniqueItems", isDistinct ? true : nil)
    }

    /// An object or a list: the platform's language has one type for both.
    ///
    /// It says what the value is not. Of a list of the two types, and of `oneOf`, generators make clients that refuse
    /// or lose one of them.
    package static let objectOrArray = Schema(["not": ["type": ["string", "number", "boolean", "null"]]])

    /// An object whose members' names are the client's.
    ///
    /// - Parameter values: what each member is.
    package static func dictionary(of values: Schema = .any) -> Schema {
        Schema(["type": "object", "additionalProperties": values == .any ? true : values.json])
    }
}

// MARK: - Objects

extension Schema {
    /// Whether an object may have members that its schema does not name.
    package enum OtherMembers: Sendable {
        /// The schema says nothing, as for an answer: a later version of the API may add members.
        case unsaid
        /// They are let through and ignored.
        case allowed
        case refused

        fileprivate var keyword: JSONValue? {
            switch self {
            case .unsaid: nil
            case .allowed: true
            case .refused: false
            }
        }
    }

    /// - Parameters:
    ///   - members: in the order in which the API writes them.
    ///   - optional: the names of the members that may be absent. All others are required.
    package static func object(
        _ members: KeyValuePairs<String, Schema>, optional: [String] = [], others: OtherMembers = .unsaid
    ) -> Schema {
        let required = members.map(\.key).filter { !optional.contains($0) }
        return object(
            JSONObject(members.map { JSONObject.Member(name: $0.key, value: $0.value.json) }), required: required,
            others: others)
    }

    static func object(_ properties: JSONObject, required: [String], others: OtherMembers) -> Schema {
        Schema(["type": "object"])
            .with("properties", .object(properties))
            .with("required", required.isEmpty ? nil : .array(required.map { .string($0) }))
            .with("additionalProperties", others.keyword)
    }
}

// MARK: - Changes

extension Schema {
    /// Lets the value be `null` too.
    ///
    /// A reference has no type to add null to: make the component itself nullable instead.
    package func nullable() -> Schema {
        precondition(keywords["$ref"] == nil, "A reference cannot be nullable.")
        var copy = self
        switch keywords["type"] {
        case .string(let type): copy.keywords["type"] = [.string(type), "null"]
        case .array(let types): copy.keywords["type"] = .array(types.filter { $0 != "null" } + ["null"])
        default:
            if self == .objectOrArray { return Schema(["not": ["type": ["string", "number", "boolean"]]]) }
            return self
        }
        if case .array(let choices) = keywords["enum"] { copy.keywords["enum"] = .array(choices + [.null]) }
        return copy
    }

    /// - Parameter text: in CommonMark.
    package func described(_ text: String) -> Schema { with("description", .string(text)) }

    /// - Parameter value: what the API takes when the member is absent.
    package func defaulting(to value: JSONValue?) -> Schema { with("default", value) }

    package func examples(_ values: JSONValue...) -> Schema { with("examples", .array(values)) }

    package func deprecated() -> Schema { with("deprecated", true) }
}

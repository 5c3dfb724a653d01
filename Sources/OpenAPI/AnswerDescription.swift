package import JSON

/// A body's media type with its schema and examples.
package struct Content: Sendable, Equatable {
    package let mediaType: String
    package let schema: Schema
    package let examples: [Example]
    /// How the members of a form are written, by name (the Encoding Object of OpenAPI).
    package let encoding: JSONObject

    package init(
        _ schema: Schema, mediaType: String = "application/json", examples: [Example] = [],
        encoding: JSONObject = [:]
    ) {
        self.mediaType = mediaType
        self.schema = schema
        self.examples = examples
        self.encoding = encoding
    }

    var json: JSONValue {
        var object: JSONObject = ["schema": schema.json]
        if !encoding.isEmpty { object.append("encoding", .object(encoding)) }
        if !examples.isEmpty {
            object.append(
                "examples",
                .object(
                    JSONObject(examples.map { JSONObject.Member(name: $0.name, value: ["value": $0.value]) })))
        }
        return .object(object)
    }
}

/// A body that shows what a schema means.
package struct Example: Sendable, Equatable {
    /// Unique among the examples of one body.
    package let name: String
    package let value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}

/// The body of an operation's requests.
package struct RequestBody: Sendable, Equatable {
    /// In CommonMark.
    package let description: String
    package let isRequired: Bool
    /// The preferred media type first: many tools take the first only.
    package let contents: [Content]

    package init(_ description: String, isRequired: Bool = true, _ contents: [Content]) {
        self.description = description
        self.isRequired = isRequired
        self.contents = contents
    }

    var json: JSONValue {
        ["description": .string(description), "required": .bool(isRequired), "content": contents.json]
    }
}

/// A header field of an answer.
package struct HeaderDescription: Sendable, Equatable {
    package let name: String
    /// In CommonMark.
    package let description: String
    package let schema: Schema
    /// Whether every such answer has the field.
    package let isRequired: Bool
    /// Whether many answers share it as a component of the field's name.
    package let isShared: Bool

    package init(
        _ name: String, _ schema: Schema, _ description: String, isRequired: Bool = false, isShared: Bool = true
    ) {
        self.name = name
        self.description = description
        self.schema = schema
        self.isRequired = isRequired
        self.isShared = isShared
    }

    var json: JSONValue {
        var object: JSONObject = ["description": .string(description)]
        if isRequired { object.append("required", true) }
        object.append("schema", schema.json)
        return .object(object)
    }

    var use: JSONValue {
        isShared ? ["$ref": .string("#/components/headers/\(name)")] : json
    }
}

/// One answer of an operation: its status, its header fields and its body.
package struct AnswerDescription: Sendable, Equatable {
    /// The status code.
    package let status: Int
    /// In CommonMark.
    package let description: String
    package let headers: [HeaderDescription]
    /// Empty for an answer without a body.
    package let contents: [Content]
    /// The name of the component that holds it; `nil` for an answer of one operation only.
    package let component: String?

    package init(
        _ status: Int, _ description: String, headers: [HeaderDescription] = [], _ contents: [Content] = [],
        component: String? = nil
    ) {
        self.status = status
        self.description = description
        self.headers = headers
        self.contents = contents
        self.component = component
    }

    /// An answer with a JSON body.
    package init(
        _ status: Int, _ description: String, headers: [HeaderDescription] = [], _ schema: Schema,
        examples: [Example] = [], component: String? = nil
    ) {
        self.init(
            status, description, headers: headers, [Content(schema, examples: examples)], component: component)
    }

    var json: JSONValue {
        var object: JSONObject = ["description": .string(description)]
        if !headers.isEmpty {
            object.append(
                "headers", .object(JSONObject(headers.map { JSONObject.Member(name: $0.name, value: $0.use) })))
        }
        if !contents.isEmpty { object.append("content", contents.json) }
        return .object(object)
    }

    var use: JSONValue {
        component.map { ["$ref": .string("#/components/responses/\($0)")] } ?? json
    }
}

extension [Content] {
    fileprivate var json: JSONValue {
        .object(JSONObject(map { JSONObject.Member(name: $0.mediaType, value: $0.json) }))
    }
}

package import JSON

/// An OpenAPI 3.1 document.
///
/// Parameters, answers and header fields that name a component are collected from the operations, so that they need no
/// list of their own.
package struct OpenAPIDocument: Sendable {
    /// A group of operations.
    package struct Tag: Sendable {
        package let name: String
        package let description: String

        package init(_ name: String, _ description: String) {
            self.name = name
            self.description = description
        }
    }

    /// A schema that others refer to; see ``Schema/reference(_:)``.
    package struct NamedSchema: Sendable {
        package let name: String
        package let schema: Schema

        package init(_ name: String, _ schema: Schema) {
            self.name = name
            self.schema = schema
        }
    }

    /// A way to prove who sends the request.
    package struct SecurityScheme: Sendable {
        package let name: String
        /// The Security Scheme Object.
        package let json: JSONValue
        /// Whether a request without it is answered too.
        package let isOptional: Bool

        /// `Authorization: Bearer TOKEN` (RFC 6750).
        package static func bearer(_ name: String, _ description: String, isOptional: Bool = false) -> SecurityScheme {
            SecurityScheme(
                name: name,
                json: ["type": "http", "scheme": "bearer", "description": .string(description)],
                isOptional: isOptional)
        }
    }

    /// What the document describes.
    package let title: String
    /// The version of what it describes, not that of OpenAPI.
    package let version: String
    /// In CommonMark.
    package let description: String
    /// The base URL of the paths, such as `http://127.0.0.1:7357/api`.
    package let server: String
    package let serverDescription: String
    package let tags: [Tag]
    package let security: SecurityScheme?
    /// In the order in which the document lists them.
    package let operations: [Operation]
    /// The requests that the described API sends to its clients, by their names.
    package let webhooks: [(name: String, operation: Operation)]
    /// The named schemas, in the order in which the document lists them.
    package let schemas: [NamedSchema]

    package init(
        title: String, version: String, description: String, server: String, serverDescription: String, tags: [Tag],
        security: SecurityScheme?, operations: [Operation],
        webhooks: [(name: String, operation: Operation)] = [], schemas: [NamedSchema]
    ) {
        self.title = title
        self.version = version
        self.description = description
        self.server = server
        self.serverDescription = serverDescription
        self.tags = tags
        self.security = security
        self.operations = operations
        self.webhooks = webhooks
        self.schemas = schemas
    }

    package var json: JSONValue {
        var object: JSONObject = [
            "openapi": "3.1.0",
            "info": [
                "title": .string(title), "version": .string(version), "description": .string(description),
            ],
            "servers": [["url": .string(server), "description": .string(serverDescription)]],
        ]
        if let security {
            let requirement: JSONValue = [security.name: []]
            object.append("security", security.isOptional ? [requirement, [:]] : [requirement])
        }
        object.append(
            "tags", .array(tags.map { ["name": .string($0.name), "description": .string($0.description)] }))
        object.append("paths", paths)
        if !webhooks.isEmpty {
            object.append(
                "webhooks",
                .object(
                    JSONObject(
                        webhooks.map { name, operation in
                            JSONObject.Member(name: name, value: [operation.method.rawValue: operation.json])
                        })))
        }
        object.append("components", components)
        return .object(object)
    }

    /// The document as JSON text in UTF-8.
    package func encoded() -> [UInt8] { json.encoded() }

    private var paths: JSONValue {
        var paths = JSONObject()
        for operation in operations {
            var item = paths[operation.path]?.object ?? [:]
            item[operation.method.rawValue] = operation.json
            paths[operation.path] = .object(item)
        }
        return .object(paths)
    }

    private var components: JSONValue {
        var responses = JSONObject()
        var parameters = JSONObject()
        var headers = JSONObject()
        for operation in operations {
            for parameter in operation.parameters {
                if let name = parameter.component { parameters[name] = parameter.json }
            }
            for answer in operation.answers {
                if let name = answer.component { responses[name] = answer.json }
                for header in answer.headers where header.isShared { headers[header.name] = header.json }
            }
        }
        var components: JSONObject = [
            "schemas": .object(JSONObject(schemas.map { JSONObject.Member(name: $0.name, value: $0.schema.json) }))
        ]
        if !responses.isEmpty { components.append("responses", .object(responses)) }
        if !parameters.isEmpty { components.append("parameters", .object(parameters)) }
        if !headers.isEmpty { components.append("headers", .object(headers)) }
        if let security { components.append("securitySchemes", [security.name: security.json]) }
        return .object(components)
    }
}

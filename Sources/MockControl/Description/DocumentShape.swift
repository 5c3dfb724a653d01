import JSON
import OpenAPI

/// An object that the control plane both writes and reads, such as an account: in answers and in the documents that clients
/// send, where most members may be left out.
struct DocumentShape: Sendable {
    enum Use: Sendable {
        /// The mock writes the object.
        case answer
        /// A client sends the object, as a part of a state or seed.
        case document
        /// A client sends the members that change.
        case change
    }

    struct Member: Sendable {
        enum Need: Sendable {
            /// In each document, and in each answer.
            case required
            /// In each answer. A document without it means the default.
            case written
            /// An answer has it only when there is a value.
            case optional
        }

        let name: String
        let need: Need
        let text: String
        let defaultValue: JSONValue?
        let schema: @Sendable (Use) -> Schema

        init(
            _ name: String, _ need: Need, _ text: String, default defaultValue: JSONValue? = nil,
            _ schema: @autoclosure @escaping @Sendable () -> Schema
        ) {
            self.init(name, need, text, default: defaultValue, of: { _ in schema() })
        }

        /// - Parameter schema: for a member whose own members depend on the use.
        init(
            _ name: String, _ need: Need, _ text: String, default defaultValue: JSONValue? = nil,
            of schema: @escaping @Sendable (Use) -> Schema
        ) {
            self.name = name
            self.need = need
            self.text = text
            self.defaultValue = defaultValue
            self.schema = schema
        }
    }

    let members: [Member]

    init(_ members: [Member]) {
        self.members = members
    }

    func schema(for use: Use) -> Schema {
        var properties = JSONObject()
        for member in members {
            var schema = member.schema(use)
            if use != .answer, member.need != .required { schema = schema.nullable() }
            if use == .document { schema = schema.defaulting(to: member.defaultValue) }
            if !member.text.isEmpty { schema = schema.described(member.text) }
            properties.append(member.name, schema.json)
        }
        let optional = members.filter { member in
            switch use {
            case .answer: member.need == .optional
            case .document: member.need != .required
            case .change: true
            }
        }
        var schema = Schema(["type": "object", "properties": .object(properties)])
        let required = members.map(\.name).filter { name in !optional.contains { $0.name == name } }
        if !required.isEmpty { schema = schema.with("required", .array(required.map { .string($0) })) }
        return use == .answer ? schema : schema.with("additionalProperties", false)
    }
}

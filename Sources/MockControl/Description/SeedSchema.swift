import JSON
import OpenAPI

/// The JSON Schema (draft 2020-12) of a seed, by which an editor completes and checks one.
///
/// It is the schema of the state document in the control plane's OpenAPI document, on its own.
package enum SeedSchema {
    /// The path below `/_mock`.
    static let path = "/seed.schema.json"

    /// Writes the schema as JSON.
    ///
    /// - Parameter id: its URL; `nil` for a copy in a file, which has no URL of its own.
    package static func encoded(id: String?) -> [UInt8] { JSONValue.object(members(id: id)).encoded() }

    private static func members(id: String?) -> JSONObject {
        var object: JSONObject = ["$schema": "https://json-schema.org/draft/2020-12/schema"]
        if let id { object.append("$id", .string(id)) }
        object.append("title", "Seed of campaign-mock")
        let schemas = ControlSchemas.documents
        let seed = schemas.first { $0.name == "StateDocument" }?.schema.json ?? [:]
        for member in moved(seed).object?.members ?? [] { object.append(member.name, member.value) }
        var definitions = JSONObject()
        for schema in schemas where seed.refersToSchema(named: schema.name) {
            definitions.append(schema.name, moved(schema.schema.json))
        }
        object.append("$defs", .object(definitions))
        return object
    }

    /// The schema with its references to the place where a schema of its own keeps parts.
    private static func moved(_ schema: JSONValue) -> JSONValue {
        switch schema {
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map { member in
                        guard member.name == "$ref", let target = member.value.string else {
                            return JSONObject.Member(name: member.name, value: moved(member.value))
                        }
                        let name = target.split(separator: "/").last ?? ""
                        return JSONObject.Member(name: member.name, value: .string("#/$defs/\(name)"))
                    }))
        case .array(let elements): .array(elements.map(moved))
        case .null, .bool, .integer, .double, .string: schema
        }
    }
}

extension JSONValue {
    /// Whether a reference to the component is anywhere in this schema.
    fileprivate func refersToSchema(named name: String) -> Bool {
        switch self {
        case .object(let object):
            object.members.contains { member in
                member.name == "$ref" && member.value == Schema.reference(name).json["$ref"]
                    || member.value.refersToSchema(named: name)
            }
        case .array(let elements): elements.contains { $0.refersToSchema(named: name) }
        case .null, .bool, .integer, .double, .string: false
        }
    }
}

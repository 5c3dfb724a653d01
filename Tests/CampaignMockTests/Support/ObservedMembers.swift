import JSON
import TestSupport

/// How the members of the named schemas occur in values: there, absent or null.
struct ObservedMembers {
    private struct Member {
        var isOptional: Bool
        var isNullable: Bool
        var wasSeen = false
        var wasAbsent = false
        var wasNull = false
    }

    private var members: [String: Member] = [:]

    /// Members that the document calls optional and every value has.
    var neverAbsent: [String] { names { $0.isOptional && !$0.wasAbsent } }
    /// Members that may be null in the document, and are in no value.
    var neverNull: [String] { names { $0.isNullable && !$0.wasNull } }
    /// Members that no value has.
    var neverSeen: [String] { names { !$0.wasSeen } }

    private func names(_ isMeant: (Member) -> Bool) -> [String] {
        members.filter { isMeant($0.value) }.map(\.key).sorted()
    }

    mutating func observe(_ value: JSONValue, _ schema: JSONValue, _ checker: SchemaChecker, under name: String = "") {
        if let reference = schema["$ref"]?.string {
            let name = String(reference.split(separator: "/").last ?? "")
            return observe(value, checker.resolved(schema), checker, under: name)
        }
        for element in value.array ?? [] { observe(element, schema["items"] ?? [:], checker, under: name) }
        guard let object = value.object, let properties = schema["properties"]?.object else { return }
        let required = schema["required"]?.array ?? []
        for property in properties.members {
            let key = "\(name).\(property.name)"
            var member =
                members[key]
                ?? Member(
                    isOptional: !required.contains(.string(property.name)),
                    isNullable: property.value["type"]?.array?.contains("null") ?? false)
            if let value = object[property.name] {
                member.wasSeen = true
                if value.isNull { member.wasNull = true }
                observe(value, property.value, checker, under: key)
            } else {
                member.wasAbsent = true
            }
            members[key] = member
        }
    }
}

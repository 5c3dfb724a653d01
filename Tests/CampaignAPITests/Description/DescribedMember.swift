import CampaignStore
import JSON
import TestSupport
import Validation

@testable import CampaignAPI

/// A member of an operation's body, or a parameter of its query, which both the document and the code judge.
struct DescribedMember {
    let operation: DescribedOperation
    /// With the path that messages have, such as `secondary_contacts.0.phone_number`.
    let name: String
    let schema: JSONValue
    let isRequired: Bool
    /// Whether it is a parameter of the query.
    let isParameter: Bool
    /// Returns the request's members with a value of this member, or without it for `nil`.
    let put: (_ value: JSONValue?, _ body: JSONObject) -> JSONObject

    /// Returns all members and parameters of an operation, and those of the objects in its lists.
    static func all(of operation: DescribedOperation, in document: JSONValue) -> [DescribedMember] {
        let parameters = operation.parameters(in: "query").compactMap { parameter -> DescribedMember? in
            guard let name = parameter["name"]?.string, let schema = parameter["schema"] else { return nil }
            return DescribedMember(
                operation: operation, name: name, schema: schema, isRequired: parameter["required"] == true,
                isParameter: true, put: putting(name))
        }
        guard let schema = operation.requestSchema() else { return parameters }
        return parameters
            + members(of: schema, operation, SchemaChecker(document, refusesUnnamed: false), under: "") { $0 }
    }

    private static func members(
        of schema: JSONValue, _ operation: DescribedOperation, _ checker: SchemaChecker, under prefix: String,
        _ wrap: @escaping (_ inner: JSONObject) -> JSONObject
    ) -> [DescribedMember] {
        (schema["properties"]?.object?.members ?? []).flatMap { property -> [DescribedMember] in
            let own = DescribedMember(
                operation: operation, name: prefix + property.name, schema: property.value,
                isRequired: schema["required"]?.array?.contains(.string(property.name)) ?? false, isParameter: false,
                put: prefix.isEmpty
                    ? putting(property.name)
                    : { value, body in
                        // An element that is valid but for this member.
                        var element: JSONObject = ["phone_number": "+15550100999"]
                        element[property.name] = value
                        var body = body
                        for member in wrap(element).members { body[member.name] = member.value }
                        return body
                    })
            let element = checker.resolved(property.value["items"] ?? [:])
            guard element["properties"] != nil else { return [own] }
            let inner = members(of: element, operation, checker, under: "\(prefix)\(property.name).0.") {
                [property.name: [.object($0)]]
            }
            return [own] + inner
        }
    }

    private static func putting(_ name: String) -> (JSONValue?, JSONObject) -> JSONObject {
        { value, body in
            var body = body
            body[name] = value
            return body
        }
    }
}

// MARK: - Values to try

extension DescribedMember {
    /// Values around every limit that the document has, and extreme ones that any limit of the code refuses.
    var candidates: [JSONValue] {
        let element = schema["items"]
        guard let element, element["properties"] == nil, element["$ref"] == nil else {
            return Self.scalars(around: schema) + [[], ["a": 1], [1, "x"]]
        }
        let elements = Self.scalars(around: element).map { JSONValue.array([$0]) }
        return Self.scalars(around: schema) + [[]] + elements + [[1, 1], ["monday", "monday"]]
    }

    private static func scalars(around schema: JSONValue) -> [JSONValue] {
        var values: [JSONValue] = [.null, true, false, 1, "abc", .integer(-1_000_000_000_000_000)]
        values += [
            .integer(1_000_000_000_000_000), 0.5, .string(String(repeating: "x", count: 3_000)), "", .object([:]),
        ]
        for keyword in ["minimum", "maximum"] {
            guard let limit = schema[keyword]?.integer else { continue }
            values += [limit - 1, limit, limit + 1].map { .integer($0) }
        }
        for keyword in ["minLength", "maxLength"] {
            guard let limit = schema[keyword]?.integer else { continue }
            values += [max(0, limit - 1), limit, limit + 1].map { .string(String(repeating: "x", count: Int($0))) }
        }
        let choices = schema["enum"]?.array ?? []
        // Of the 419 timezones a part is enough.
        values += stride(from: 0, to: choices.count, by: choices.count > 100 ? 20 : 1).map { choices[$0] }
        values += choices.suffix(2) + (schema["examples"]?.array ?? [])
        return values + words
    }

    /// All words that the code knows, and texts that are nearly right.
    private static let words: [JSONValue] = {
        let choices =
            LeadStatus.allCases.map(\.rawValue) + CampaignParameters.everyDay + StatusAction.allCases.map(\.rawValue)
            + Assistant.Direction.allCases.map(\.rawValue) + CallStatus.allCases.map(\.rawValue)
            + CallType.allCases.map(\.rawValue) + ["UTC", "Europe/Berlin", "US/Eastern"]
        let times = ["00:00", "09:00", "9:00", "23:59", "24:00", "19:60", "09:00:00"]
        let dates = ["2026-02-23", "2026-2-3", "23.02.2026", "2026-13-01"]
        let numbers = [
            "+15550100123", "+0123456789", "+123456", "+1234567", "+123456789012345", "+1234567890123456",
            "15550100123", "+1 (555) 010-0.123", "+1/5550100123", "(+1) 555 0100123 ", "+1+5550100123",
        ]
        return (choices + times + dates + numbers).map { .string($0) }
    }()

    /// Whether the value is one that the rules take besides the documented ones (rules.md, chapter 4; api.md): the
    /// document describes clean input.
    func isLenient(_ value: JSONValue) -> Bool {
        let types = schema["type"]?.array?.compactMap(\.string) ?? [schema["type"]?.string ?? ""]
        if value == "" { return !isRequired }
        if case .array(let elements) = value, let element = schema["items"], elements.count == 1 {
            return DescribedMember(
                operation: operation, name: name, schema: element, isRequired: true, isParameter: false, put: put
            ).isLenient(elements[0])
        }
        // Whatever is no page is page 1.
        if name == "page" { return true }
        // To the update of a lead an empty array or object is no value.
        if operation.method == "PUT", value == [] || value == .object([:]) { return true }
        if types.contains("boolean") { return value == 0 || value == 1 }
        if types.contains("integer") { return value.bool != nil || value.string.flatMap { Int64($0) } != nil }
        // An object is an array too, and one without members is an empty array.
        if types.contains("array") { return value.object != nil }
        // The framework trims blanks from both ends.
        return value.string?.hasSuffix(" ") ?? false
    }
}

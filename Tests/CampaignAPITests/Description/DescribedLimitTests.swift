import HTTPTypes
import JSON
import TestSupport
import Testing
import Validation

@testable import CampaignAPI

@Suite("Limits in the platform's document") struct DescribedLimitTests {
    @Test("are those of the code, and the code has no others") func limits() async throws {
        let described = try await DescribedAPI()
        var count = 0
        for operation in described.operations {
            for member in DescribedMember.all(of: operation, in: described.document) {
                let differences = try await described.differences(about: member)
                #expect(differences == [])
                count += 1
            }
        }
        #expect(count > 50)
    }

    /// Their members are those of another operation.
    private static let secondPaths = ["POST /user/campaigns", "PUT /leads/{id}"]

    /// Proves that the comparison finds mistakes: each keyword of each member is removed or changed once.
    @Test("differ from the code as soon as one of them is changed") func changes() async throws {
        let described = try await DescribedAPI()
        var count = 0
        for operation in described.operations where !Self.secondPaths.contains(operation.name) {
            for member in DescribedMember.all(of: operation, in: described.document) {
                for (change, schema) in Self.changes(of: member.schema) {
                    // In a query every value is a text, and the code takes every text for a page.
                    let isText = change == "no type" && member.schema["type"] == "string"
                    if member.isParameter, isText || member.name == "page" { continue }
                    let changed = member.with(schema)
                    let differences = try await described.differences(about: changed, atMost: 1)
                    #expect(differences != [], "\(operation.name): \(member.name) with \(change)")
                    count += 1
                }
                guard !member.isParameter else { continue }
                let other = member.with(member.schema, isRequired: !member.isRequired)
                #expect(try await described.differences(about: other) != [], "\(member.name) required otherwise")
            }
        }
        #expect(count > 90)
    }

    /// Returns the schema with each keyword removed, each number changed and each choice taken away.
    private static func changes(of schema: JSONValue) -> [(String, JSONValue)] {
        // That an integer has 64 bits is a hint for generators of clients.
        if schema["format"] == "int64" { return changes(of: schema.changed(at: ["format"], to: nil)) }
        let annotations = ["description", "examples", "default", "deprecated"]
        return (schema.object?.members ?? []).filter { !annotations.contains($0.name) }.flatMap { keyword in
            var changes: [(String, JSONValue)] = []
            func change(_ name: String, _ value: JSONValue?) {
                changes.append((name, schema.changed(at: [keyword.name], to: value)))
            }
            // A type says nothing beside choices, and a keyword of one type holds for no other.
            let saysMore = schema["enum"] == nil && schema["format"] == nil && schema["pattern"] == nil
            if keyword.name != "type" || saysMore { change("no \(keyword.name)", nil) }
            if let limit = keyword.value.integer {
                change("a higher \(keyword.name)", .integer(limit + 1))
                change("a lower \(keyword.name)", .integer(limit - 1))
            }
            if case .array(let choices) = keyword.value, keyword.name == "enum" || keyword.name == "type" {
                change("\(keyword.name) without the last", .array(choices.dropLast()))
            }
            if keyword.name == "items" {
                for (name, element) in Self.changes(of: keyword.value) { change("\(name) in items", element) }
            }
            return changes
        }
    }

    @Test(
        "say whether other members are let through", arguments: [false, true])
    func otherMembers(_ strict: Bool) async throws {
        var options = CampaignOptions()
        options.strict = strict
        let described = try await DescribedAPI(options)
        for operation in described.operations {
            guard let schema = operation.requestSchema() else { continue }
            var body = described.validBody(of: operation)
            body["no_such_member"] = 1
            let answer = try await described.send(operation, body)
            let isRefused =
                answer.body["errors"]?["no_such_member"] != nil || answer.message?.hasPrefix("Invalid fields") == true
            #expect((schema["additionalProperties"] == false) == isRefused, "\(operation.name)")
        }
    }

    @Test("leave no parameter and no member out") func names() async throws {
        let described = try await DescribedAPI()
        for route in CampaignRoutes.table {
            let operation = try described.operation("\(route.method.rawValue) \(route.path)")
            let members = DescribedMember.all(of: operation, in: described.document).map(\.name)
            #expect(members.filter { !$0.contains(".") } == route.endpoint.fields.map(\.name), "\(operation.name)")
            let inner = route.endpoint.fields.flatMap { list in list.elementMembers.map { "\(list.name).0.\($0.name)" }
            }
            #expect(members.filter { $0.contains(".") } == inner, "\(operation.name)")
            let ids = operation.parameters(in: "path").compactMap { $0["name"]?.string }
            #expect(ids == (route.path.contains("{id}") ? ["id"] : []), "\(operation.name)")
        }
    }

    @Test("say which ids a path takes") func ids() async throws {
        let described = try await DescribedAPI()
        for operation in described.operations where operation.path.contains("{id}") {
            let schema = try #require(operation.parameters(in: "path").first?["schema"])
            for (text, id) in [("0", 0), ("1", 1), ("-1", -1), ("7", 7), ("9007199254740993", 9_007_199_254_740_993)]
                as [(String, Int64)]
            {
                let answer = try await described.api.send(
                    "", method: operation.method, target: "/api" + operation.path.replacing("{id}", with: text),
                    contentType: nil)
                let isRoute = answer.message?.hasSuffix("could not be found.") != true
                #expect(
                    SchemaChecker(described.document, refusesUnnamed: false).mistakes(in: .integer(id), by: schema)
                        .isEmpty == isRoute,
                    "\(operation.name) \(text)")
            }
        }
    }
}

extension DescribedMember {
    func with(_ schema: JSONValue, isRequired: Bool? = nil) -> DescribedMember {
        DescribedMember(
            operation: operation, name: name, schema: schema, isRequired: isRequired ?? self.isRequired,
            isParameter: isParameter, put: put)
    }
}

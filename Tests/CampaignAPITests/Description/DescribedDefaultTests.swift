import CampaignStore
import JSON
import TestSupport
import Testing

@testable import CampaignAPI

@Suite("Defaults in the platform's document") struct DescribedDefaultTests {
    @Test("are what the code takes when a member is absent") func defaults() async throws {
        let described = try await DescribedAPI()
        var count = 0
        for operation in described.operations {
            let usual = try await effect(of: operation)
            for member in DescribedMember.all(of: operation, in: described.document) {
                guard let value = member.schema["default"] else { continue }
                let effect = try await effect(of: operation, value, for: member)
                #expect(effect == usual, "\(operation.name): \(member.name)")
                count += 1
            }
        }
        #expect(count > 20)
    }

    @Test("are noticed when they are others") func changes() async throws {
        let described = try await DescribedAPI()
        for operation in described.operations where operation.path != "/user/campaigns" {
            let usual = try await effect(of: operation)
            for member in DescribedMember.all(of: operation, in: described.document) {
                guard let value = member.schema["default"] else { continue }
                let other: JSONValue =
                    switch value {
                    case .bool(let value): .bool(!value)
                    case .integer(let value): .integer(value + 1)
                    case .array(let values): .array(values.dropLast())
                    default: "12:34"
                    }
                let effect = try await effect(of: operation, other, for: member)
                #expect(effect != usual, "\(operation.name): \(member.name)")
            }
        }
    }

    /// Returns what a request of a new API answers and leaves behind, with a value of a member or without it.
    private func effect(
        of operation: DescribedOperation, _ value: JSONValue? = nil, for member: DescribedMember? = nil
    ) async throws -> JSONValue {
        let described = try await DescribedAPI()
        var query = ""
        var body = described.validBody(of: operation)
        // That of the lead that the account has, so that it matters whether a number may occur twice.
        if body["phone_number"] != nil { body["phone_number"] = "+15550100001" }
        if let member, let value {
            if member.isParameter {
                query = "\(member.name)=\(String(decoding: value.encoded(), as: UTF8.self))"
            } else {
                body = member.put(value, body)
            }
        }
        let hasBody = operation.json["requestBody"] != nil
        let answer = try await described.send(operation, hasBody ? body : nil, query: query)
        let campaigns = try await described.api.store.state().campaigns.map { $0.json() }
        return [.integer(Int64(answer.status)), answer.body, .array(campaigns)]
    }

    @Test("are missing only where the account decides, or where absent means none") func missing() async throws {
        let described = try await DescribedAPI()
        let create = try described.operation("POST /user/campaign")
        _ = try await described.send(create, described.validBody(of: create))
        let state = try await described.api.store.state()
        let stored = try #require(state.campaigns.last?.json())
        let ofAccount = ["timezone", "max_calls_in_parallel"]
        for member in DescribedMember.all(of: create, in: described.document)
        where !member.isRequired && member.schema["default"] == nil && !ofAccount.contains(member.name) {
            let value = try #require(stored[member.name], "\(member.name)")
            #expect(value.isNull || value == [], "\(member.name)")
        }
        for operation in described.operations where operation.method == "GET" {
            let page = try await described.send(operation).body
            guard page["per_page"] != nil else { continue }
            for (name, member) in [("per_page", "per_page"), ("page", "current_page")] {
                let parameter = operation.parameters(in: "query").first { $0["name"]?.string == name }
                #expect(parameter?["schema"]?["default"] == page[member], "\(operation.name): \(name)")
            }
        }
    }
}

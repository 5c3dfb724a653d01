import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

@Suite("Input and warnings of the neighbouring endpoints (life.md §1)") struct EndpointInputTests {
    private static let form = "application/x-www-form-urlencoded"

    private func api(_ options: CampaignOptions = CampaignOptions()) async throws -> TestAPI {
        let api = try TestAPI(options)
        #expect(try await api.send(#"{"name":"Spring","assistant_id":127}"#).status == 201)
        return api
    }

    @Test("forms make a lead with contacts, change it and delete it, by overridden methods")
    func lead() async throws {
        let api = try await api()
        let created = try await api.send(
            "phone_number=%2B15550100123&campaign_id=1&variables[first.name]=Ann&allow_dupplicate=1"
                + "&secondary_contacts[0][phone_number]=%2B15550100124&secondary_contacts[0][variables][a][]=x",
            target: "/user/lead", contentType: Self.form)
        #expect(created.status == 200)
        #expect(created.fields[.xMockWarnings] == nil)
        #expect(created.body["data"]?["variables"] == ["first.name": "Ann"])
        #expect(created.body["data"]?["secondary_contacts"]?[0]?["variables"] == ["a": ["x"]])
        let changed = try await api.send(
            "_method=PUT&phone_number=%2B15550100125", target: "/user/leads/1", contentType: Self.form)
        #expect(changed.body == ["message": "Lead updated successfully"])
        #expect(changed.findings?.warnings.map(\.field) == ["_method"])
        let deleted = try await api.send(
            "", target: "/user/leads/1", headers: [("X-HTTP-Method-Override", "delete")])
        #expect(deleted.body == ["message": "Lead deleted successfully"])
        #expect(deleted.findings?.warnings.map(\.field) == ["_method"])
    }

    @Test("a member that only overrides the method is not one of the invalid fields of a lead")
    func invalidFields() async throws {
        let api = try await api()
        _ = try await api.send(#"{"phone_number":"+15550100123","campaign_id":1}"#, target: "/user/lead")
        let refused = try await api.send(#"{"b":1,"_method":"PUT","a":2}"#, target: "/user/leads/1?c=3&_method=x")
        #expect(refused.status == 422)
        #expect(refused.message == "Invalid fields: b, a, c")
    }

    @Test(
        "warnings name unknown members and strings in place of other types",
        arguments: [
            (
                "POST", "/user/lead", #"{"phone_number":"+15550100123","campaign_id":"1","allow_duplicate":true}"#,
                ["allow_duplicate", "campaign_id"]
            ),
            (
                "POST", "/user/lead",
                #"{"phone_number":"+15550100123","campaign_id":1,"secondary_contacts":"#
                    + #"[{"phone_number":"+15550100124","name":"Ann"}]}"#,
                ["secondary_contacts.0.name"]
            ),
            ("GET", "/user/leads?campaign_id=1&per_page=5&limit=3", "", ["limit"]),
            ("GET", "/user/campaigns?status=draft", "", ["status"]),
            ("POST", "/user/campaigns/update-status", #"{"campaign_id":1,"status":"start"}"#, ["status"]),
            ("DELETE", "/user/campaign/1", #"{"force":true}"#, ["force"]),
        ])
    func warnings(_ method: String, _ target: String, _ body: String, _ fields: [String]) async throws {
        let answer = try await api().send(body, method: method, target: target)
        #expect(answer.findings?.warnings.map(\.field) == fields)
        #expect(answer.fields[.xMockWarnings] == String(fields.count))
        // Strict, the same request is refused, and nothing has happened.
        let strict = try await api(CampaignOptions(strict: true))
        let refused = try await strict.send(body, method: method, target: target)
        #expect(refused.status == 422)
        let names = refused.body["errors"]?.object?.members.map(\.name) ?? []
        #expect(names.suffix(fields.count) == fields[...])
        #expect(try await strict.send("", method: "GET", target: "/user/campaigns").body.array?.count == 1)
    }

    @Test("a chosen message replaces that of every endpoint, but not that of a 422 without errors")
    func messages() async throws {
        let api = try await api(CampaignOptions(validationMessage: .text("No.")))
        for target in ["/user/campaigns/update-status", "/user/lead", "/user/campaign"] {
            #expect(try await api.send("{}", target: target).message == "No.")
        }
        #expect(try await api.send("", method: "GET", target: "/user/leads?per_page=0").message == "No.")
        let lead = #"{"phone_number":"x","campaign_id":1}"#
        #expect(try await api.send(lead, target: "/user/lead").message == "Invalid phone number")
    }
}

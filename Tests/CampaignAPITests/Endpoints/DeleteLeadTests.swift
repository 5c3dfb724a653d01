import CampaignStore
import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

@Suite("life.md §3: DELETE /user/leads/{id}") struct DeleteLeadTests {
    private func filled() async throws -> TestAPI {
        let api = try TestAPI()
        _ = try await api.makeCampaign()
        let members = #","secondary_contacts":[{"phone_number":"+15550100124"},{"phone_number":"+15550100125"}]"#
        _ = try await api.makeLead(campaign: 1, members: members)
        _ = try await api.makeLead("+15550100130", campaign: 1)
        return api
    }

    private func delete(_ api: TestAPI, _ id: String, key: String = "demo-key") async throws -> Answered {
        try await api.send("", method: "DELETE", target: "/user/leads/\(id)", key: key)
    }

    @Test("deletes a lead with its contacts, once, and frees its number")
    func lead() async throws {
        let api = try await filled()
        let answer = try await delete(api, "1")
        #expect(answer.status == 200)
        #expect(answer.text == #"{"message":"Lead deleted successfully"}"#)
        #expect(answer.findings?.campaignID == 1)
        #expect(answer.findings?.leadID == 1)
        #expect(try await api.store.leadRows().map(\.id) == [4])
        for id in ["1", "2", "3"] {
            let again = try await delete(api, id)
            #expect(again.status == 404)
            #expect(again.text == #"{"message":"Lead not found"}"#)
            #expect(again.findings?.leadID == nil)
        }
        #expect(try await api.makeLead(campaign: 1) == 5)
    }

    @Test("deletes a contact alone")
    func contact() async throws {
        let api = try await filled()
        let answer = try await delete(api, "2")
        #expect(answer.status == 200)
        #expect(answer.findings?.campaignID == 1)
        #expect(answer.findings?.leadID == 2)
        let lead = try #require(try await api.leads().first)
        #expect(lead["secondary_contacts"]?.array?.compactMap { $0["id"]?.integer } == [3])
    }

    @Test("never gives a deleted lead's id to another", arguments: [4, 1] as [Int64])
    func ids(_ id: Int64) async throws {
        let api = try await filled()
        #expect(try await delete(api, "\(id)").status == 200)
        #expect(try await api.makeLead("+15550100140", campaign: 1) == 5)
    }

    @Test("does not find another account's lead, nor an id beyond 64 bits")
    func notFound() async throws {
        let api = try await filled()
        for (id, key) in [
            ("1", "other-key"), ("2", "other-key"), ("5", "demo-key"), ("9223372036854775808", "demo-key"),
        ] {
            let answer = try await delete(api, id, key: key)
            #expect(answer.status == 404)
            #expect(answer.text == #"{"message":"Lead not found"}"#)
        }
        #expect(try await api.store.leadRows().count == 4)
    }

    @Test(
        "has no route for what is no id, before it looks at the key", arguments: ["0", "-1", "01", "x", "%00", "1.5"])
    func noRoute(_ id: String) async throws {
        let answer = try await TestAPI().send("", method: "DELETE", target: "/api/user/leads/\(id)", key: nil)
        #expect(answer.status == 404)
        #expect(answer.message == "The route api/user/leads/\(id) could not be found.")
    }

    @Test("shares its path with PUT; the kin's path has PUT alone")
    func methods() async throws {
        let api = try TestAPI()
        #expect(try await api.get("/user/leads/1").fields[.allow] == "PUT, DELETE")
        #expect(try await api.send("", method: "DELETE", target: "/leads/1").fields[.allow] == "PUT")
    }
}

import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

@Suite("life.md §2: DELETE /user/campaign/{id}") struct DeleteCampaignTests {
    private func delete(_ api: TestAPI, _ id: String, key: String = "demo-key") async throws -> Answered {
        try await api.send("", method: "DELETE", target: "/user/campaign/\(id)", key: key)
    }

    @Test("deletes the campaign with its leads, once")
    func delete() async throws {
        let api = try TestAPI()
        let (first, second) = (try await api.makeCampaign(), try await api.makeCampaign())
        let lead = try await api.makeLead(
            campaign: first, members: #","secondary_contacts":[{"phone_number":"+15550100124"}]"#)
        let other = try await api.makeLead(campaign: second)
        let answer = try await delete(api, "\(first)")
        #expect(answer.status == 200)
        #expect(answer.text == #"{"message":"Campaign deleted successfully"}"#)
        #expect(answer.findings?.campaignID == first)
        #expect(answer.findings?.leadID == nil)
        #expect(try await api.get("/user/campaigns").body.array?.count == 1)
        #expect(try await api.leads().compactMap { $0["id"]?.integer } == [other])
        for id in [lead, lead + 1] { #expect(try await api.update(id, #"{"status":"completed"}"#).status == 404) }
        let body = #"{"phone_number":"+15550100123","campaign_id":\#(first)}"#
        #expect(try await api.send(body, target: "/user/lead").status == 404)
        #expect(try await api.leads("?campaign_id=\(first)").isEmpty)
        let again = try await delete(api, "\(first)")
        #expect(again.status == 404)
        #expect(again.text == #"{"message":"Campaign not found"}"#)
        #expect(again.findings?.campaignID == nil)
    }

    @Test("frees the campaign's place in the plan, and no id")
    func place() async throws {
        let api = try TestAPI()
        let body = #"{"name":"Spring","assistant_id":301}"#
        #expect(try await api.send(body, key: "starter-key").status == 201)
        #expect(try await api.send(body, key: "starter-key").status == 403)
        #expect(try await delete(api, "1", key: "starter-key").status == 200)
        let answer = try await api.send(body, key: "starter-key")
        #expect(answer.status == 201)
        #expect(answer.body["data"]?["id"] == 2)
        #expect(try await delete(api, "1", key: "starter-key").status == 404)
        #expect(try await api.send(body, key: "starter-key").status == 403)
    }

    @Test(
        "does not find another account's campaign, nor an id beyond 64 bits",
        arguments: ["1", "2", "9223372036854775807", "9223372036854775808", "123456789012345678901234567890"])
    func notFound(_ id: String) async throws {
        let api = try TestAPI()
        _ = try await api.makeCampaign()
        let answer = try await delete(api, id, key: "other-key")
        #expect(answer.status == 404)
        #expect(answer.text == #"{"message":"Campaign not found"}"#)
        #expect(try await api.get("/user/campaigns").body.array?.count == 1)
    }

    @Test(
        "has no route for what is no id, before it looks at the key",
        arguments: ["0", "-1", "+1", "01", "1.0", "1e0", "x", "1x", "%31x", "%00", "1%00", "%2F1", "1%20"])
    func noRoute(_ id: String) async throws {
        let api = try TestAPI()
        _ = try await api.makeCampaign()
        let answer = try await api.send("", method: "DELETE", target: "/user/campaign/\(id)", key: nil)
        #expect(answer.status == 404)
        #expect(answer.message == "The route user/campaign/\(id) could not be found.")
    }

    @Test("is the only method of its path")
    func methods() async throws {
        let answer = try await TestAPI().get("/user/campaign/1")
        #expect(answer.status == 405)
        #expect(answer.fields[.allow] == "DELETE")
    }
}

import JSON
import Testing

@testable import CampaignAPI

extension TestAPI {
    /// Creates a campaign that can start once it has a lead, and returns its id.
    func makeCampaign(
        _ name: String = "Spring", key: String = "demo-key", assistant: Int64 = 127, numbers: String = "[1]"
    ) async throws -> Int64 {
        let body = #"{"name":"\#(name)","assistant_id":\#(assistant),"phone_number_ids":\#(numbers)}"#
        let answer = try await send(body, key: key)
        #expect(answer.status == 201)
        return try #require(answer.body["data"]?["id"]?.integer)
    }

    /// Creates a lead and returns its id.
    ///
    /// - Parameter members: further members, such as `,"variables":{}`.
    func makeLead(
        _ number: String = "+15550100123", campaign: Int64, members: String = "", key: String = "demo-key"
    ) async throws -> Int64 {
        let answer = try await send(
            #"{"phone_number":"\#(number)","campaign_id":\#(campaign)\#(members)}"#, target: "/user/lead", key: key)
        #expect(answer.status == 200)
        return try #require(answer.body["data"]?["id"]?.integer)
    }

    func get(_ target: String, key: String? = "demo-key") async throws -> Answered {
        try await send("", method: "GET", target: target, key: key)
    }

    /// The rows of the account's list of leads.
    func leads(_ query: String = "", key: String = "demo-key") async throws -> [JSONValue] {
        let answer = try await get("/user/leads" + query, key: key)
        #expect(answer.status == 200)
        return try #require(answer.body["data"]?.array)
    }

    func update(_ lead: Int64, _ body: String, key: String = "demo-key") async throws -> Answered {
        try await send(body, method: "PUT", target: "/user/leads/\(lead)", key: key)
    }
}

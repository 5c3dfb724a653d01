import CampaignMock
import JSON
import TestSupport
import Testing

@Suite("life.md: the whole life of a campaign, over a socket") struct WholeLifeTests {
    struct Step {
        let method: String
        let target: String
        var body = ""
        let status: Int
        /// A member of the response, by its path, and its text.
        let member: [String]
        let value: JSONValue
    }

    /// The eight steps of the README.
    private static let steps = [
        Step(method: "GET", target: "/api/user/me", status: 200, member: ["name"], value: "Dana Demo"),
        Step(method: "GET", target: "/api/user/assistants/outbound", status: 200, member: ["0", "id"], value: 127),
        Step(
            method: "POST", target: "/api/user/campaign", body: #"{"name":"Spring","assistant_id":127}"#, status: 201,
            member: ["data", "status"], value: "draft"),
        Step(
            method: "POST", target: "/api/user/lead",
            body: #"{"campaign_id":1,"phone_number":"+15550100123","variables":{"first_name":"Ada"}}"#, status: 200,
            member: ["data", "variables", "first_name"], value: "Ada"),
        Step(
            method: "POST", target: "/api/user/campaigns/update-status", body: #"{"campaign_id":1,"action":"start"}"#,
            status: 200, member: ["data", "status"], value: "in-progress"),
        Step(
            method: "GET", target: "/api/user/leads?campaign_id=1", status: 200,
            member: ["data", "0", "campaign", "name"], value: "Spring"),
        Step(
            method: "POST", target: "/api/user/campaigns/update-status", body: #"{"campaign_id":1,"action":"stop"}"#,
            status: 200, member: ["data", "status"], value: "stopped"),
        Step(
            method: "DELETE", target: "/api/user/campaign/1", status: 200, member: ["message"],
            value: "Campaign deleted successfully"),
    ]

    @Test("key, assistants, campaign, lead, start, list, stop, deletion")
    func life() async throws {
        try await withMock { mock in
            for step in Self.steps {
                let request = MockRequest(method: step.method, target: step.target, body: step.body)
                let response = try await request.send(to: mock)
                #expect(response.status == step.status, "\(step.target)")
                #expect(response["Content-Type"] == "application/json")
                var value: JSONValue? = try JSONReader.read(response.body.span)
                for name in step.member { value = Int(name).flatMap { value?[$0] } ?? value?[name] }
                #expect(value == step.value, "\(step.target)")
            }
            for (target, body) in [("/user/campaigns", "[]"), ("/user/leads?campaign_id=1", nil)] {
                let response = try await MockRequest(method: "GET", target: target).send(to: mock)
                if let body { #expect(String(decoding: response.body, as: UTF8.self) == body) }
                #expect(response.status == 200)
            }
        }
    }

    @Test("goes on for other leads and campaigns while they are made and deleted beside each other")
    func concurrent() async throws {
        try await withMock { mock in
            try await withThrowingTaskGroup { group in
                for worker in 0..<8 {
                    group.addTask { try await Self.makeAndDelete(worker, in: mock) }
                }
                try await group.waitForAll()
            }
            let campaigns = try await MockRequest(method: "GET", target: "/user/campaigns").send(to: mock)
            #expect(String(decoding: campaigns.body, as: UTF8.self) == "[]")
            let leads = try await MockRequest(method: "GET", target: "/user/leads").send(to: mock)
            #expect(try JSONReader.read(leads.body.span)["total"] == 0)
        }
    }

    /// Makes campaigns with leads and deletes them. Each response must be that of a campaign of its own.
    private static func makeAndDelete(_ worker: Int, in mock: MockServer) async throws {
        for round in 0..<10 {
            let name = "Campaign \(worker).\(round)"
            let created = try await MockRequest(body: #"{"name":"\#(name)","assistant_id":127}"#).send(to: mock)
            let id = try #require(try JSONReader.read(created.body.span)["data"]?["id"]?.integer)
            for number in 0..<3 {
                let body = #"{"campaign_id":\#(id),"phone_number":"+1555010012\#(number)"}"#
                let lead = try await MockRequest(target: "/user/lead", body: body).send(to: mock)
                #expect(try JSONReader.read(lead.body.span)["data"]?["campaign"]?["name"] == .string(name))
            }
            let listed = try await MockRequest(method: "GET", target: "/user/leads?campaign_id=\(id)").send(to: mock)
            #expect(try JSONReader.read(listed.body.span)["total"] == 3)
            let deleted = try await MockRequest(method: "DELETE", target: "/user/campaign/\(id)").send(to: mock)
            #expect(deleted.status == 200)
        }
    }
}

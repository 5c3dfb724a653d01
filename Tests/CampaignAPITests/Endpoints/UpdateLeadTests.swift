import CampaignStore
import JSON
import Testing

@testable import CampaignAPI

@Suite("life.md §3: PUT /user/leads/{id}") struct UpdateLeadTests {
    /// Campaigns 1 and 2 and lead 1 with the contacts 2 and 3 of `demo`, campaign 3 of `other`.
    private func filled(_ options: CampaignOptions = CampaignOptions()) async throws -> TestAPI {
        let api = try TestAPI(options)
        for name in ["Spring", "Summer"] { _ = try await api.makeCampaign(name) }
        _ = try await api.makeCampaign("Foreign", key: "other-key", assistant: 201, numbers: "[4]")
        let members =
            #","variables":{"name":"Ada","address":{"city":"Berlin","zip":"10115"}},"#
            + #""secondary_contacts":[{"phone_number":"+15550100124"},{"phone_number":"+15550100125"}]"#
        _ = try await api.makeLead(campaign: 1, members: members)
        api.clock.advance(seconds: 60)
        return api
    }

    /// The row of a lead or contact in the store.
    private func stored(_ id: Int64, _ api: TestAPI) async throws -> Lead {
        try #require(try await api.store.leadRows().first { $0.id == id })
    }

    /// Gives a lead or a contact a status and attempts that only calls can give it.
    private func set(_ id: Int64, _ status: LeadStatus, tries: Int64, in api: TestAPI) async throws {
        let account = try #require(api.store.directory.account(named: "demo"))
        try await api.store.write(generation: api.store.directory.generation) { batch in
            guard let lead = try batch.lead(id: id, of: account) else { return }
            var changed = lead
            (changed.status, changed.callTries) = (status, tries)
            try batch.update(lead, to: changed)
        }
    }

    @Test(
        "changes the number, the status and the variables",
        arguments: ["/user/leads/1", "/api/user/leads/1", "/leads/1", "/api/leads/1"])
    func changes(_ target: String) async throws {
        let api = try await filled()
        let answer = try await api.send(
            #"{"phone_number":"+1 (555) 010-0199","status":"completed","variables":{"address":{"city":"Köln"},"age":36.0}}"#,
            method: "PUT", target: target)
        #expect(answer.status == 200)
        #expect(answer.text == #"{"message":"Lead updated successfully"}"#)
        #expect(answer.findings?.campaignID == 1)
        #expect(answer.findings?.leadID == 1)
        let lead = try #require(try await api.leads().first)
        #expect(lead["phone_number"] == "+15550100199")
        #expect(lead["status"] == "completed")
        #expect(lead["variables"] == ["name": "Ada", "address": ["city": "Köln"], "age": 36])
        #expect(lead["created_at"] == "2026-02-23 10:00:00")
        #expect(lead["updated_at"] == "2026-02-23 10:01:00")
    }

    @Test(
        "changes nothing, not even the time of change, where nothing else is sent",
        arguments: [
            "", "{}", #"{"campaign_id":null,"phone_number":"","status":[],"variables":{}}"#,
            #"{"campaign_id":{},"phone_number":[],"status":null,"variables":[]}"#,
            #"{"campaign_id":1,"phone_number":"+1 555 010 0123","status":"created","variables":{"name":" Ada "}}"#,
            #"{"campaign_id":"1","variables":{"address":{"city":"Berlin","zip":"10115"}}}"#,
        ])
    func unchanged(_ body: String) async throws {
        let api = try await filled()
        try await set(1, .created, tries: 2, in: api)
        let before = try await stored(1, api)
        let answer = try await api.update(1, body)
        #expect(answer.status == 200)
        #expect(answer.text == #"{"message":"Lead updated successfully"}"#)
        #expect(try await stored(1, api) == before)
    }

    struct Refusal: CustomTestStringConvertible {
        var id = "1"
        let body: String
        var query = ""
        let status: Int
        let text: String
        var testDescription: String { "\(id) \(body) \(query)" }

        static func invalid(_ errors: String) -> String { #"{"message":"Validation failed","errors":{\#(errors)}}"# }
    }

    private static let noLead = #"{"message":"Lead not found"}"#
    private static let byCalls = "This status is assigned automatically and cannot be set manually"

    @Test(
        "refuses in this order",
        arguments: [
            Refusal(id: "4", body: #"{"name":1}"#, status: 404, text: noLead),
            Refusal(id: "9223372036854775808", body: #"{"name":1}"#, status: 404, text: noLead),
            Refusal(
                body: #"{"name":null,"status":"x","campaign_id":9,"id":1,"name":2,"a.b":{}}"#,
                query: "?x=1&id=2&page=3",
                status: 422, text: #"{"message":"Invalid fields: name, id, a.b, x, page"}"#),
            Refusal(body: "{}", query: "?zz=1", status: 422, text: #"{"message":"Invalid fields: zz"}"#),
            Refusal(
                body: #"{"variables":"x","status":5,"phone_number":7,"campaign_id":99}"#, status: 422,
                text: Refusal.invalid(
                    #""campaign_id":["The selected campaign does not exist"],"#
                        + #""phone_number":["The phone number field must be a string."],"#
                        + #""status":["The status field must be a string.","\#(byCalls)"],"#
                        + #""variables":["Variables must be an array"]"#)),
            Refusal(
                body: #"{"campaign_id":"x"}"#, status: 422,
                text: Refusal.invalid(#""campaign_id":["The campaign id field must be an integer."]"#)),
            Refusal(
                body: #"{"campaign_id":0}"#, status: 422,
                text: Refusal.invalid(#""campaign_id":["The selected campaign does not exist"]"#)),
            Refusal(
                body: #"{"campaign_id":3,"status":"scheduled"}"#, status: 422,
                text: Refusal.invalid(#""status":["\#(byCalls)"]"#)),
            Refusal(
                body: #"{"status":["created"]}"#, status: 422,
                text: Refusal.invalid(#""status":["The status field must be a string.","\#(byCalls)"]"#)),
            Refusal(
                body: #"{"status":"blacklisted"}"#, status: 422, text: Refusal.invalid(#""status":["\#(byCalls)"]"#)),
            Refusal(
                body: #"{"status":"Created"}"#, status: 422, text: Refusal.invalid(#""status":["\#(byCalls)"]"#)),
            Refusal(
                body: #"{"campaign_id":3,"phone_number":"12"}"#, status: 404, text: #"{"message":"Campaign not found"}"#
            ),
            Refusal(
                body: #"{"campaign_id":2,"phone_number":"12"}"#, status: 422,
                text: #"{"message":"Invalid phone number"}"#),
        ])
    func refused(_ row: Refusal) async throws {
        let api = try await filled()
        let before = try await api.store.leadRows()
        let answer = try await api.send(row.body, method: "PUT", target: "/user/leads/\(row.id)\(row.query)")
        #expect(answer.status == row.status)
        #expect(answer.text == row.text)
        #expect(answer.findings?.campaignID == nil)
        #expect(answer.findings?.leadID == nil)
        #expect(answer.findings?.warnings == [])
        #expect(try await api.store.leadRows() == before)
    }

    @Test("does not find another account's lead, and has no route for what is no id")
    func notFound() async throws {
        let api = try await filled()
        #expect(try await api.update(1, #"{"status":"completed"}"#, key: "other-key").text == Self.noLead)
        for id in ["0", "-1", "01", "x", "1%00", "%201"] {
            let answer = try await api.send("{", method: "PUT", target: "/leads/\(id)", key: nil)
            #expect(answer.message == "The route leads/\(id) could not be found.")
        }
    }

    @Test("with another status counts the attempts anew", arguments: ["created", "completed", "reached-max-retries"])
    func status(_ status: String) async throws {
        let api = try await filled()
        try await set(1, .rescheduled, tries: 3, in: api)
        #expect(try await api.update(1, #"{"status":"\#(status)"}"#).status == 200)
        let lead = try await stored(1, api)
        #expect(lead.status.rawValue == status)
        #expect(lead.callTries == 0)
        #expect(lead.updatedAt == lead.createdAt + 60)
    }

    @Test(
        "with another status, and with a move, puts the contacts behind it back, those before it not",
        arguments: [
            (1, #"{"status":"completed"}"#, [2, 3]), (1, #"{"status":"created"}"#, [2, 3]),
            (1, #"{"campaign_id":2}"#, [2, 3]), (2, #"{"status":"created"}"#, [3]),
            (3, #"{"status":"created"}"#, []), (1, #"{"status":"reached-max-retries"}"#, []),
            (1, #"{"campaign_id":2,"status":"reached-max-retries"}"#, []),
            (1, #"{"phone_number":"+15550100199"}"#, []), (2, #"{"campaign_id":2}"#, []),
        ] as [(Int64, String, [Int64])])
    func contactsBehind(_ id: Int64, _ body: String, _ setBack: [Int64]) async throws {
        let api = try await filled()
        for id in [1, 2, 3] as [Int64] { try await set(id, .reachedMaxRetries, tries: 4, in: api) }
        #expect(try await api.update(id, body).status == 200)
        for contact in [2, 3] as [Int64] where contact != id {
            let row = try await stored(contact, api)
            let isBack = setBack.contains(contact)
            #expect(row.status == (isBack ? .created : .reachedMaxRetries), "\(contact)")
            #expect(row.callTries == (isBack ? 0 : 4))
            #expect(row.updatedAt == row.createdAt + (isBack ? 60 : 0))
        }
    }

    @Test("lets a campaign start again, because a contact behind has its turn")
    func turn() async throws {
        let api = try await filled()
        func start() async throws -> Int {
            let body = #"{"campaign_id":1,"action":"start"}"#
            return try await api.send(body, target: "/user/campaigns/update-status").status
        }
        for id in [1, 2, 3] as [Int64] {
            #expect(try await api.update(id, #"{"status":"reached-max-retries"}"#).status == 200)
        }
        #expect(try await start() == 400)
        #expect(try await api.update(2, #"{"status":"created"}"#).status == 200)
        #expect(try await start() == 200)
    }

    @Test("moves the lead with its contacts, and puts it back into the queue")
    func move() async throws {
        let api = try await filled()
        try await set(1, .reachedMaxRetries, tries: 4, in: api)
        let answer = try await api.update(1, #"{"campaign_id":2}"#)
        #expect(answer.status == 200)
        #expect(answer.findings?.campaignID == 2)
        let rows = try await api.store.leadRows()
        #expect(rows.map(\.campaignID) == [2, 2, 2])
        #expect(rows[0].status == .created)
        #expect(rows[0].callTries == 0)
        #expect(rows[0].updatedAt == rows[0].createdAt + 60)
        #expect(try await api.leads("?campaign_id=1").isEmpty)
        let listed = try #require(try await api.leads("?campaign_id=2").first)
        #expect(listed["campaign"] == ["id": 2, "name": "Summer"])
        #expect(listed["secondary_contacts"]?.array?.count == 2)
    }

    @Test("keeps the status that comes with a move, and looks for no duplicates")
    func moveWithStatus() async throws {
        let api = try await filled()
        _ = try await api.makeLead(campaign: 2)
        #expect(try await api.update(1, #"{"campaign_id":2,"status":"completed"}"#).status == 200)
        #expect(try await stored(1, api).status == .completed)
        #expect(try await api.leads("?campaign_id=2").count == 2)
    }

    @Test("changes a contact by its id, but does not move it")
    func contact() async throws {
        let api = try await filled()
        try await set(2, .rescheduled, tries: 2, in: api)
        let body = #"{"campaign_id":2,"phone_number":"+15550100199","variables":["x"]}"#
        let answer = try await api.update(2, body)
        #expect(answer.status == 200)
        #expect(answer.findings?.campaignID == 1)
        #expect(answer.findings?.leadID == 2)
        let contact = try await stored(2, api)
        #expect(contact.campaignID == 1)
        #expect(contact.primaryID == 1)
        #expect(contact.phoneNumber == "+15550100199")
        #expect(contact.status == .rescheduled)
        #expect(contact.callTries == 2)
        let listed = try #require(try await api.leads().first?["secondary_contacts"]?[0])
        #expect(listed["variables"] == ["x"])
        #expect(listed["updated_at"] == "2026-02-23 10:01:00")
        #expect(try await api.update(2, #"{"campaign_id":99}"#).status == 422)
        #expect(try await api.update(2, #"{"campaign_id":3}"#).status == 404)
    }

    @Test("only moves a contact: nothing changes, the time of change neither")
    func contactMove() async throws {
        let api = try await filled()
        let before = try await api.store.leadRows()
        #expect(try await api.update(2, #"{"campaign_id":2}"#).status == 200)
        #expect(try await api.store.leadRows() == before)
    }

    @Test("takes the message option, except for a 422 without errors")
    func message() async throws {
        let api = try await filled(CampaignOptions(validationMessage: .text("No.")))
        #expect(try await api.update(1, #"{"status":"x"}"#).message == "No.")
        #expect(try await api.update(1, #"{"campaign_id":99}"#).message == "No.")
        #expect(try await api.update(1, #"{"x":1}"#).message == "Invalid fields: x")
        #expect(try await api.update(1, #"{"phone_number":"1"}"#).message == "Invalid phone number")
        let summary = try await filled(CampaignOptions(validationMessage: .summary))
        #expect(
            try await summary.update(1, #"{"status":5,"campaign_id":99}"#).message
                == "The selected campaign does not exist (and 2 more errors)")
    }

    @Test("warns about an integer as a string, and refuses it with --strict behind the other errors")
    func warnings() async throws {
        let answer = try await filled().update(1, #"{"variables":[],"campaign_id":"2"}"#)
        #expect(answer.status == 200)
        #expect(answer.findings?.warnings.map(\.field) == ["campaign_id"])
        let strict = try await filled(CampaignOptions(strict: true))
        let refused = try await strict.update(1, #"{"campaign_id":"2","status":"x"}"#)
        #expect(refused.status == 422)
        #expect(refused.message == "Validation failed")
        #expect(refused.body["errors"]?.object?.members.map(\.name) == ["status", "campaign_id"])
        #expect(try await strict.update(9, #"{"campaign_id":"2"}"#).status == 404)
    }

    @Test("works as a POST that names the method, whose member is none of the request's")
    func override() async throws {
        let api = try await filled()
        let answer = try await api.send(
            #"{"_method":"put","status":"completed"}"#, target: "/user/leads/1")
        #expect(answer.status == 200)
        #expect(answer.findings?.warnings.map(\.field) == ["_method"])
        #expect(try await stored(1, api).status == .completed)
    }
}

import CampaignStore
import JSON
import Testing

@testable import CampaignAPI

@Suite("life.md §2: POST /user/campaigns/update-status") struct UpdateCampaignStatusTests {
    private static let target = "/user/campaigns/update-status"

    private func change(
        _ api: TestAPI, _ action: String, of campaign: Int64 = 1, key: String = "demo-key"
    ) async throws -> Answered {
        try await api.send(#"{"campaign_id":\#(campaign),"action":"\#(action)"}"#, target: Self.target, key: key)
    }

    @Test("starts, stops and starts again, and the time of change follows")
    func life() async throws {
        let api = try TestAPI()
        let id = try await api.makeCampaign()
        _ = try await api.makeLead(campaign: id)
        api.clock.advance(seconds: 60)
        let started = try await change(api, "start")
        #expect(started.status == 200)
        #expect(
            started.text
                == #"{"message":"Campaign started successfully.","success":true,"#
                + #""data":{"campaign_id":1,"status":"in-progress"}}"#)
        #expect(started.findings?.campaignID == 1)
        #expect(started.findings?.leadID == nil)
        let running = try #require(try await api.store.campaign(id: id))
        #expect(running.status == "in-progress")
        #expect(running.updatedAt == running.createdAt + 60)
        // The lead is still on the phone: a call that reaches somebody takes a minute.
        api.clock.advance(seconds: 59)
        let stopped = try await change(api, "stop")
        #expect(stopped.status == 200)
        #expect(
            stopped.text
                == #"{"message":"Campaign stopped successfully.","success":true,"#
                + #""data":{"campaign_id":1,"status":"stopped"}}"#)
        let listed = try await api.get("/user/campaigns").body[0]
        #expect(listed?["status"] == "stopped")
        #expect(listed?["created_at"] == "2026-02-23T10:00:00.000000Z")
        #expect(listed?["updated_at"] == "2026-02-23T10:01:59.000000Z")
        #expect(try await change(api, "start").status == 200)
    }

    struct Refusal: CustomTestStringConvertible {
        let testDescription: String
        var assistant: Int64 = 127
        var numbers = "[1]"
        var hasLead = false
        var balance: Double = 100
        var isRunning = false
        let action: String
        let text: String
    }

    @Test(
        "refuses in this order",
        arguments: [
            Refusal(
                testDescription: "another word", action: "pause",
                text: #"{"message":"Invalid action. Must be either 'start' or 'stop'.","success":false}"#),
            Refusal(
                testDescription: "another case", action: "Start",
                text: #"{"message":"Invalid action. Must be either 'start' or 'stop'.","success":false}"#),
            Refusal(
                testDescription: "stop of a draft", action: " stop ",
                text:
                    #"{"message":"Campaign is not running","success":false,"data":{"campaign_id":1,"status":"draft"}}"#),
            Refusal(
                testDescription: "start of a running one, before the balance", hasLead: true, balance: 0,
                isRunning: true,
                action: "start",
                text: #"{"message":"Campaign is already in progress","success":false,"#
                    + #""data":{"campaign_id":1,"status":"in-progress"}}"#),
            Refusal(
                testDescription: "no balance, before the phone number", assistant: 130, numbers: "[]", balance: 0,
                action: "start",
                text: #"{"message":"Insufficient balance to start the campaign. Please top up your account.","#
                    + #""success":false,"data":{"campaign_id":1,"status":"draft"}}"#),
            Refusal(
                testDescription: "a debt", balance: -0.01, action: "start",
                text: #"{"message":"Insufficient balance to start the campaign. Please top up your account.","#
                    + #""success":false,"data":{"campaign_id":1,"status":"draft"}}"#),
            Refusal(
                testDescription: "no phone number, before the leads", assistant: 130, numbers: "[]", action: "start",
                text: #"{"message":"Your agent does not have a phone number setup","success":false,"#
                    + #""data":{"campaign_id":1,"status":"draft"}}"#),
            Refusal(
                testDescription: "no leads", action: "start",
                text: #"{"message":"No leads to call","success":false,"data":{"campaign_id":1,"status":"draft"}}"#),
        ])
    func refused(_ row: Refusal) async throws {
        let api = try TestAPI()
        let id = try await api.makeCampaign(assistant: row.assistant, numbers: row.numbers)
        if row.hasLead { _ = try await api.makeLead(campaign: id) }
        if row.isRunning { #expect(try await change(api, "start").status == 200) }
        _ = try await api.store.updateAccount(named: "demo") { $0.balance = row.balance }
        let before = try await api.store.campaign(id: id)
        api.clock.advance(seconds: 59)
        let answer = try await change(api, row.action)
        #expect(answer.status == 400)
        #expect(answer.text == row.text)
        #expect(answer.findings?.campaignID == nil)
        #expect(try await api.store.campaign(id: id) == before)
    }

    @Test("does not find an absent campaign, nor that of another account, before it looks at the action")
    func notFound() async throws {
        let api = try TestAPI()
        _ = try await api.makeCampaign()
        for (campaign, key) in [(Int64(2), "demo-key"), (1, "other-key"), (0, "demo-key"), (-1, "demo-key")] {
            for action in ["start", "pause"] {
                let answer = try await change(api, action, of: campaign, key: key)
                #expect(answer.status == 404)
                #expect(answer.text == #"{"message":"Campaign not found.","success":false}"#)
            }
        }
    }

    @Test(
        "starts with a number of the campaign or of its assistant",
        arguments: [(Int64(127), "[]", 200), (130, "[2]", 200), (130, "[]", 400)])
    func numbers(_ assistant: Int64, _ numbers: String, _ status: Int) async throws {
        let api = try TestAPI()
        _ = try await api.makeLead(campaign: try await api.makeCampaign(assistant: assistant, numbers: numbers))
        #expect(try await change(api, "start").status == status)
    }

    @Test(
        "starts while a lead can still be called",
        arguments: [
            ("created", 200), ("scheduled", 200), ("processing", 200), ("rescheduled", 200), ("completed", 400),
            ("reached-max-retries", 400), ("blacklisted", 400),
        ])
    func leads(_ status: String, _ code: Int) async throws {
        let api = try TestAPI()
        let lead = try await api.makeLead(campaign: try await api.makeCampaign())
        try await set(lead, to: try #require(LeadStatus(rawValue: status)), in: api)
        #expect(try await change(api, "start").status == code)
    }

    @Test("starts for a contact that has its turn")
    func contacts() async throws {
        let api = try TestAPI()
        let members = #","secondary_contacts":[{"phone_number":"+15550100124"},{"phone_number":"+15550100125"}]"#
        let lead = try await api.makeLead(campaign: try await api.makeCampaign(), members: members)
        func startsNow() async throws -> Bool {
            let status = try await change(api, "start").status
            if status == 200 { _ = try await change(api, "stop") }
            return status == 200
        }
        try await set(lead, to: .completed, in: api)
        #expect(try await !startsNow())
        try await set(lead, to: .reachedMaxRetries, in: api)
        #expect(try await startsNow())
        try await set(lead + 1, to: .completed, in: api)
        #expect(try await !startsNow())
        try await set(lead + 1, to: .reachedMaxRetries, in: api)
        #expect(try await startsNow())
        try await set(lead + 2, to: .reachedMaxRetries, in: api)
        #expect(try await !startsNow())
    }

    @Test(
        "requires both members",
        arguments: [
            (#"{}"#, "The campaign id field is required. (and 1 more error)"),
            (#"{"campaign_id":"x","action":5}"#, "The campaign id field must be an integer. (and 1 more error)"),
            (#"{"campaign_id":1,"action":" "}"#, "The action field is required."),
            (#"{"campaign_id":1,"action":["start"]}"#, "The action field must be a string."),
            (#"{"campaign_id":9223372036854775808,"action":"start"}"#, "The campaign id field must be an integer."),
            (#"{"campaign_id":null,"action":"start"}"#, "The campaign id field is required."),
        ])
    func invalid(_ body: String, _ message: String) async throws {
        let api = try TestAPI()
        _ = try await api.makeCampaign()
        let answer = try await api.send(body, target: Self.target)
        #expect(answer.status == 422)
        #expect(answer.message == message)
        #expect(answer.findings?.campaignID == nil)
    }

    @Test("names the action to a client that sends it as status")
    func status() async throws {
        let api = try TestAPI()
        let answer = try await api.send(#"{"campaign_id":1,"status":"start"}"#, target: Self.target)
        #expect(
            answer.text
                == #"{"message":"The action field is required.","errors":{"action":["The action field is required."]}}"#
        )
        #expect(
            answer.findings?.warnings
                == [Warning(field: "status", message: "The status field is unknown. Did you mean action?")])
    }

    /// Gives a lead or a contact a status that only calls can give it.
    private func set(_ id: Int64, to status: LeadStatus, in api: TestAPI) async throws {
        let account = try #require(api.store.directory.account(named: "demo"))
        try await api.store.write(generation: api.store.directory.generation) { batch in
            guard let lead = try batch.lead(id: id, of: account) else { return }
            var changed = lead
            changed.status = status
            try batch.update(lead, to: changed)
        }
    }
}

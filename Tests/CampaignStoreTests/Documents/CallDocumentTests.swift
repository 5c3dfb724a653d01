import Foundation
import JSON
import Testing

@testable import CampaignStore

@Suite("calling.md §6: the state document holds calls, outcomes and the simulation's time") struct CallDocumentTests {
    static let valid = """
        {"accounts": [{"name": "a", "plan": {"name": "p", "max_campaigns": 5, "max_calls_in_parallel": 2},
          "timezone": "UTC", "api_keys": ["k"], "assistants": [{"id": 1, "name": "A", "type": "outbound"}],
          "outcomes": [{"match": {"phone_number": "+4930*", "campaign_id": 7, "attempt": 1}, "outcome": "voicemail",
            "seconds": 12, "extracted_variables": {"b": true}, "transcript": [["bot", "Hello"], ["human", ""]]},
            {"outcome": {"weights": {"busy": 1, "completed": 0}, "seed": -1}}],
          "simulated_until": "2026-02-23T10:00:00Z"},
         {"name": "b", "plan": {"name": "p", "max_campaigns": 5, "max_calls_in_parallel": 2}, "timezone": "UTC",
          "api_keys": ["k2"]}],
         "campaigns": [{"id": 7, "account": "a", "name": "C", "assistant_id": 1, "calls_begun": 4,
           "status": "in-progress"}, {"id": 8, "account": "b", "name": "D", "assistant_id": 1}],
         "leads": [{"id": 5, "campaign_id": 7, "phone_number": "+15550100101", "status": "rescheduled",
           "due_at": "2026-02-23T11:00:00Z", "call_tries": 1},
           {"id": 6, "campaign_id": 8, "phone_number": "+15550100101"}],
         "calls": [{"id": 4, "account": "a", "campaign_id": 7, "lead_id": 5, "assistant_id": 1,
           "client_phone_number": "+15550100101", "status": "in-progress", "created_at": "2026-02-23T10:00:00Z",
           "ends_at": "2026-02-23T10:00:07Z", "decides": false, "hidden": true},
           {"id": 2, "account": "b", "assistant_id": 9, "client_phone_number": "+15550100101", "outcome": "no-answer",
           "variables": {"x": 1.0}, "transcript": [["bot", "A"]], "extracted_variables": {"y": {}},
           "webhook_response": {"status": 200}, "assistant_phone_number": "+1", "attempt": 3, "type": "web"},
           {"id": 3, "account": "a", "assistant_id": 1, "client_phone_number": "+2", "status": "ended_by_customer"}],
         "next_call_id": 9}
        """

    @Test("is read, with defaults") func read() throws {
        let state = try LeadDocumentTests.read(Self.valid)
        #expect(state.calls.map(\.id) == [2, 3, 4])
        #expect(
            state.calls[2]
                == CallRecord(
                    id: 4, account: "a", campaignID: 7, leadID: 5, assistantID: 1, phoneNumber: "+15550100101",
                    beganAt: 1_771_840_800, endsAt: 1_771_840_807, decides: false, isHidden: true))
        let created = Assistant.Default.createdAt
        #expect(
            state.calls[0]
                == CallRecord(
                    id: 2, account: "b", assistantID: 9, type: .web, assistantPhoneNumber: "+1",
                    phoneNumber: "+15550100101", outcome: .noAnswer, attempt: 3, status: .noAnswer, beganAt: created,
                    endsAt: created + 30, endedAt: created + 30,
                    variables: LeadVariables(text: Array(#"{"x":1}"#.utf8)), transcript: Array(#"[["bot","A"]]"#.utf8),
                    extractedVariables: Array(#"{"y":{}}"#.utf8), webhookResponse: Array(#"{"status":200}"#.utf8)))
        #expect(state.calls[1].status == .endedByCustomer && state.calls[1].endedAt == created + 60)
        #expect(state.nextCallID == 9 && state.simulatedUntil == ["a": 1_771_840_800])
        #expect(state.campaigns[0].callsBegun == 4 && state.leads[0].dueAt == 1_771_844_400)
        #expect(
            state.seed.accounts[0].outcomes == [
                OutcomeSetting(
                    phoneNumber: "+4930*", campaignID: 7, attempt: 1, choice: .fixed(.voicemail), seconds: 12,
                    extractedVariables: ["b": true],
                    transcript: [OutcomeSetting.Line(.bot, "Hello"), OutcomeSetting.Line(.human, "")]),
                OutcomeSetting(
                    choice: .drawn(
                        weights: [OutcomeSetting.Weight(.completed, 0), OutcomeSetting.Weight(.busy, 1)], seed: -1)),
            ])
    }

    @Test("is written as it was read, to the byte, also after a restart and by a snapshot")
    func roundTrip() async throws {
        let state = try LeadDocumentTests.read(Self.valid)
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database), state: state)
        #expect(try await store.state() == state)
        _ = try await store.takeSnapshot(named: "s", at: 0)
        store.close()
        let reopened = try Store(.file(path: directory.database))
        let text = try await reopened.state().encoded()
        let again = try StateTests.read(JSONReader.read(text.span))
        #expect(again == state && again.encoded() == text)
        try await reopened.reset(to: State(seed: .demo))
        #expect(try await reopened.state().calls == [])
        #expect(try await reopened.restoreSnapshot(named: "s") != nil)
        #expect(try await reopened.state().encoded() == text)
        #expect(reopened.directory.account(named: "a")?.definition.outcomes == state.seed.accounts[0].outcomes)
        reopened.close()
    }

    @Test(
        "a reset keeps calls and times with the campaigns only",
        arguments: [
            ([], [2, 3, 4], 9, true), (.campaigns, [2, 3, 4, 9], 10, false), (.accounts, [2, 3, 4], 9, true),
            (.ids, [2, 3, 4], 10, true), ([.accounts, .campaigns], [2, 3, 4, 9], 10, false),
        ] as [(Store.ResetOptions, [Int64], Int64, Bool)])
    func reset(_ kept: Store.ResetOptions, _ ids: [Int64], _ nextID: Int64, _ isSeeded: Bool) async throws {
        let state = try LeadDocumentTests.read(Self.valid)
        let store = try Store(.memory, state: state)
        var changes = CallingChanges(firstCallID: 9, simulatedUntil: 1_771_850_000)
        changes.begin(.sample(campaign: nil, lead: nil))
        try await store.simulate(changes, account: "a")
        try await store.reset(to: state, keeping: kept)
        let after = try await store.state()
        #expect(after.calls.map(\.id) == ids && after.nextCallID == nextID)
        #expect(after.simulatedUntil == ["a": isSeeded ? 1_771_840_800 : 1_771_850_000])
    }

    @Test("an account's reset takes calls, outcomes and the simulation's time; ids go on")
    func accountReset() async throws {
        let store = try Store(.memory, state: try LeadDocumentTests.read(Self.valid))
        try await store.resetAccount(named: "a")
        let after = try await store.state()
        #expect(after.calls.map(\.id) == [2] && after.nextCallID == 9 && after.simulatedUntil == [:])
        #expect(after.seed.accounts.map(\.outcomes) == [[], []])
        // What a test sets is no part of the definition to which a reset goes back.
        try await store.updateAccount(named: "a") { $0.outcomes = [OutcomeSetting(choice: .fixed(.busy))] }
        #expect(try await store.resetAccount(named: "a").definition.outcomes == [])
    }

    @Test(
        "is refused at the mistake",
        arguments: [
            (#""account": "a", "campaign_id": 7"#, #""account": "x", "campaign_id": 7"#, "calls[0].account"),
            (#""account": "a", "campaign_id": 7"#, #""account": "b", "campaign_id": 7"#, "calls[0].campaign_id"),
            (#""lead_id": 5"#, #""lead_id": 6"#, "calls[0].lead_id"),
            (#""campaign_id": 7, "lead_id": 5"#, #""lead_id": 5"#, "calls[0].lead_id"),
            (#"{"id": 2, "account""#, #"{"id": 3, "account""#, "calls[2].id"),
            (#""decides": false"#, #""ended_at": "2026-02-23T10:00:00Z""#, "calls[0].ended_at"),
            (#"[["bot", "A"]]"#, #"[["bot"]]"#, "calls[1].transcript[0]"),
            (#""next_call_id": 9"#, #""next_call_id": 4"#, "next_call_id"),
            (#""2026-02-23T10:00:00Z"}"#, #"5}"#, "accounts[0].simulated_until"),
            (#""seconds": 12"#, #""seconds": 0"#, "accounts[0].outcomes[0].seconds"),
            (#""outcome": "voicemail""#, #""outcome": "ringing""#, "accounts[0].outcomes[0].outcome"),
            (#""attempt": 1"#, #""lead": 1"#, "accounts[0].outcomes[0].match.lead"),
            (#""busy": 1"#, #""busy": 0"#, "accounts[0].outcomes[1].outcome.weights"),
            (#""busy": 1"#, #""busy": -1"#, "accounts[0].outcomes[1].outcome.weights.busy"),
            (#""busy": 1"#, #""ringing": 1"#, "accounts[0].outcomes[1].outcome.weights.ringing"),
            (#"["human", ""]"#, #"["person", ""]"#, "accounts[0].outcomes[0].transcript[1][0]"),
        ])
    func mistake(_ valid: String, _ invalid: String, _ path: String) throws {
        let text = Self.valid.replacingOccurrences(of: valid, with: invalid)
        #expect(text != Self.valid)
        let error = #expect(throws: SeedError.self) { try LeadDocumentTests.read(text) }
        #expect(error?.path == path)
    }
}

import GRDB
import Testing

@testable import CampaignStore

@Suite("calling.md §§4, 6: stored calls") struct CallTests {
    /// Campaigns 1 and 2 of demo and 3 of other, with leads 1 (with contact 2), 3 and 4; calls 1 to 3 to lead 1, 4 to
    /// contact 2, 5 to lead 3, 6 of the other account, and 7 without a campaign.
    private func filled(_ location: Store.Location = .memory) async throws -> Store {
        let store = try Store(location)
        for draft in [CampaignDraft.sample(), .sample(), .sample(account: "other", assistant: 201)] {
            try await store.create(draft)
        }
        try await store.createLead(.sample(contacts: ["+15550100124"]))
        try await store.createLead(.sample(campaignID: 2))
        try await store.createLead(.sample(campaignID: 3), account: "other")
        try await store.simulate(calls: [.noAnswer, .busy, .completed], lead: 1, campaign: 1)
        try await store.simulate(calls: [.failed], lead: 2, campaign: 1)
        try await store.simulate(calls: [.voicemail], lead: 3, campaign: 2)
        try await store.simulate(calls: [.voicemail], lead: 4, campaign: 3, account: "other")
        var changes = CallingChanges(firstCallID: 7, simulatedUntil: CallingChanges.start)
        changes.begin(.sample(campaign: nil, lead: nil, outcome: .completed))
        try await store.simulate(changes)
        return store
    }

    @Test("are listed by account, oldest first, with the names and variables of their campaign and lead")
    func list() async throws {
        let store = try await filled()
        let demo = try store.account().id
        #expect(try await store.callIDs(CallFilter(accountID: demo)) == [1, 2, 3, 4, 5, 7])
        #expect(try await store.callIDs(CallFilter(accountID: try store.account("other").id)) == [6])
        let page = try await store.calls(CallFilter(accountID: demo), offset: 2, limit: 2)
        #expect(page.total == 6 && page.calls.map(\.call.id) == [3, 4])
        #expect(page.calls.map(\.campaignName) == ["Spring", "Spring"])
        let single = try #require(try await store.call(id: 7, ofAccount: demo))
        #expect(single.campaignName == nil && single.call.isGoingOn && single.call.duration == 0)
        #expect(try await store.call(id: 6, ofAccount: demo) == nil)
        #expect(try await store.call(id: 8, ofAccount: demo) == nil)
        let first = try #require(try await store.call(id: 1, ofAccount: demo)).call
        #expect(first.status == .noAnswer && first.duration == 30 && first.updatedAt == first.beganAt + 30)
    }

    @Test("are filtered") func filters() async throws {
        let store = try await filled()
        let demo = try store.account().id
        func ids(_ change: (inout CallFilter) -> Void) async throws -> [Int64] {
            var filter = CallFilter(accountID: demo)
            change(&filter)
            return try await store.callIDs(filter)
        }
        #expect(try await ids { $0.status = .completed } == [3, 5])
        #expect(try await ids { $0.status = .inProgress } == [7])
        #expect(try await ids { $0.campaignID = 1 } == [1, 2, 3, 4])
        #expect(try await ids { $0.campaignID = 3 } == [])
        #expect(try await ids { $0.type = .inbound } == [])
        #expect(try await ids { $0.assistantID = 127 } == [1, 2, 3, 4, 5, 7])
        #expect(try await ids { $0.assistantID = 128 } == [])
        #expect(try await ids { $0.phoneNumber = "0123" } == [1, 2, 3, 4, 5, 7])
        #expect(try await ids { $0.phoneNumber = "%" } == [])
        #expect(try await ids { $0.beganFrom = CallingChanges.start } == [1, 2, 3, 4, 5, 7])
        #expect(try await ids { $0.beganBefore = CallingChanges.start } == [])
        let rows = try await store.callRows(matching: CallRowFilter(account: "demo", outcome: .voicemail))
        #expect(rows.map(\.id) == [5])
        #expect(try await store.callRows(matching: CallRowFilter(leadID: 2, limit: 5)).map(\.id) == [4])
        #expect(try await store.callRows(matching: CallRowFilter(afterID: 5)).map(\.id) == [6, 7])
    }

    @Test("are deleted one by one; a call that goes on is only hidden, and no id is used again")
    func deletion() async throws {
        let directory = try TemporaryDirectory()
        let store = try await filled(.file(path: directory.database))
        let demo = try store.account().id
        #expect(try await !store.deleteCall(6))
        #expect(try await store.deleteCall(5))
        #expect(try await store.deleteCall(7))
        #expect(try await !store.deleteCall(7))
        #expect(try await store.callIDs(CallFilter(accountID: demo)) == [1, 2, 3, 4])
        #expect(try await store.call(id: 7, ofAccount: demo) == nil)
        #expect(try await store.callingRows(ofAccount: demo).calls.map(\.id) == [7])
        var changes = CallingChanges(firstCallID: 8, simulatedUntil: CallingChanges.start + 60)
        changes.endCall(id: 7, at: CallingChanges.start + 60)
        try await store.simulate(changes)
        #expect(try await store.callingRows(ofAccount: demo).calls == [])
        #expect(try await store.callIDs(CallFilter(accountID: demo)) == [1, 2, 3, 4])
        try await store.database.write { try $0.execute(sql: "DELETE FROM calls WHERE id = 7") }
        store.close()
        let reopened = try Store(.file(path: directory.database))
        #expect(try await reopened.state().nextCallID == 8)
        reopened.close()
    }

    @Test("go with their lead, contact or campaign, wherever that lead is by now") func belongings() async throws {
        let store = try await filled()
        let demo = try store.account().id
        #expect(try await store.deleteLead(2))
        #expect(try await store.storedCallIDs() == [1, 2, 3, 5, 6, 7])
        #expect(try await store.updateLead(1) { $0.campaignID = 2 })
        // Calls that were made stay the old campaign's.
        #expect(try await store.callIDs(CallFilter(accountID: demo, campaignID: 1)) == [1, 2, 3])
        #expect(try await store.deleteCampaign(1))
        #expect(try await store.callIDs(CallFilter(accountID: demo)) == [5, 7])
        #expect(try await store.callRows().map(\.id) == [5, 6, 7])
        await store.whenCleaned()
        #expect(try await store.storedCallIDs() == [5, 6, 7])
        #expect(try await store.deleteLead(3))
        #expect(try await store.storedCallIDs() == [6, 7])
        try await store.resetAccount(named: "demo")
        #expect(try await store.storedCallIDs() == [6])
        try await store.deleteAccount(named: "other")
        await store.whenCleaned()
        #expect(try await store.storedCallIDs() == [])
        #expect(try await store.state().nextCallID == 8)
    }

    @Test("go with what another program deletes") func foreignDeletion() async throws {
        let directory = try TemporaryDirectory()
        let store = try await filled(.file(path: directory.database))
        try Shell(directory.database).run("DELETE FROM leads WHERE id = 1; DELETE FROM campaigns WHERE id = 2")
        #expect(try await store.storedCallIDs() == [6, 7])
        // The first write finds the change, and must be validated again.
        _ = try? await store.createLead(.sample())
        #expect(try await store.createLead(.sample()) != .campaignNotFound)
        #expect(try await store.state().nextCallID == 8)
        try Shell(directory.database).run("DELETE FROM accounts WHERE name = 'other'")
        #expect(try await store.storedCallIDs() == [7])
        store.close()
    }

    @Test("that go on to a lead whose status is set decide nothing") func undecided() async throws {
        let store = try await filled()
        let account = try store.account()
        var changes = CallingChanges(firstCallID: 8, simulatedUntil: CallingChanges.start)
        for lead in [1, 2, 3] as [Int64] { changes.begin(.sample(campaign: lead < 3 ? 1 : 2, lead: lead)) }
        try await store.simulate(changes)
        try await store.write { batch in
            guard let lead = try batch.lead(id: 1, of: account) else { throw WriteRefusal.superseded }
            var changed = lead
            changed.status = .completed
            try batch.update(lead, to: changed, settingBackOthers: true)
        }
        let rows = try await store.callRows(matching: CallRowFilter(status: .inProgress))
        #expect(rows.map(\.id) == [7, 8, 9, 10])
        #expect(rows.map(\.decides) == [true, false, false, true])
    }

    @Test("keep what the receiver of the webhook answered") func webhookResponse() async throws {
        let store = try await filled()
        try await store.write { try $0.setWebhookResponse(Array(#"{"status":204}"#.utf8), ofCall: 1) }
        let call = try #require(try await store.call(id: 1, ofAccount: try store.account().id)).call
        #expect(call.webhookResponse == Array(#"{"status":204}"#.utf8))
    }
}

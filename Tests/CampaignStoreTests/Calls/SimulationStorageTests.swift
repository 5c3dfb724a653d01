import GRDB
import Testing

@testable import CampaignStore

@Suite("calling.md §§1, 3: what a simulation reads and writes") struct SimulationStorageTests {
    private static let start = CallingChanges.start

    private func store(leads count: Int = 3) async throws -> Store {
        let store = try Store(.memory)
        try await store.create()
        try await store.create()
        try await store.createLead(.sample(phoneNumber: "+15550100100", contacts: ["+15550100124"]))
        try await store.createLeads(count - 1)
        try await store.createLead(.sample(campaignID: 2))
        #expect(try await store.changeStatus(ofCampaign: 1, by: .start) == .changed(status: "in-progress"))
        return store
    }

    @Test("it reads the campaigns in progress with the leads that can still be called and their contacts")
    func rows() async throws {
        let store = try await store()
        let demo = try store.account().id
        var rows = try await store.callingRows(ofAccount: demo)
        #expect(rows.campaigns.map(\.id) == [1] && rows.calls == [] && rows.nextCallID == 1)
        #expect(rows.simulatedUntil == nil)
        #expect(
            rows.contacts.prefix(2) == [
                CallingRows.Contact(id: 1, campaignID: 1, phoneNumber: "+15550100100", status: .created),
                CallingRows.Contact(
                    id: 2, campaignID: 1, primaryID: 1, phoneNumber: "+15550100124", status: .created),
            ])
        #expect(rows.contacts.map(\.id) == [1, 2, 3, 4])
        try await store.updateLead(3) { $0.status = .completed }
        // Without a contact behind it, a lead that has used up its retries is done.
        try await store.updateLead(4) { $0.status = .reachedMaxRetries }
        try await store.updateLead(1) { $0.status = .reachedMaxRetries }
        rows = try await store.callingRows(ofAccount: demo)
        #expect(rows.contacts.map(\.id) == [1, 2])
        #expect(try await store.callingRows(ofAccount: try store.account("other").id).campaigns == [])
        let contacts = try await store.write { try $0.callingContacts(ofLead: 5) }
        #expect(contacts.map(\.campaignID) == [2])
        #expect(try await store.write { try $0.callingContacts(ofLead: 99) } == [])
    }

    @Test("it reads the calls that go on, with their leads, of stopped campaigns too") func callsGoingOn() async throws
    {
        let store = try await store()
        let demo = try store.account().id
        try await store.simulate(.sample(calls: 2))
        #expect(try await store.changeStatus(ofCampaign: 1, by: .stop) == .changed(status: "stopped"))
        let rows = try await store.write { try $0.callingRows(ofAccount: demo) }
        #expect(rows.campaigns.map(\.id) == [1] && rows.campaigns.map(\.callsBegun) == [2])
        #expect(rows.calls.map(\.id) == [2] && rows.calls.map(\.attempt) == [2])
        #expect(rows.contacts.map(\.id) == [1, 2])
        #expect(rows.nextCallID == 3 && rows.simulatedUntil == Self.start + 120)
    }

    @Test("it writes calls, leads, campaigns and its time in one transaction, each row as it is at last")
    func writing() async throws {
        let store = try await store()
        let demo = try store.account().id
        var changes = CallingChanges(firstCallID: 1, simulatedUntil: Self.start + 90)
        let first = changes.begin(.sample(outcome: .noAnswer))
        changes.changeContact(id: 1, status: .processing, tries: 1, dueAt: nil, changedAt: Self.start)
        changes.endCall(id: first, at: Self.start + 30)
        changes.changeContact(
            id: 1, status: .rescheduled, tries: 1, dueAt: Self.start + 3630, changedAt: Self.start + 30)
        changes.changeContact(id: 1, status: .rescheduled, tries: 1, dueAt: Self.start + 7200, changedAt: nil)
        changes.begin(.sample(lead: 3, outcome: .completed, at: Self.start + 30))
        changes.changeContact(id: 3, status: .processing, tries: 1, dueAt: nil, changedAt: Self.start + 30)
        #expect(changes.rowCount == 5 && !changes.isEmpty)
        #expect(try await store.simulate(changes))
        var next = CallingChanges(firstCallID: 3, simulatedUntil: Self.start + 90)
        next.endCall(id: 2, at: Self.start + 90)
        next.changeContact(id: 3, status: .completed, tries: 1, dueAt: nil, changedAt: Self.start + 90)
        next.changeCampaign(id: 1, status: .completed, at: Self.start + 90)
        #expect(try await store.simulate(next))
        let state = try await store.state()
        #expect(state.calls.map(\.status) == [.noAnswer, .completed])
        #expect(state.calls.map(\.endedAt) == [Self.start + 30, Self.start + 90])
        #expect(state.calls.map(\.account) == ["demo", "demo"])
        #expect(state.leads[0].status == .rescheduled && state.leads[0].dueAt == Self.start + 7200)
        #expect(state.leads[0].updatedAt == Self.start + 30 && state.leads[0].callTries == 1)
        #expect(state.leads[2].status == .completed && state.leads[2].dueAt == nil)
        #expect(state.campaigns[0].status == "completed" && state.campaigns[0].callsBegun == 2)
        #expect(state.campaigns[0].updatedAt == Self.start + 90)
        #expect(state.nextCallID == 3 && state.simulatedUntil == ["demo": Self.start + 90])
        #expect(try await store.callingRows(ofAccount: demo).campaigns == [])
    }

    @Test("it stores nothing when another account has taken the call ids") func takenIDs() async throws {
        let store = try await store()
        try await store.simulate(.sample(calls: 1))
        #expect(try await !store.simulate(.sample(calls: 2)))
        #expect(try await store.storedCallIDs() == [1])
        #expect(try await store.simulate(.sample(calls: 2, firstID: 2)))
        // Without new calls there is nothing to number.
        var changes = CallingChanges(firstCallID: 1, simulatedUntil: Self.start + 900)
        changes.changeContact(id: 3, status: .scheduled, tries: 0, dueAt: Self.start, changedAt: Self.start)
        #expect(try await store.simulate(changes))
        #expect(try await store.state().simulatedUntil == ["demo": Self.start + 900])
    }

    @Test("the counts of leads are those of their rows afterwards, counted or not") func counts() async throws {
        let store = try await store(leads: 2100)
        let demo = try store.account().id
        var changes = CallingChanges(firstCallID: 1, simulatedUntil: Self.start)
        for (id, status) in [
            (1, .reachedMaxRetries), (2, .completed), (3, .completed), (4, .reachedMaxRetries), (900, .rescheduled),
            (1500, .processing), (2101, .completed),
        ] as [(Int64, LeadStatus)] {
            changes.changeContact(id: id, status: status, tries: 1, dueAt: nil, changedAt: Self.start)
        }
        #expect(try await store.simulate(changes))
        for status in LeadStatus.allCases {
            let filter = LeadFilter(accountID: demo, status: status, campaignID: 1)
            let total = try await store.leads(filter, offset: 0, limit: 1).total
            let rows = try await store.leadRows(matching: LeadRowFilter(status: status, campaignID: 1))
            #expect(total == Int64(rows.count { $0.primaryID == nil }), "\(status)")
        }
        let stored = try await store.callable()
        try await store.database.write { database in
            try LeadCounts.countAll(through: try Counter.countedLeadID.value(in: database), in: database)
        }
        #expect(try await store.callable() == stored)
    }

    @Test("the turn of a contact makes its lead callable again") func turn() async throws {
        let store = try await store(leads: 1100)
        let before = try await store.callable()
        func change(_ id: Int64, _ status: LeadStatus) async throws -> Int64 {
            var changes = CallingChanges(firstCallID: 1, simulatedUntil: Self.start)
            changes.changeContact(id: id, status: status, tries: 1, dueAt: nil, changedAt: Self.start)
            try await store.simulate(changes)
            return try await store.callable()
        }
        #expect(try await change(1, .reachedMaxRetries) == before)
        #expect(try await change(2, .reachedMaxRetries) == before - 1)
        #expect(try await change(2, .rescheduled) == before)
        #expect(try await change(1, .completed) == before - 1)
    }

    @Test("fails as a whole") func failure() async throws {
        let store = try await store()
        try await store.database.write { database in
            // Another program has taken the second id.
            try database.execute(
                sql: """
                    INSERT INTO calls (id, account_id, assistant_id, type, phone_number, outcome, attempt, status,
                    began_at, ends_at, decides, hidden) VALUES (2, 1, 127, 'web', '+1', 'busy', 1, 'busy', 0, 0, 1, 0)
                    """)
        }
        let before = try await store.state()
        await #expect(throws: WriteRefusal.self) { try await store.simulate(.sample(calls: 2)) }
        #expect(try await store.storedCallIDs() == [2])
        let after = try await store.state()
        #expect(after.leads == before.leads && after.campaigns == before.campaigns)
        #expect(after.simulatedUntil == [:])
    }
}

extension Store {
    /// The number of counted leads that can still be called.
    fileprivate func callable() async throws -> Int64 {
        try await database.read { database in
            try database.firstRow("SELECT sum(callable) FROM lead_counts") { $0.integer(0) } ?? 0
        }
    }
}

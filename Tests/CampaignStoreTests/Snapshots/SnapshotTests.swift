import Base
import GRDB
import JSON
import Testing

@testable import CampaignStore

@Suite("Snapshots (life.md §5)") struct SnapshotTests {
    static func filledStore(_ location: Store.Location = .memory) async throws -> Store {
        let store = try Store(location, seed: .demo)
        try await store.create()
        try await store.createLead(.sample(contacts: ["+15550100124"]))
        try await store.updateAccount(named: "demo") { $0.clock = .offset(seconds: 60) }
        return store
    }

    @Test("hold what the state shows, and are restored to the byte, however often") func roundTrip() async throws {
        let store = try await Self.filledStore()
        let before = try await store.state().encoded()
        let (snapshot, replaced) = try await store.takeSnapshot(named: "a", at: 5)
        #expect(snapshot == Snapshot(name: "a", time: 5, accounts: 3, campaigns: 1, leads: 2) && !replaced)
        for _ in 0..<2 {
            try await store.deleteAccount(named: "other")
            try await store.updateAccount(named: "demo") {
                $0.balance = 0
                $0.clock = nil
            }
            try await store.create()
            try await store.createLead(.sample(campaignID: 2))
            let runs = Locked(0)
            #expect(try await store.restoreSnapshot(named: "a") { runs.withLock { $0 += 1 } } == snapshot)
            #expect(runs.withLock { $0 } == 1)
            #expect(try await store.state().encoded() == before)
            #expect(store.directory.account(named: "demo")?.definition.clock == .offset(seconds: 60))
        }
        #expect(try await store.createLead(.sample(phoneNumber: "+15550100125")).firstID == 3)
    }

    @Test("are listed by name, replaced and deleted") func list() async throws {
        let store = try await Self.filledStore()
        #expect(try await store.snapshots() == [])
        for (name, time) in [("b", 1), ("B", 2), ("a.1-x_", 3)] as [(String, Int64)] {
            #expect(try await store.takeSnapshot(named: name, at: time).replaced == false)
        }
        try await store.create()
        let (second, replaced) = try await store.takeSnapshot(named: "b", at: 9)
        #expect(replaced && second.campaigns == 2)
        #expect(try await store.snapshots().map(\.name) == ["B", "a.1-x_", "b"])
        #expect(try await store.snapshots().last == second)
        #expect(try await store.deleteSnapshot(named: "B"))
        #expect(try await !store.deleteSnapshot(named: "B"))
        #expect(try await store.snapshots().map(\.name) == ["a.1-x_", "b"])
        #expect(try await store.restoreSnapshot(named: "B") == nil)
        #expect(try await store.restoreSnapshot(named: "a.1-x_")?.campaigns == 1)
        #expect(try await store.campaigns().count == 1)
    }

    @Test("stay over resets, another state and a restart") func kept() async throws {
        let directory = try TemporaryDirectory()
        let store = try await Self.filledStore(.file(path: directory.database))
        let before = try await store.state().encoded()
        let snapshot = try await store.takeSnapshot(named: "a", at: 5).snapshot
        try await store.reset(to: .demo)
        try await store.replace(with: State(seed: Seed(plans: [], accounts: [])))
        store.close()
        let reopened = try Store(.file(path: directory.database))
        #expect(try await reopened.snapshots() == [snapshot])
        #expect(try await reopened.restoreSnapshot(named: "a") == snapshot)
        #expect(try await reopened.state().encoded() == before)
        reopened.close()
    }

    @Test("of many leads have several parts") func parts() async throws {
        var state = try LeadDocumentTests.read(LeadDocumentTests.valid)
        state.leads = (1...10_000).map { id in
            Lead(
                id: id, campaignID: 7, primaryID: id.isMultiple(of: 3) ? id - 1 : nil,
                phoneNumber: "+1555\(1_000_000 + id)",
                createdAt: 5, updatedAt: id)
        }
        state.nextLeadID = 20_000
        let store = try Store(.memory, state: state)
        _ = try await store.takeSnapshot(named: "big", at: 1)
        let count = try await store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM snapshot_parts") }
        #expect(count == 4)
        try await store.reset(to: .demo)
        #expect(try await store.restoreSnapshot(named: "big")?.leads == 10_000)
        #expect(try await store.state() == state)
    }

    @Test("and state documents hold variables as deep as a request's body may have them") func depth() async throws {
        let deep = String(repeating: #"{"a":"#, count: 127) + "1" + String(repeating: "}", count: 127)
        let store = try Store(.memory, seed: .demo)
        try await store.create()
        try await store.createLead(.sample(variables: LeadVariables(text: Array(deep.utf8))))
        let before = try await store.state()
        _ = try await store.takeSnapshot(named: "deep", at: 1)
        #expect(try await store.restoreSnapshot(named: "deep") != nil)
        #expect(try await store.state() == before)
        let document = try JSONReader.read(before.encoded().span, maximumDepth: JSONReader.documentDepth)
        #expect(try StateTests.read(document) == before)
    }

    @Test("with a text that another program has spoilt are refused, and nothing changes") func spoilt() async throws {
        let store = try await Self.filledStore()
        _ = try await store.takeSnapshot(named: "a", at: 5)
        let before = try await store.state()
        for text in ["{", "{}", #"{"accounts": [], "surprise": 1}"#] {
            try await store.database.writeWithoutTransaction {
                try $0.execute(sql: "UPDATE snapshot_parts SET document = ? WHERE position = 0", arguments: [text])
            }
            await #expect(throws: StorageFailure.self) { try await store.restoreSnapshot(named: "a") }
            #expect(try await store.state() == before)
        }
    }
}

extension CreateLeadOutcome {
    var firstID: Int64? {
        if case .created(let id, _) = self { id } else { nil }
    }
}

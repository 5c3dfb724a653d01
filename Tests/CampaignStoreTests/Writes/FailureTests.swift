import GRDB
import Testing

@testable import CampaignStore

@Suite("A failing disk") struct FailureTests {
    @Test("if full, fails only the creates at that time, and works again when there is room") func full() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database), seed: .demo(maximumCampaigns: 1_000_000))
        let before = await store.createMany(10)
        try await store.database.writeWithoutTransaction { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        let during = await store.createMany(1000)
        #expect(during.refusals.allSatisfy { $0 == .failed(.full) })
        #expect(!during.refusals.isEmpty)
        #expect(during.ids.count + during.refusals.count == 1000)
        #expect(try await store.campaigns().map(\.id) == before.ids + during.ids)
        #expect(try await store.campaignCount() == before.ids.count + during.ids.count)

        try await store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        let after = await store.createMany(10)
        #expect(after.refusals.isEmpty)
        #expect(try await store.campaigns().map(\.id) == Array(1...Int64(20 + during.ids.count)))
        #expect(try await store.campaignCount() == 20 + during.ids.count)
        store.close()
    }

    @Test("failed creates take neither a place in the plan nor an id") func failedSlots() async throws {
        let store = try Store(.memory, seed: .demo(maximumCampaigns: 5))
        try await store.create()
        try await store.create()
        try await store.database.writeWithoutTransaction { database in
            // Fails at the second row of a batch, after the first row has raised the count.
            try database.execute(
                sql: "CREATE UNIQUE INDEX strike ON campaigns (CASE WHEN id > 3 THEN 1 ELSE id END)")
        }
        let during = await store.createMany(5)
        #expect(during.refusals.contains { if case .failed = $0 { true } else { false } })
        try await store.database.writeWithoutTransaction { try $0.execute(sql: "DROP INDEX strike") }
        let after = await store.createMany(5)
        #expect(try await store.campaigns().map(\.id) == [1, 2, 3, 4, 5])
        #expect(after.refusals.allSatisfy { $0 == .planLimitReached })
    }

    @Test("if read-only, fails creates and changes, and keeps the stored campaigns") func readOnly() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        try await store.create()
        try await store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
        await #expect(throws: CreateRefusal.failed(.readOnly)) { try await store.create() }
        await #expect(throws: StorageFailure.readOnly) { try await store.reset(to: .demo) }
        await #expect(throws: AccountRefusal.failed(.readOnly)) { try await store.deleteAccount(named: "demo") }
        #expect(try await store.campaigns().map(\.id) == [1])
        #expect(store.directory.accounts.count == 3)
        try await store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = OFF") }
        #expect(try await store.create().id == 2)
        store.close()
    }

    @Test("a lock that another program holds for long is reported as busy") func busy() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        let shell = try Shell(directory.database)
        try shell.run("BEGIN IMMEDIATE")
        await #expect(throws: CreateRefusal.failed(.busy)) { try await store.create() }
        try shell.run("ROLLBACK")
        #expect(try await store.create().id == 1)
        store.close()
    }
}

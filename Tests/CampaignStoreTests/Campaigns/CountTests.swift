import GRDB
import Testing

@testable import CampaignStore

/// The count for the plan check. The column `campaign_count` lags behind the campaigns.
@Suite("The count of campaigns") struct CountTests {
    private static let many = Int(CampaignCounts.mostUnsettled) + 100

    @Test("is correct before and after the column is settled, and at the next start")
    func settling() async throws {
        let directory = try TemporaryDirectory()
        let seed = Seed.demo(maximumCampaigns: 1_000_000)
        var store = try Store(.file(path: directory.database), seed: seed)
        _ = await store.createMany(10)
        #expect(try await store.campaignCount(account: "demo") == 10)
        _ = await store.createMany(Self.many)
        #expect(try await store.campaignCount(account: "demo") == Self.many + 10)
        #expect(try await store.settledCounts() > 10)
        store.close()

        store = try Store(.file(path: directory.database))
        #expect(try await store.settledCounts() == Self.many + 10)
        #expect(try await store.campaignCount() == Self.many + 10)
        store.close()
    }

    @Test("is settled for each account, repeatedly and after a failed batch")
    func several() async throws {
        var seed = Seed.demo(maximumCampaigns: 1_000_000)
        seed.accounts[2].plan = seed.accounts[0].plan
        let store = try Store(.memory, seed: seed)
        let other = CampaignDraft.sample(account: "other", assistant: 201)
        for round in 1...3 {
            _ = await store.createMany(Self.many)
            _ = await store.createMany(round, other)
            try await store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
            #expect(await store.createMany(1).refusals == [.failed(.readOnly)])
            try await store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = OFF") }
            _ = await store.createMany(round, other)
            _ = await store.createMany(Self.many)
        }
        #expect(try await store.campaignCount(account: "demo") == 6 * Self.many)
        #expect(try await store.campaignCount(account: "other") == 12)
        // Settles the rest.
        try await store.updateAccount(named: "demo") { $0.timezone = "UTC" }
        #expect(try await store.settledCounts() == 6 * Self.many + 12)
    }

    @Test("of a full plan still refuses creates at the next start") func fullPlan() async throws {
        let directory = try TemporaryDirectory()
        var store = try Store(.file(path: directory.database), seed: .demo(maximumCampaigns: 3))
        _ = await store.createMany(3)
        store.close()
        store = try Store(.file(path: directory.database))
        await #expect(throws: CreateRefusal.planLimitReached) { try await store.create() }
        store.close()
    }

    @Test("starts at 0 after a reset, although ids are reused") func reset() async throws {
        let seed = Seed.demo(maximumCampaigns: 50)
        let store = try Store(.memory, seed: seed)
        _ = await store.createMany(50)
        try await store.reset(to: State(seed: seed))
        let (ids, refusals) = await store.createMany(60)
        #expect(ids == Array(1...50))
        #expect(refusals.count == 10)
        #expect(try await store.campaignCount(account: "demo") == 50)
    }

    @Test("is kept by a change of the account and by a reset that keeps campaigns") func changes() async throws {
        let store = try Store.inMemory(maximumCampaigns: 5)
        _ = await store.createMany(2)
        try await store.updateAccount(named: "demo") { $0.timezone = "UTC" }
        _ = await store.createMany(2)
        try await store.reset(to: .demo(maximumCampaigns: 5), keeping: .campaigns)
        let (ids, refusals) = await store.createMany(3)
        #expect(ids == [5])
        #expect(refusals == [.planLimitReached, .planLimitReached])
        #expect(try await store.campaignCount() == 5)
    }

    @Test("agrees with the rows after settled and unsettled campaigns are deleted") func removing() async throws {
        let store = try Store.inMemory()
        let account = try #require(store.directory.account(named: "demo")).id
        _ = await store.createMany(5)
        try await store.updateAccount(named: "demo") { $0.timezone = "UTC" }
        _ = await store.createMany(3)
        try await store.database.write { database in
            var counts = try CampaignCounts(of: database)
            // Campaign 2 is settled, 7 is not. 9 and 10 are created and deleted unsettled.
            #expect(try counts.count(ofAccount: account, in: database) == 8)
            for id in [2, 7] as [Int64] {
                try database.execute(sql: "DELETE FROM campaigns WHERE id = ?", arguments: [id])
                try counts.remove(id: id, ofAccount: account, in: database)
            }
            #expect(try counts.count(ofAccount: account, in: database) == 6)
            #expect(try CampaignCounts.storedCount(ofAccount: account, in: database) == 6)
            try counts.settle(through: 8, in: database)
            #expect(try CampaignCounts.storedCount(ofAccount: account, in: database) == 6)
            try counts.add(id: 9, ofAccount: account, in: database)
            try counts.add(id: 10, ofAccount: account, in: database)
            try counts.remove(id: 9, ofAccount: account, in: database)
            try counts.settle(through: 10, in: database)
            #expect(try counts.count(ofAccount: account, in: database) == 7)
            #expect(
                try Int.fetchOne(
                    database, sql: "SELECT campaign_count FROM accounts WHERE id = ?", arguments: [account]) == 7)
        }
    }

    @Test("of a file whose schema settled every commit is used unchanged") func olderFile() async throws {
        let directory = try TemporaryDirectory()
        var store = try Store(.file(path: directory.database), seed: .demo(maximumCampaigns: 100))
        _ = await store.createMany(7)
        // Settles the column, as each commit did in that schema.
        try await store.updateAccount(named: "demo") { $0.timezone = "UTC" }
        store.close()
        let queue = try DatabaseQueue(path: directory.database)
        try await queue.write { database in
            try database.execute(sql: "DELETE FROM counters WHERE name = 'settled_campaign_id'")
            try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier LIKE '2 %'")
        }
        try queue.close()
        store = try Store(.file(path: directory.database))
        #expect(try await store.campaignCount(account: "demo") == 7)
        store.close()
    }
}

extension Store {
    /// The column `campaign_count` alone, by account.
    fileprivate func settledCounts() async throws -> Int {
        try await database.read { try Int.fetchOne($0, sql: "SELECT sum(campaign_count) FROM accounts") } ?? 0
    }
}

import Foundation
import GRDB
import Testing

@testable import CampaignStore

/// Changes that another program makes to the database file, while the store is open and between two runs.
@Suite("Changes of other programs") struct ForeignChangeTests {
    /// Copies campaign 1 under another id.
    private static func copy(to id: Int64) -> String {
        """
        CREATE TEMP TABLE copy AS SELECT * FROM campaigns WHERE id = 1;
        UPDATE copy SET id = \(id); INSERT INTO campaigns SELECT * FROM copy; DROP TABLE copy
        """
    }

    private static func creates(_ store: Store, _ count: Int) async -> [Result<Int64, CreateRefusal>] {
        var outcomes: [Result<Int64, CreateRefusal>] = []
        for _ in 0..<count {
            do throws(CreateRefusal) {
                outcomes.append(.success(try await store.create().id))
            } catch .superseded {
                // Like the API, with the current accounts.
                do throws(CreateRefusal) {
                    outcomes.append(.success(try await store.create().id))
                } catch {
                    outcomes.append(.failure(error))
                }
            } catch {
                outcomes.append(.failure(error))
            }
        }
        return outcomes
    }

    struct Change: CustomTestStringConvertible {
        let testDescription: String
        let sql: String
        /// The number of successes among four creates after the change. The plan allows six campaigns and there were
        /// four.
        let outcomes: [Result<Int64, CreateRefusal>]
        let count: Int
    }

    static let changes = [
        Change(
            testDescription: "a campaign with the next id", sql: copy(to: 5),
            outcomes: [.success(6), .failure(.planLimitReached), .failure(.planLimitReached)], count: 6),
        Change(
            testDescription: "a campaign with an id far ahead", sql: copy(to: 1000),
            outcomes: [.success(1001), .failure(.planLimitReached), .failure(.planLimitReached)], count: 6),
        Change(
            testDescription: "a campaign in place of another",
            sql: "DELETE FROM campaigns WHERE id = 2; " + copy(to: 2),
            outcomes: [.success(5), .success(6), .failure(.planLimitReached)], count: 6),
        Change(
            testDescription: "all campaigns deleted", sql: "DELETE FROM campaigns",
            outcomes: [.success(5), .success(6), .success(7)], count: 3),
        Change(
            testDescription: "one campaign deleted", sql: "DELETE FROM campaigns WHERE id = 1",
            outcomes: [.success(5), .success(6), .success(7)], count: 6),
        Change(
            testDescription: "campaigns given to another account",
            sql: "UPDATE campaigns SET account_id = (SELECT id FROM accounts WHERE name = 'other') WHERE id < 4",
            outcomes: [.success(5), .success(6), .success(7)], count: 4),
        Change(
            testDescription: "a wrong count", sql: "UPDATE accounts SET campaign_count = 6",
            outcomes: [.success(5), .success(6), .failure(.planLimitReached)], count: 6),
        Change(
            testDescription: "a lower limit", sql: "UPDATE accounts SET max_campaigns = 4",
            outcomes: Array(repeating: .failure(.planLimitReached), count: 3), count: 4),
    ]

    @Test("are told from the store's own changes") func ownChanges() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        let generation = store.directory.generation
        _ = await store.createMany(40)
        await #expect(throws: CreateRefusal.assistantNotFound) { try await store.create(.sample(assistant: 128)) }
        #expect(store.directory.generation == generation)
        try await store.reset(to: .demo)
        _ = await store.createMany(40)
        #expect(store.directory.generation == generation + 1)
        store.close()
    }

    @Test("are noticed by a create after a failed one") func afterFailure() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        _ = await store.createMany(4)
        try Shell(directory.database).run(Self.copy(to: 5))
        try await store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
        await #expect(throws: CreateRefusal.failed(.readOnly)) { try await store.create() }
        try await store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = OFF") }
        #expect(await Self.creates(store, 1) == [.success(6)])
        store.close()
    }

    @Test("are noticed by the next create", arguments: changes) func whileOpen(_ change: Change) async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database), seed: .demo(maximumCampaigns: 6))
        _ = await store.createMany(4)
        try Shell(directory.database).run(change.sql)
        // Ids are never reused while the store runs.
        #expect(await Self.creates(store, 3) == change.outcomes)
        #expect(try await store.campaignCount(account: "demo") == change.count)
        store.close()
    }

    @Test("are noticed at the start", arguments: changes) func betweenRuns(_ change: Change) async throws {
        let directory = try TemporaryDirectory()
        var store = try Store(.file(path: directory.database), seed: .demo(maximumCampaigns: 6))
        _ = await store.createMany(4)
        // This stores the highest id, so that it does not depend on the rows.
        try await store.replace(with: store.state())
        store.close()
        try Shell(directory.database).run(change.sql)
        store = try Store(.file(path: directory.database))
        #expect(await Self.creates(store, 3) == change.outcomes)
        #expect(try await store.campaignCount(account: "demo") == change.count)
        store.close()
        store = try Store(.file(path: directory.database))
        #expect(try await store.campaignCount(account: "demo") == change.count)
        store.close()
    }

    @Test("of accounts are in the next directory, after a create and after a change", arguments: [false, true])
    func accounts(byCreate: Bool) async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        let before = store.directory
        try Shell(directory.database).run(
            "UPDATE api_keys SET api_key = 'turned' WHERE api_key = 'demo-key'; DELETE FROM accounts WHERE name = 'other'"
        )
        if byCreate {
            await #expect(throws: CreateRefusal.superseded) { try await store.create() }
        } else {
            try await store.updateAccount(named: "demo") { $0.timezone = "UTC" }
        }
        #expect(store.directory.generation > before.generation)
        #expect(store.directory.account(apiKey: "demo-key") == nil)
        #expect(store.directory.account(apiKey: "turned")?.name == "demo")
        #expect(store.directory.account(named: "other") == nil)
        #expect(try await store.create().id == 1)
        store.close()
    }

    @Test("a checkpoint of the store supersedes no write") func ownCheckpoint() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database), seed: .demo(maximumCampaigns: 1_000_000))
        let generation = store.directory.generation
        for _ in 0..<Checkpointer.usualPages { try await store.create() }
        #expect(store.directory.generation == generation)
        store.close()
    }

    // MARK: Ids

    @Test("the highest possible id allows a start; creates fail, are logged once, and work again after its deletion")
    func highestCampaignID() async throws {
        let directory = try TemporaryDirectory()
        var store = try Store(.file(path: directory.database))
        try await store.create()
        store.close()
        try Shell(directory.database).run(Self.copy(to: .max))
        let log = LogRecorder()
        store = try Store(.file(path: directory.database), logger: log.logger)
        #expect(try await store.campaigns().map(\.id) == [1, .max])
        #expect(try await store.campaignCount(account: "demo") == 2)
        let exhausted = Result<Int64, CreateRefusal>.failure(.failed(.idsExhausted("campaigns")))
        #expect(await Self.creates(store, 3) == [exhausted, exhausted, exhausted])
        #expect(log.lines.count == 1 && log.lines.allSatisfy { $0.hasPrefix("error: ") }, "\(log.lines)")
        try Shell(directory.database).run("DELETE FROM campaigns WHERE id = \(Int64.max)")
        #expect(await Self.creates(store, 1) == [.success(2)])
        try Shell(directory.database).run(Self.copy(to: .max))
        #expect(await Self.creates(store, 1) == [exhausted])
        #expect(log.lines.count == 2)
        try await store.reset(to: .demo)
        #expect(await Self.creates(store, 1) == [.success(1)])
        store.close()
    }

    @Test(
        "an account with the highest id or position prevents neither a start nor a new account",
        arguments: ["id", "position"])
    func highestAccountID(_ column: String) async throws {
        let directory = try TemporaryDirectory()
        try Store(.file(path: directory.database)).close()
        try Shell(directory.database).run("UPDATE accounts SET \(column) = \(Int64.max) WHERE name = 'other'")
        let store = try Store(.file(path: directory.database))
        _ = try await store.createAccount(AccountTests.fresh())
        _ = try await store.createAccount(AccountTests.fresh("second", key: "second"))
        #expect(store.directory.accounts.map(\.name) == ["demo", "starter", "other", "fresh", "second"])
        try await store.reset(to: .demo)
        #expect(store.directory.accounts.count == 3)
        store.close()
    }

    @Test("no account is created if no id is left") func exhaustedAccountIDs() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        try Shell(directory.database).run("UPDATE accounts SET id = \(Campaign.highestID - 1) WHERE name = 'other'")
        await #expect(throws: AccountRefusal.failed(.idsExhausted("accounts"))) {
            _ = try await store.createAccount(AccountTests.fresh())
        }
        store.close()
    }

    @Test(
        "limits that no plan can have are reported as damage",
        arguments: ["max_campaigns = -1", "max_calls_in_parallel = 0", "rate_limit = 0"])
    func impossibleLimits(_ change: String) async throws {
        let directory = try TemporaryDirectory()
        let log = LogRecorder()
        let store = try Store(.file(path: directory.database), logger: log.logger)
        try Shell(directory.database).run("UPDATE accounts SET \(change) WHERE name = 'other'")
        for _ in 1...2 {
            await #expect { try await store.create() } throws: { error in
                if case .failed(.damaged) = error as? CreateRefusal { true } else { false }
            }
        }
        #expect(log.lines.count == 1)
        store.close()
        #expect { try Store(.file(path: directory.database)) } throws: { error in
            if case .damaged = error as? StoreError { true } else { false }
        }
    }
}

import Base
import GRDB
import JSON
import Testing

@testable import CampaignStore

/// The cost of one account does not depend on the number of other accounts.
@Suite("Many accounts") struct AccountScaleTests {
    @Test("no statement scans a whole table if an account is created, changed, reset or deleted")
    func queryPlans() async throws {
        let store = try Store(.memory)
        let statements = Locked<[String]>([])
        try await store.database.writeWithoutTransaction { database in
            database.trace { event in
                let sql = String(describing: event)
                statements.withLock { $0.append(sql) }
            }
        }
        _ = try await store.createAccount(AccountTests.fresh())
        try await store.updateAccount(named: "fresh") { $0.apiKeys = ["another"] }
        try await store.create(.sample(account: "starter", assistant: 301))
        _ = try await store.campaignCount(account: "fresh")
        let campaign = try await store.create(.sample(account: "fresh"))
        try await store.createLead(.sample(campaignID: campaign.id), account: "fresh")
        try await store.resetAccount(named: "fresh")
        try await store.deleteAccount(named: "fresh")
        try await store.database.writeWithoutTransaction { $0.trace() }
        let recorded = statements.withLock {
            Set(
                $0.filter {
                    $0.hasPrefix("INSERT") || $0.hasPrefix("UPDATE") || $0.hasPrefix("DELETE") || $0.hasPrefix("SELECT")
                })
        }
        #expect(recorded.count > 10)
        for sql in recorded.sorted() {
            let plan = try await store.database.read { database in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql.replacing(/\?\d*/, with: "1"))").map {
                    $0["detail"] as String
                }
            }
            for table in ["accounts", "api_keys", "assistants", "phone_numbers", "campaigns", "leads"] {
                #expect(!plan.contains { $0.hasPrefix("SCAN \(table)") }, "\(sql): \(plan)")
            }
        }
    }

    @Test("the counts of all accounts take two queries") func counts() async throws {
        var seed = Seed.demo
        for number in 1...50 {
            var account = AccountTests.fresh("account-\(number)", key: "key-\(number)")
            account.plan.maximumCampaigns = 10
            seed.accounts.append(account)
        }
        let store = try Store(.memory, seed: seed)
        for number in [7, 7, 9] { try await store.create(.sample(account: "account-\(number)")) }
        let queries = Locked(0)
        try await store.database.writeWithoutTransaction { database in
            database.trace { event in
                if String(describing: event).contains("campaign") { queries.withLock { $0 += 1 } }
            }
        }
        let counts = try await store.campaignCounts()
        #expect(queries.withLock { $0 } <= 4)
        let directory = store.directory
        #expect(directory.account(named: "account-7").flatMap { counts[$0.id] } == 2)
        #expect(directory.account(named: "account-9").flatMap { counts[$0.id] } == 1)
        #expect(counts.values.reduce(0, +) == 3)
    }

    @Test("a directory finds each account after others were added, changed and removed") func directory() throws {
        func account(_ id: Int64, key: String) -> Account {
            Account(id: id, definition: AccountTests.fresh("account-\(id)", key: key))
        }
        var directory = AccountDirectory(generation: 1, plans: [], accounts: [])
        var accounts: [Account] = []
        for id in 1...300 as ClosedRange<Int64> {
            accounts.append(account(id, key: "key-\(id)"))
            directory = directory.adding(accounts[accounts.count - 1])
        }
        let before = directory
        let changed = account(150, key: "turned")
        directory = directory.replacing(accounts[149], with: changed).removing(accounts[9])
        #expect(directory.generation == before.generation + 2)
        #expect(directory.account(apiKey: "key-150") == nil && directory.account(apiKey: "turned") === changed)
        #expect(directory.account(named: "account-10") == nil && directory.account(apiKey: "key-10") == nil)
        #expect(directory.accounts.count == 299 && directory.accounts[148] === changed)
        #expect(before.account(apiKey: "key-150") === accounts[149] && before.account(apiKey: "key-10") != nil)
        for account in accounts where ![10, 150].contains(account.id) {
            #expect(directory.account(named: account.name) === account)
            #expect(account.apiKeys.allSatisfy { directory.account(apiKey: $0) === account })
        }
    }
}

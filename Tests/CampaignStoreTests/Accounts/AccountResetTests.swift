import Base
import Testing

@testable import CampaignStore

@Suite("Account reset (life.md §5)") struct AccountResetTests {
    @Test("takes the campaigns and leaves those of other accounts; ids go on") func campaigns() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        try await store.create()
        try await store.create(.sample(account: "other", assistant: 201))
        try await store.create()
        try await store.resetAccount(named: "demo")
        #expect(try await store.campaigns().map(\.id) == [2])
        #expect(try await store.campaignCount(account: "demo") == 0)
        #expect(try await store.create().id == 4)
        store.close()
        let reopened = try Store(.file(path: directory.database))
        #expect(try await reopened.campaignCount(account: "demo") == 1)
        reopened.close()
    }

    @Test("restores the definition, however often it was changed, also over a restart") func definition() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        let id = store.directory.account(named: "demo")?.id
        try await store.updateAccount(named: "demo") { $0.balance = 1 }
        try await store.updateAccount(named: "demo") {
            $0.name = "renamed"
            $0.apiKeys = ["new-key"]
            $0.assistants = []
            $0.phoneNumbers = []
            $0.plan.maximumCampaigns = 1
            $0.user.name = "X"
            $0.leadList = .bare
        }
        store.close()
        let reopened = try Store(.file(path: directory.database))
        let account = try await reopened.resetAccount(named: "renamed")
        #expect(account.definition == Seed.demo.accounts[0])
        #expect(account.id == id)
        #expect(reopened.directory.account(apiKey: "demo-key") === account)
        #expect(reopened.directory.account(apiKey: "new-key") == nil)
        #expect(try await reopened.state().seed == Seed.demo)
        reopened.close()
    }

    @Test("a made account goes back to what it was made as") func made() async throws {
        let store = try Store(.memory)
        var definition = AccountTests.fresh()
        definition.balance = 7.5
        _ = try await store.createAccount(definition)
        try await store.updateAccount(named: "fresh") { $0.balance = 0 }
        #expect(try await store.resetAccount(named: "fresh").definition == definition)
        // The second reset has nothing to restore.
        #expect(try await store.resetAccount(named: "fresh").definition == definition)
    }

    @Test("takes the account's own clock, and a change of the clock alone is no change of the definition")
    func clock() async throws {
        let store = try Store(.memory)
        try await store.updateAccount(named: "demo") { $0.clock = .frozen(at: 5) }
        #expect(try await store.state().seed.accounts[0].clock == .frozen(at: 5))
        #expect(try await store.resetAccount(named: "demo").definition == Seed.demo.accounts[0])
        #expect(try await store.state().seed == Seed.demo)
    }

    @Test("runs its further change in the same step, and not when it is refused") func published() async throws {
        let store = try Store(.memory)
        let runs = Locked(0)
        try await store.resetAccount(named: "demo") { _ in runs.withLock { $0 += 1 } }
        #expect(runs.withLock { $0 } == 1)
        await #expect(throws: AccountRefusal.notFound) {
            try await store.resetAccount(named: "missing") { _ in runs.withLock { $0 += 1 } }
        }
        #expect(runs.withLock { $0 } == 1)
    }

    @Test("is refused when another account has the former name or key by now") func taken() async throws {
        let store = try Store(.memory)
        try await store.updateAccount(named: "demo") { $0.name = "renamed" }
        _ = try await store.createAccount(AccountTests.fresh("demo"))
        await #expect(throws: AccountRefusal.nameTaken) { try await store.resetAccount(named: "renamed") }
        try await store.deleteAccount(named: "demo")
        try await store.updateAccount(named: "renamed") { $0.apiKeys = [] }
        _ = try await store.createAccount(AccountTests.fresh(key: "demo-key"))
        await #expect(throws: AccountRefusal.apiKeyTaken("demo-key")) {
            try await store.resetAccount(named: "renamed")
        }
        #expect(store.directory.account(named: "renamed")?.apiKeys == [])
    }
}

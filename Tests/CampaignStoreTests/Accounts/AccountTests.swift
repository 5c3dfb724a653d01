import Testing

@testable import CampaignStore

@Suite("Accounts") struct AccountTests {
    static func fresh(_ name: String = "fresh", key: String = "fresh-key") -> AccountDefinition {
        var definition = Seed.demo.accounts[0]
        definition.name = name
        definition.apiKeys = [key]
        return definition
    }

    @Test("are found by API key and by name, compared byte by byte") func lookUp() throws {
        let directory = try Store(.memory).directory
        #expect(directory.account(apiKey: "demo-key")?.name == "demo")
        #expect(directory.account(apiKey: "YOUR_API_KEY") === directory.account(named: "demo"))
        #expect(directory.account(apiKey: "Demo-key") == nil)
        // U+212A, the Kelvin sign, is canonically equal to K.
        #expect(directory.account(apiKey: "YOUR_API_\u{212A}EY") == nil)
        #expect(directory.plans.first { $0.name == "growth" }?.maximumCampaigns == 100)
    }

    @Test("contain their phone numbers and assistants") func derived() throws {
        let account = try #require(try Store(.memory).directory.account(named: "demo"))
        #expect(account.phoneNumberIDs == [1, 2, 3])
        #expect(account.assistant(id: 128)?.type == .inbound)
        #expect(account.assistant(id: 201) == nil)
    }

    @Test("a new one is usable immediately and may have the assistant ids of the demo account")
    func create() async throws {
        let store = try Store(.memory)
        let account = try await store.createAccount(Self.fresh())
        #expect(store.directory.account(apiKey: "fresh-key") === account)
        #expect(try await store.create(.sample(account: "fresh")).account == "fresh")
        #expect(try await store.campaignCount(account: "demo") == 0)
    }

    @Test("a taken name or key is refused") func taken() async throws {
        let store = try Store(.memory)
        await #expect(throws: AccountRefusal.nameTaken) { try await store.createAccount(Self.fresh("demo")) }
        await #expect(throws: AccountRefusal.apiKeyTaken("other-key")) {
            try await store.createAccount(Self.fresh(key: "other-key"))
        }
        await #expect(throws: AccountRefusal.apiKeyTaken("k")) {
            try await store.updateAccount(named: "demo") { $0.apiKeys = ["k", "k"] }
        }
        await #expect(throws: AccountRefusal.notFound) { try await store.updateAccount(named: "nobody") { _ in } }
        await #expect(throws: AccountRefusal.notFound) { try await store.deleteAccount(named: "nobody") }
        #expect(store.directory.accounts.map(\.definition) == Seed.demo.accounts)
    }

    @Test("a change that is impossible inside the transaction is refused with its reason")
    func impossible() async throws {
        let store = try Store(.memory)
        let mistake = SeedError(path: "plan", expected: "a plan", found: "nothing")
        await #expect(throws: AccountRefusal.invalid(mistake)) {
            try await store.updateAccount(named: "demo") { definition throws(SeedError) in
                definition.timezone = "UTC"
                throw mistake
            }
        }
        #expect(store.directory.accounts.map(\.definition) == Seed.demo.accounts)
    }

    @Test("a lowered limit applies immediately") func limit() async throws {
        let store = try Store(.memory)
        try await store.create()
        try await store.updateAccount(named: "demo") { $0.plan.maximumCampaigns = 1 }
        await #expect(throws: CreateRefusal.planLimitReached) { try await store.create() }
        #expect(store.directory.account(named: "other")?.plan.maximumCampaigns == 100)
        try await store.updateAccount(named: "demo") { $0.plan.maximumCampaigns = 2 }
        #expect(try await store.create().id == 2)
    }

    @Test("a renamed one keeps its campaigns") func rename() async throws {
        let store = try Store(.memory)
        try await store.create()
        try await store.updateAccount(named: "demo") { $0.name = "renamed" }
        #expect(try await store.campaign(id: 1)?.account == "renamed")
        #expect(try await store.campaignCount(account: "renamed") == 1)
        #expect(store.directory.accounts.map(\.name) == ["renamed", "starter", "other"])
    }

    @Test("deleting one deletes its campaigns, and their ids are not reused") func delete() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        try await store.create()
        try await store.create(.sample(account: "other", assistant: 201))
        try await store.deleteAccount(named: "other")
        #expect(store.directory.account(apiKey: "other-key") == nil)
        #expect(try await store.campaigns().map(\.id) == [1])
        store.close()
        let reopened = try Store(.file(path: directory.database))
        #expect(reopened.directory.accounts.map(\.name) == ["demo", "starter"])
        #expect(try await reopened.create().id == 3)
        reopened.close()
    }

    @Test("fifty created in parallel are all stored") func parallel() async throws {
        let store = try Store(.memory)
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<50 {
                group.addTask {
                    _ = try? await store.createAccount(Self.fresh("account-\(index)", key: "key-\(index)"))
                }
            }
        }
        #expect(store.directory.accounts.count == 53)
        #expect(Set(store.directory.accounts.map(\.id)).count == 53)
        #expect(try await store.state().seed.accounts == store.directory.accounts.map(\.definition))
    }
}

import JSON
import Testing

@testable import CampaignStore

@Suite("State") struct StateTests {
    static func read(_ json: JSONValue) throws -> State {
        try State(json: json) { ["UTC", "America/New_York", "Europe/Berlin"].contains($0) }
    }

    static func filledStore() async throws -> Store {
        let store = try Store.inMemory()
        try await store.create(.sample(name: "one"))
        try await store.create(.sample(account: "other", name: "two", assistant: 201))
        return store
    }

    @Test("is equal after writing, reading and storing it in another store") func roundTrip() async throws {
        let state = try await Self.filledStore().state()
        #expect(state.campaigns.count == 2 && state.nextCampaignID == 3)
        let read = try Self.read(JSONReader.read(state.encoded().span))
        #expect(read == state)
        let other = try Store(.memory)
        try await other.replace(with: read)
        #expect(try await other.state() == state)
        #expect(try await other.campaignCount(account: "demo") == 1)
        #expect(try await other.create().id == 3)
    }

    @Test("a seed is a state without campaigns") func seedIsState() throws {
        #expect(try Self.read(JSONReader.read(Array(Fixtures.data("demo.json")).span)) == State(seed: .demo))
    }

    @Test("ids continue at the document's next id") func nextID() async throws {
        let store = try Store.inMemory()
        try await store.replace(with: State(seed: .demo, nextCampaignID: 1000))
        #expect(try await store.state().nextCampaignID == 1000)
        #expect(try await store.create().id == 1000)
    }

    struct Mistake: CustomTestStringConvertible {
        let testDescription: String
        let member: String
        let value: JSONValue?
        let error: SeedError

        init(_ name: String, _ member: String, _ value: JSONValue?, expected: String, found: String) {
            testDescription = name
            self.member = member
            self.value = value
            error = SeedError(path: "campaigns[1].\(member)", expected: expected, found: found)
        }
    }

    @Test(
        "is refused for",
        arguments: [
            Mistake("a missing name", "name", nil, expected: "a string that is not empty", found: "nothing"),
            Mistake("a missing assistant", "assistant_id", nil, expected: "an integer", found: "nothing"),
            Mistake("an empty status", "status", "", expected: "a string that is not empty", found: "the string \"\""),
            Mistake(
                "an unknown account", "account", "nobody", expected: "the name of one of the accounts",
                found: "the string \"nobody\""),
            Mistake("an id twice", "id", 1, expected: "a unique id", found: "1, which is also campaigns[0].id"),
            Mistake(
                "a wrong day", "allowed_days", ["monday", "Sunday"],
                expected: "", found: ""),
            Mistake(
                "a wrong time", "allowed_hours_end_time", "24:00:00",
                expected: "a time of day such as \"09:00:00\"", found: "the string \"24:00:00\""),
            Mistake(
                "a wrong date", "created_at", "2026-02-30T10:00:00.000000Z",
                expected: "a time such as \"2026-02-23T10:00:00.000000Z\"",
                found: "the string \"2026-02-30T10:00:00.000000Z\""),
            Mistake(
                "too many retries", "max_retries", 6, expected: "an integer from 1 to 5", found: "the integer 6"),
            Mistake(
                "a string for a boolean", "retry_on_voicemail", "1", expected: "true or false",
                found: "the string \"1\""),
        ])
    func mistake(_ row: Mistake) async throws {
        let json = try JSONReader.read(await Self.filledStore().state().encoded().span)
        guard var document = json.object, var campaigns = document["campaigns"]?.array,
            var campaign = campaigns.last?.object
        else {
            Issue.record("the state document has no campaigns")
            return
        }
        campaign[row.member] = row.value
        campaigns[1] = .object(campaign)
        document["campaigns"] = .array(campaigns)
        if row.member == "allowed_days" {
            #expect(
                throws: SeedError(
                    path: "campaigns[1].allowed_days[1]", expected: "a day from \"monday\" to \"sunday\"",
                    found: "the string \"Sunday\"")
            ) { try Self.read(.object(document)) }
        } else {
            #expect(throws: row.error) { try Self.read(.object(document)) }
        }
    }

    @Test("a next id that a campaign already has is refused") func nextIDTaken() async throws {
        guard var document = try JSONReader.read(await Self.filledStore().state().encoded().span).object else { return }
        document["next_campaign_id"] = 2
        #expect(
            throws: SeedError(
                path: "next_campaign_id", expected: "an integer greater than every campaign's id, at least 3",
                found: "the integer 2")
        ) { try Self.read(.object(document)) }
    }

    @Test("a state that the database refuses changes nothing") func refusedWhole() async throws {
        let store = try await Self.filledStore()
        let before = try await store.state()
        let generation = store.directory.generation
        var state = State(seed: .demo)
        state.seed.accounts[1].apiKeys = state.seed.accounts[0].apiKeys
        await #expect(throws: StorageFailure.self) { try await store.replace(with: state) }
        #expect(try await store.state() == before)
        #expect(store.directory.generation == generation)
        #expect(try await store.create().id == 3)
    }
}

@Suite("Reset") struct ResetTests {
    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let kept: Store.ResetOptions
        let accounts: [String]
        let campaigns: [Int64]
        let nextID: Int64
    }

    @Test(
        "keeps",
        arguments: [
            Row(
                testDescription: "nothing", kept: [], accounts: ["demo", "starter", "other"], campaigns: [], nextID: 1),
            Row(
                testDescription: "ids", kept: .ids, accounts: ["demo", "starter", "other"], campaigns: [], nextID: 5),
            Row(
                testDescription: "accounts", kept: .accounts, accounts: ["demo", "starter", "fresh"], campaigns: [],
                nextID: 1),
            Row(
                testDescription: "campaigns", kept: .campaigns, accounts: ["demo", "starter", "other"],
                campaigns: [1, 4], nextID: 5),
            Row(
                testDescription: "accounts and campaigns", kept: [.accounts, .campaigns],
                accounts: ["demo", "starter", "fresh"], campaigns: [1, 3, 4], nextID: 5),
        ])
    func keeps(_ row: Row) async throws {
        let store = try Store(.memory)
        try await store.create(.sample(name: "1"))
        try await store.create(.sample(account: "other", name: "2", assistant: 201))
        var fresh = Seed.demo.accounts[2]
        fresh.name = "fresh"
        fresh.apiKeys = ["fresh-key"]
        _ = try await store.createAccount(fresh)
        try await store.deleteAccount(named: "other")
        try await store.create(.sample(account: "fresh", name: "3", assistant: 201))
        try await store.create(.sample(name: "4"))

        try await store.reset(to: .demo, keeping: row.kept)
        #expect(store.directory.accounts.map(\.name) == row.accounts)
        let state = try await store.state()
        #expect(state.seed.accounts.map(\.name) == row.accounts)
        #expect(state.campaigns.map(\.id) == row.campaigns)
        #expect(try await store.campaignCount() == row.campaigns.count)
        #expect(try await store.campaignCount(account: "demo") == row.campaigns.filter { $0 != 3 }.count)
        #expect(state.nextCampaignID == row.nextID)
        #expect(try await store.create().id == row.nextID)
    }

    @Test("during creates, leaves every create stored, superseded or deleted, and restarts the ids") func underLoad()
        async throws
    {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database), seed: .demo(maximumCampaigns: 1_000_000))
        let unexpected = try await withThrowingTaskGroup(of: [CreateRefusal].self) { group in
            for _ in 0..<16 {
                group.addTask {
                    var unexpected: [CreateRefusal] = []
                    for _ in 0..<50 {
                        do throws(CreateRefusal) {
                            try await store.create()
                        } catch {
                            if error != .superseded { unexpected.append(error) }
                        }
                    }
                    return unexpected
                }
            }
            for _ in 0..<20 { try await store.reset(to: .demo(maximumCampaigns: 1_000_000)) }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(unexpected.isEmpty)
        let state = try await store.state()
        #expect(state.campaigns.map(\.id) == Array(1..<state.nextCampaignID))
        #expect(try await store.campaignCount() == state.campaigns.count)
        store.close()
    }
}

import Base
import GRDB
import Testing

@testable import CampaignStore

@Suite("Creating campaigns") struct CreateTests {
    @Test("stores every field") func fields() async throws {
        let store = try Store.inMemory()
        var draft = CampaignDraft.sample()
        draft.parameters = CampaignParameters(
            name: "Frühling \"1\"\u{0}e\u{301}😀", assistantID: 129, timezone: "Europe/Paris", maxCallsInParallel: 7,
            allowedHoursStartTime: "09:00:00", allowedHoursEndTime: "17:30:00",
            allowedDays: ["sunday", "monday", "sunday"],
            maxRetries: 5, retryInterval: 4320, retryOnVoicemail: true, retryOnGoalIncomplete: true,
            goalCompletionVariable: "appointment_booked", markCompleteWhenNoLeads: false, phoneNumberIDs: [3, 1])
        let campaign = try await store.create(draft)
        #expect(campaign.id == 1)
        #expect(campaign.status == "draft")
        #expect(campaign.account == "demo")
        #expect(campaign.parameters == draft.parameters)
        #expect(campaign.createdAt == draft.createdAt && campaign.updatedAt == draft.createdAt)
        #expect(try await store.campaign(id: 1) == campaign)
        #expect(try await store.campaign(id: 2) == nil)
    }

    @Test("stores long texts, and distinguishes empty texts from missing ones") func texts() async throws {
        let store = try Store.inMemory()
        var draft = CampaignDraft.sample(name: String(repeating: "long ", count: 1000))
        draft.parameters.goalCompletionVariable = ""
        draft.parameters.allowedDays = []
        let first = try await store.create(draft)
        let second = try await store.create(.sample(name: ""))
        #expect(try await store.campaign(id: 1) == first)
        #expect(try await store.campaign(id: 2) == second)
        #expect(second.parameters.goalCompletionVariable == nil)
    }

    @Test("in parallel gives the campaigns distinct ids without a gap") func parallel() async throws {
        let store = try Store.inMemory()
        let (ids, refusals) = await store.createMany(500)
        #expect(refusals.isEmpty)
        #expect(ids == Array(1...500))
        #expect(try await store.campaignCount(account: "demo") == 500)
        #expect(try await store.campaigns().map(\.id) == ids)
    }

    @Test("200 in parallel stores exactly 50 if the plan allows 50 more", arguments: [false, true])
    func lastPlaces(onDisk: Bool) async throws {
        let directory = try TemporaryDirectory()
        let seed = Seed.demo(maximumCampaigns: 60)
        let store = try Store(onDisk ? .file(path: directory.database) : .memory, seed: seed)
        _ = await store.createMany(10)
        let (ids, refusals) = await store.createMany(200)
        #expect(ids == Array(11...60))
        #expect(refusals == Array(repeating: .planLimitReached, count: 150))
        #expect(try await store.campaignCount() == 60)
        store.close()
    }

    @Test("in more than one transaction stores all, in the order of arrival") func manyBatches() async throws {
        let store = try Store.inMemory(maximumCampaigns: 600)
        let writer = await HeldWriter(of: store)
        async let outcome = store.createMany(1000)
        // The first transaction takes at most 256. All others are queued before it may begin.
        while store.groupCommit.delayedCount < 1000 - 256 { await Task.yield() }
        await writer.release()
        let (ids, refusals) = await outcome
        #expect(ids == Array(1...600))
        #expect(refusals == Array(repeating: .planLimitReached, count: 400))
    }

    @Test("is refused if the write still waits when the store is closed") func closing() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database), seed: .demo(maximumCampaigns: 600))
        let writer = await HeldWriter(of: store)
        async let outcome = store.createMany(300)
        // The first transaction takes at most 256, so some writes wait, and none can have been committed.
        while store.groupCommit.delayedCount < 300 - 256 { await Task.yield() }
        async let closed: Void = Task.detached { store.close() }.value
        while !store.writer.isClosed { await Task.yield() }
        await writer.release()
        let (ids, refusals) = await outcome
        await closed
        #expect(ids == [])
        #expect(refusals == Array(repeating: .failed(.closed), count: 300))
        let again = try Store(.file(path: directory.database))
        #expect(try await again.campaignCount() == 0)
        again.close()
    }

    @Test("each loop commits its own writes, those of one turn in one transaction; the rest is refused at the close")
    func loops() throws {
        let store = try Store(.memory, seed: .demo(maximumCampaigns: 1_000), loops: 2)
        let account = try #require(store.directory.account(named: "demo"))
        let decisions = Locked<[String: Result<CreateOutcome, WriteRefusal>]>([:])
        func create(_ name: String, loop: Int) {
            let campaign = NewCampaign(.sample(name: name))
            let outcome = Promise<CreateOutcome>()
            let write = store.write(loop: loop, generation: store.directory.generation) {
                outcome.keep(try $0.create(campaign, of: account))
            }
            let decision = write.whenFulfilled { () -> Result<CreateOutcome, WriteRefusal> in
                write.refusal.map { .failure($0) } ?? .success(outcome.take())
            }
            decision.whenKept {
                let outcome = decision.take()
                decisions.withLock { #expect($0.updateValue(outcome, forKey: name) == nil) }
            }
        }
        func outcome(of name: String) -> Result<CreateOutcome, WriteRefusal>? { decisions.withLock { $0[name] } }
        create("a", loop: 0)
        create("b", loop: 1)
        create("c", loop: 0)
        #expect(decisions.withLock { $0.isEmpty })
        #expect(!store.commit(loop: 0))
        #expect(decisions.withLock { $0 } == ["a": .success(.created(id: 1)), "c": .success(.created(id: 2))])
        #expect(!store.commit(loop: 0))
        #expect(!store.commit(loop: 1))
        #expect(outcome(of: "b") == .success(.created(id: 3)))
        for number in 1...300 { create("\(number)", loop: 1) }
        #expect(store.commit(loop: 1), "one transaction takes at most 256 writes")
        #expect(decisions.withLock { $0.count } == 3 + 256)
        store.close()
        #expect(outcome(of: "256") == .success(.created(id: 3 + 256)))
        #expect(outcome(of: "257") == .failure(.failed(.closed)))
        #expect(!store.commit(loop: 1))
        create("late", loop: 0)
        #expect(outcome(of: "late") == .failure(.failed(.closed)))
        #expect(decisions.withLock { $0.count } == 304)
    }

    @Test("one transaction performs writes of any kind, and a refused one does not undo others") func anyKind()
        async throws
    {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        let account = try #require(store.directory.account(named: "demo"))
        let generation = store.directory.generation
        let campaign = NewCampaign(.sample())
        let shell = try DatabaseQueue(path: directory.database)
        let shares = Promise<Bool>()
        let writes = [
            store.write(loop: 0, generation: generation) { _ = try $0.create(campaign, of: account) },
            store.write(loop: 0, generation: generation) { batch in
                try batch.database.execute(sql: "UPDATE campaigns SET name = 'changed' WHERE id = 1")
                let committed = try shell.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM campaigns") }
                shares.keep(batch.database.changesCount == 1 && committed == 0)
            },
            store.write(loop: 0, generation: generation) { _ in throw WriteRefusal.failed(.idsExhausted("leads")) },
            store.write(loop: 0, generation: generation - 1) { _ in },
            store.write(loop: 0, generation: generation) { _ = try $0.create(campaign, of: account) },
        ]
        #expect(!store.commit(loop: 0))
        var refusals: [WriteRefusal?] = []
        for write in writes { refusals.append(await write.wait()) }
        #expect(refusals == [nil, nil, .failed(.idsExhausted("leads")), .superseded, nil])
        #expect(shares.take(), "only the second write sees the row of the first before the commit")
        #expect(try await store.campaigns().map(\.parameters.name) == ["changed", "Spring"])
        store.close()
    }

    @Test("an SQLite error rolls back the transaction, and all its writes fail") func lostTransaction()
        async throws
    {
        let store = try Store.inMemory()
        let account = try #require(store.directory.account(named: "demo"))
        let generation = store.directory.generation
        let campaign = NewCampaign(.sample())
        let writes = [
            store.write(loop: 0, generation: generation) { _ = try $0.create(campaign, of: account) },
            store.write(loop: 0, generation: generation) { try $0.database.execute(sql: "nonsense") },
        ]
        #expect(!store.commit(loop: 0))
        for write in writes {
            guard case .failed = await write.wait() else {
                Issue.record("a write of a rolled-back transaction did not fail")
                continue
            }
        }
        #expect(try await store.campaignCount() == 0)
        #expect(try await store.create().id == 1)
    }

    struct Refusal: CustomTestStringConvertible {
        let testDescription: String
        let draft: CampaignDraft
        var maximumCampaigns: Int64 = 100
        let refusal: CreateRefusal
    }

    @Test(
        "is refused for",
        arguments: [
            Refusal(
                testDescription: "an unknown assistant", draft: .sample(assistant: 999), refusal: .assistantNotFound),
            Refusal(
                testDescription: "an inbound assistant", draft: .sample(assistant: 128), refusal: .assistantNotFound),
            Refusal(
                testDescription: "another account's assistant", draft: .sample(assistant: 201),
                refusal: .assistantNotFound),
            Refusal(
                testDescription: "a full plan", draft: .sample(), maximumCampaigns: 0, refusal: .planLimitReached),
            Refusal(
                testDescription: "a full plan, though the assistant is unknown too", draft: .sample(assistant: 999),
                maximumCampaigns: 0, refusal: .planLimitReached),
            Refusal(
                testDescription: "an account that is not there", draft: .sample(account: "nobody"),
                refusal: .superseded),
        ])
    func refusal(_ row: Refusal) async throws {
        let store = try Store.inMemory(maximumCampaigns: row.maximumCampaigns)
        await #expect(throws: row.refusal) { try await store.create(row.draft) }
        #expect(try await store.campaignCount() == 0)
    }

    @Test("a refused campaign takes neither a place nor an id") func refusalIsFree() async throws {
        let store = try Store.inMemory(maximumCampaigns: 1)
        _ = try? await store.create(.sample(assistant: 128))
        #expect(try await store.create().id == 1)
        _ = try? await store.create()
        #expect(try await store.create(.sample(account: "other", assistant: 201)).id == 2)
    }

    @Test("a write is superseded if the accounts have changed since its validation") func superseded() async throws {
        let store = try Store.inMemory()
        let stale = store.directory.generation
        try await store.updateAccount(named: "demo") { $0.timezone = "UTC" }
        await #expect(throws: CreateRefusal.superseded) { try await store.create(.sample(), generation: stale) }
        #expect(try await store.create().id == 1)
    }

    @Test("a closed store refuses creates") func closed() async throws {
        let store = try Store.inMemory()
        try await store.create()
        store.close()
        await #expect(throws: CreateRefusal.failed(.closed)) { try await store.create() }
        await #expect(throws: StorageFailure.closed) { try await store.campaigns() }
        await #expect(throws: StorageFailure.closed) { try await store.reset(to: .demo) }
        store.close()
    }

    struct Listing: CustomTestStringConvertible {
        let testDescription: String
        let filter: CampaignFilter
        let ids: [Int64]
    }

    @Test(
        "lists the campaigns that match",
        arguments: [
            Listing(testDescription: "nothing", filter: CampaignFilter(), ids: [1, 2, 3, 4]),
            Listing(testDescription: "account", filter: CampaignFilter(account: "other"), ids: [3]),
            Listing(testDescription: "name", filter: CampaignFilter(name: "b"), ids: [2, 3]),
            Listing(testDescription: "both", filter: CampaignFilter(account: "demo", name: "b"), ids: [2]),
            Listing(testDescription: "status", filter: CampaignFilter(status: "draft"), ids: [1, 2, 3, 4]),
            Listing(testDescription: "a status none has", filter: CampaignFilter(status: "started"), ids: []),
            Listing(testDescription: "page", filter: CampaignFilter(afterID: 1, limit: 2), ids: [2, 3]),
            Listing(testDescription: "newest", filter: CampaignFilter(beforeID: .max, limit: 2), ids: [4, 3]),
            Listing(testDescription: "page of the newest", filter: CampaignFilter(beforeID: 3), ids: [2, 1]),
        ])
    func listing(_ row: Listing) async throws {
        let store = try Store.inMemory()
        try await store.create(.sample(name: "a"))
        try await store.create(.sample(name: "b"))
        try await store.create(.sample(account: "other", name: "b", assistant: 201))
        try await store.create(.sample(name: "c"))
        #expect(try await store.campaigns(matching: row.filter).map(\.id) == row.ids)
    }
}

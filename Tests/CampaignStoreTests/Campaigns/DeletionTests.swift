import Base
import GRDB
import Testing

@testable import CampaignStore

@Suite("Deletion of a campaign in the store (life.md, chapter 2)") struct DeletionTests {
    @Test("takes its leads with it at once, for every read, and later their rows") func leads() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        let account = try store.account()
        _ = await store.createMany(2)
        try await store.createLeads(2_000)
        try await store.createLead(.sample(contacts: ["+15550100001"]))
        try await store.createLead(.sample(campaignID: 2, contacts: ["+15550100002"]))
        // All in one transaction, so that no row can have been deleted in the background.
        try await store.write { batch in
            #expect(try batch.deleteCampaign(id: 1, of: account))
            #expect(try batch.lead(id: 2_001, of: account) == nil)
            #expect(try batch.lead(id: 2_002, of: account) == nil)
            #expect(try batch.accountID(ofCampaign: 1) == nil)
            #expect(try batch.accountID(ofCampaign: 2) == account.id)
            #expect(try batch.createLead(.sample(), of: account) == .campaignNotFound)
            #expect(try batch.changeStatus(ofCampaign: 1, by: .start, of: account, at: 0) == .campaignNotFound)
            #expect(try !batch.deleteCampaign(id: 1, of: account))
            #expect(try LeadTable.fetch(from: batch.database).map(\.id) == [2_003, 2_004])
            let search = try LeadSearch(LeadFilter(accountID: account.id), in: batch.database)
            #expect(try search.page(offset: 0, limit: 15).total == 1)
            let numbers = try LeadSearch(LeadFilter(accountID: account.id, phoneNumber: "+"), in: batch.database)
            #expect(try numbers.page(offset: 0, limit: 15).leads.map(\.lead.id) == [2_003])
            let campaign = try LeadSearch(LeadFilter(accountID: account.id, campaignID: 1), in: batch.database)
            #expect(try campaign.page(offset: 0, limit: 15) == LeadPage(leads: [], total: 0))
        }
        await store.whenCleaned()
        try await store.database.read { database in
            for table in ["deleted_campaigns", "leads WHERE campaign_id = 1", "lead_counts WHERE campaign_id = 1"] {
                let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)")
                #expect(count == 0, "\(table)")
            }
        }
        #expect(try await store.leadRows().map(\.id) == [2_003, 2_004])
        store.close()
    }

    @Test("is refused for another account's campaign and an absent one") func refusals() async throws {
        let store = try Store.inMemory()
        try await store.create()
        #expect(try await !store.deleteCampaign(1, account: "other"))
        #expect(try await !store.deleteCampaign(2))
        #expect(try await store.campaignCount() == 1)
    }

    @Test("frees one place of the plan, and the id is not used again, also after a restart") func place() async throws {
        let directory = try TemporaryDirectory()
        var store = try Store(.file(path: directory.database), seed: .demo(maximumCampaigns: 2))
        _ = await store.createMany(2)
        #expect(try await store.deleteCampaign(2))
        #expect(try await store.campaignCount() == 1)
        store.close()
        store = try Store(.file(path: directory.database))
        let (ids, refusals) = await store.createMany(20)
        #expect(ids == [3])
        #expect(refusals == Array(repeating: .planLimitReached, count: 19))
        store.close()
    }

    @Test("by parallel requests frees the place once") func parallel() async throws {
        let store = try Store.inMemory(maximumCampaigns: 3)
        _ = await store.createMany(3)
        let deletions = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 { group.addTask { try await store.deleteCampaign(2) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(deletions.count { $0 } == 1)
        let (ids, refusals) = await store.createMany(50)
        #expect(ids == [4])
        #expect(refusals.count == 49)
    }

    @Test("agrees with the list of an account, before and after many campaigns are settled") func lists() async throws {
        let store = try Store.inMemory()
        let account = try store.account()
        let count = CampaignCounts.mostUnsettled + 100
        _ = await store.createMany(Int(count))
        try await store.create(.sample(account: "other", assistant: 201))
        for id in [1, 700, count - 5, count] { #expect(try await store.deleteCampaign(id)) }
        let expected = (1...count).filter { ![1, 700, count - 5, count].contains($0) }
        #expect(try await store.campaigns(ofAccount: account.id).map(\.id) == expected)
        #expect(try await store.campaigns(ofAccount: store.account("other").id).map(\.id) == [count + 1])
        #expect(try await store.campaigns(ofAccount: account.id) == store.campaigns(matching: .init(account: "demo")))
        #expect(try await store.campaigns(ofAccount: 99) == [])
        try await store.deleteAccount(named: "demo")
        #expect(try await store.campaigns().map(\.id) == [count + 1])
    }

    @Test("that the end of the process interrupts goes on at the next start") func restart() async throws {
        let directory = try TemporaryDirectory()
        var store = try Store(.file(path: directory.database))
        _ = await store.createMany(2)
        try await store.createLeads(5_000)
        try await store.createLead(.sample(campaignID: 2))
        #expect(try await store.deleteCampaign(1))
        store.close()
        let queue = try DatabaseQueue(path: directory.database)
        let left = try await queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM leads") }
        try queue.close()
        #expect(left ?? 0 > 1, "the close interrupts the run")
        store = try Store(.file(path: directory.database))
        #expect(try await store.leadRows().map(\.id) == [5_001])
        await store.whenCleaned()
        let rows = try await store.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM leads") }
        #expect(rows == 1)
        #expect(try await store.createLead(.sample(campaignID: 2, allowsDuplicate: true)) != .campaignNotFound)
        #expect(try await store.leadRows().map(\.id) == [5_001, 5_002])
        store.close()
    }

    @Test("frees no lead for a campaign that another program stores under the same id") func foreignCampaign()
        async throws
    {
        let directory = try TemporaryDirectory()
        var store = try Store(.file(path: directory.database))
        _ = await store.createMany(2)
        try await store.createLeads(5_000)
        try await store.createLead(.sample(contacts: ["+15550100001"]))
        #expect(try await store.deleteCampaign(1))
        store.close()
        try Shell(directory.database).run(
            """
            CREATE TEMP TABLE copy AS SELECT * FROM campaigns WHERE id = 2;
            UPDATE copy SET id = 1; INSERT INTO campaigns SELECT * FROM copy
            """)
        store = try Store(.file(path: directory.database))
        #expect(try await store.leadRows().isEmpty)
        try await store.createLead(.sample())
        await store.whenCleaned()
        #expect(try await store.leadRows().map(\.id) == [5_003])
        store.close()
    }

    @Test("of an account's campaigns takes their leads along: account deleted, account reset, reset") func accounts()
        async throws
    {
        let store = try Store.inMemory()
        func fill() async throws {
            let (ids, _) = await store.createMany(2)
            for id in ids { try await store.createLeads(300, inCampaign: id) }
            let other = try await store.create(.sample(account: "other", assistant: 201))
            try await store.createLeads(300, inCampaign: other.id, account: "other")
        }
        try await fill()
        try await store.resetAccount(named: "demo")
        #expect(try await store.leads(store.filter(), offset: 0, limit: 1).total == 0)
        #expect(try await store.campaignCount(account: "demo") == 0)
        #expect(try await store.leadRows().count == 300)
        await store.whenCleaned()
        try await fill()
        try await store.deleteAccount(named: "other")
        #expect(try await store.leadRows().count == 600)
        try await store.reset(to: .demo, keeping: .campaigns)
        #expect(try await store.leadRows().count == 600)
        try await store.updateAccount(named: "demo") { $0.name = "renamed" }
        try await store.reset(to: .demo, keeping: .campaigns)
        #expect(try await store.leadRows().isEmpty)
        #expect(try await store.campaignCount() == 0)
        try await fill()
        try await store.reset(to: .demo)
        #expect(try await store.leadRows().isEmpty)
        await store.whenCleaned()
        let rows = try await store.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM lead_counts") }
        #expect(rows == 0)
    }

    @Test("while creates, leads and lists run is seen whole or not at all") func races() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database), seed: .demo(maximumCampaigns: 3), loops: 2)
        let account = try store.account()
        _ = await store.createMany(3)
        for round in 1...10 {
            let ids = try await store.campaigns(ofAccount: account.id).map(\.id)
            #expect(ids.count == 3)
            let victim = try #require(ids.randomElement())
            try await store.createLeads(400, inCampaign: victim)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let isDeleted = try await store.deleteCampaign(victim)
                    #expect(isDeleted)
                }
                let created = Locked(0)
                for _ in 0..<8 {
                    group.addTask {
                        for _ in 0..<10 {
                            // All of before or all of after.
                            let page = try await store.leads(store.filter(campaignID: victim), offset: 0, limit: 15)
                            #expect(page.total >= 400 && page.leads.count == 15 || page.total == 0)
                            let rows = try await store.leadRows(matching: LeadRowFilter(campaignID: victim))
                            #expect(rows.count >= 400 || rows.isEmpty)
                            #expect(try await store.campaigns(ofAccount: account.id).count <= 3)
                        }
                    }
                    group.addTask {
                        for number in 0..<20 {
                            _ = try await store.createLead(
                                .sample(
                                    campaignID: victim, phoneNumber: "+1666\(1_000 + number)", allowsDuplicate: true))
                        }
                    }
                    group.addTask {
                        while created.withLock({ $0 }) == 0 {
                            if (try? await store.create()) != nil { created.withLock { $0 += 1 } }
                            await Task.yield()
                        }
                    }
                }
                try await group.waitForAll()
                #expect(created.withLock { $0 } == 1, "round \(round)")
            }
            #expect(try await store.campaignCount() == 3)
            #expect(try await store.leads(store.filter(), offset: 0, limit: 1).total == 0)
        }
        await store.whenCleaned()
        let rows = try await store.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM leads") }
        #expect(rows == 0)
        store.close()
    }
}

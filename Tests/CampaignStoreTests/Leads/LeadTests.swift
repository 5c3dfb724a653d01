import GRDB
import Testing

@testable import CampaignStore

@Suite("Leads in the store (life.md, chapter 3)") struct LeadTests {
    @Test("get ids of one sequence, the lead before its contacts, and are listed with them") func creating()
        async throws
    {
        let store = try Store.inMemory()
        let campaign = try await store.create(.sample(name: "Spring"))
        let variables = LeadVariables(text: Array(#"{"a":"\u0000é"}"#.utf8))
        let outcome = try await store.createLead(
            .sample(campaignID: campaign.id, variables: variables, contacts: ["+15550100002", "+15550100003"]))
        #expect(outcome == .created(firstID: 1, campaignName: "Spring"))
        #expect(
            try await store.createLead(.sample(campaignID: campaign.id, phoneNumber: "+15550100009"))
                == .created(firstID: 4, campaignName: "Spring"))
        let page = try await store.leads(store.filter(), offset: 0, limit: 15)
        #expect(page.total == 2)
        #expect(page.leads.map(\.lead.id) == [1, 4])
        #expect(
            page.leads.first
                == ListedLead(
                    lead: Lead(
                        id: 1, campaignID: campaign.id, phoneNumber: "+15550100123", variables: variables,
                        createdAt: 1_771_840_800, updatedAt: 1_771_840_800),
                    campaignName: "Spring",
                    contacts: [(2, "+15550100002"), (3, "+15550100003")].map { id, number in
                        Lead(
                            id: id, campaignID: campaign.id, primaryID: 1, phoneNumber: number,
                            createdAt: 1_771_840_800, updatedAt: 1_771_840_800)
                    }))
        #expect(page.leads.last?.contacts == [])
    }

    @Test("are counted without contacts and without those of deleted campaigns, also after another program's changes")
    func counted() async throws {
        let store = try Store.inMemory()
        _ = await store.createMany(2)
        #expect(try await store.leadCount() == 0)
        try await store.createLeads(1_500)
        try await store.createLead(.sample(campaignID: 2, contacts: ["+15550100002"]))
        #expect(try await store.leadCount() == 1_501)
        try await store.write { try Counter.hasForeignLeadChanges.set(1, in: $0.database) }
        #expect(try await store.database.read { try LeadCounts.total(in: $0) } == 1_501)
        #expect(try await store.deleteCampaign(1))
        #expect(try await store.leadCount() == 1)
    }

    struct Creation: CustomTestStringConvertible {
        let testDescription: String
        let lead: NewLead
        var account = "demo"
        let outcome: CreateLeadOutcome
    }

    @Test(
        "are refused in the order of the contract",
        arguments: [
            Creation(testDescription: "no such campaign", lead: .sample(campaignID: 9), outcome: .campaignNotFound),
            Creation(
                testDescription: "no such campaign and no phone number",
                lead: .sample(campaignID: 9, phoneNumber: nil), outcome: .campaignNotFound),
            Creation(
                testDescription: "another account's campaign", lead: .sample(), account: "other",
                outcome: .campaignNotFound),
            Creation(
                testDescription: "no phone number", lead: .sample(phoneNumber: nil), outcome: .invalidPhoneNumber),
            Creation(
                testDescription: "a contact without a phone number, and a duplicate",
                lead: .sample(contacts: ["+15550100002", nil]), outcome: .invalidPhoneNumber),
            Creation(testDescription: "a duplicate", lead: .sample(), outcome: .alreadyExists),
            Creation(
                testDescription: "a duplicate that is allowed", lead: .sample(allowsDuplicate: true),
                outcome: .created(firstID: 3, campaignName: "Spring")),
            Creation(
                testDescription: "the number of a contact is no duplicate", lead: .sample(phoneNumber: "+15550100777"),
                outcome: .created(firstID: 3, campaignName: "Spring")),
            Creation(
                testDescription: "the number of another campaign's lead is no duplicate", lead: .sample(campaignID: 2),
                outcome: .created(firstID: 3, campaignName: "Spring")),
        ])
    func refusals(_ row: Creation) async throws {
        let store = try Store.inMemory()
        _ = await store.createMany(2)
        try await store.createLead(.sample(contacts: ["+15550100777"]))
        let before = try await store.leadRows()
        #expect(try await store.createLead(row.lead, account: row.account) == row.outcome)
        let isCreated = if case .created = row.outcome { true } else { false }
        #expect(try await store.leadRows().count == before.count + (isCreated ? 1 : 0))
    }

    @Test("with the same number from parallel requests are created once") func parallelDuplicates() async throws {
        let store = try Store.inMemory()
        try await store.create()
        let outcomes = try await withThrowingTaskGroup(of: CreateLeadOutcome.self) { group in
            for _ in 0..<100 { group.addTask { try await store.createLead(.sample()) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == .alreadyExists } == 99)
        #expect(try await store.leadRows().count == 1)
    }

    @Test("have ids that are not reused after deletions and a restart, and restart with a reset") func ids()
        async throws
    {
        let directory = try TemporaryDirectory()
        var store = try Store(.file(path: directory.database))
        let account = try store.account()
        _ = await store.createMany(2)
        for campaign in [1, 1, 2] as [Int64] {
            try await store.createLead(.sample(campaignID: campaign, allowsDuplicate: true, contacts: ["+15550100001"]))
        }
        #expect(try await store.deleteLead(5))
        store.close()
        store = try Store(.file(path: directory.database))
        #expect(try await store.createLead(.sample()) == .alreadyExists)
        #expect(
            try await store.createLead(.sample(allowsDuplicate: true)) == .created(firstID: 7, campaignName: "Spring"))
        #expect(try await store.write { try $0.deleteCampaign(id: 1, of: account) })
        await store.whenCleaned()
        #expect(try await store.leadRows().isEmpty)
        store.close()
        store = try Store(.file(path: directory.database))
        #expect(
            try await store.createLead(.sample(campaignID: 2)) == .created(firstID: 8, campaignName: "Spring"))
        try await store.reset(to: .demo, keeping: .ids)
        #expect(try await store.create().id == 3)
        #expect(
            try await store.createLead(.sample(campaignID: 3)) == .created(firstID: 9, campaignName: "Spring"))
        try await store.reset(to: .demo)
        try await store.create()
        #expect(try await store.createLead(.sample()) == .created(firstID: 1, campaignName: "Spring"))
        store.close()
    }

    @Test("are refused if too few ids are left for the lead and its contacts") func exhaustedIDs() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        try await store.create()
        try Shell(directory.database).run(
            """
            INSERT INTO leads (id, campaign_id, phone_number, variables, status, call_tries, created_at, updated_at)
            VALUES (\(Campaign.highestID - 3), 1, '+15550100001', '[]', 'created', 0, 0, 0)
            """)
        await #expect(throws: WriteRefusal.superseded) { try await store.createLead(.sample()) }
        await #expect(throws: WriteRefusal.failed(.idsExhausted("leads"))) {
            try await store.createLead(.sample(contacts: ["+15550100002", "+15550100003"]))
        }
        #expect(
            try await store.createLead(.sample(contacts: ["+15550100002"]))
                == .created(firstID: Campaign.highestID - 2, campaignName: "Spring"))
        await #expect(throws: WriteRefusal.failed(.idsExhausted("leads"))) {
            try await store.createLead(.sample(phoneNumber: "+15550100009"))
        }
        #expect(try await store.create().id == 2)
        store.close()
    }

    @Test("have the name that their campaign has now, also after another program has changed it") func renamed()
        async throws
    {
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        _ = await store.createMany(2)
        try await store.createLead(.sample())
        try Shell(directory.database).run(
            "UPDATE campaigns SET name = 'Autumn' WHERE id = 1; DELETE FROM campaigns WHERE id = 2")
        await #expect(throws: WriteRefusal.superseded) { try await store.createLead(.sample()) }
        #expect(
            try await store.createLead(.sample(allowsDuplicate: true)) == .created(firstID: 2, campaignName: "Autumn"))
        #expect(try await store.createLead(.sample(campaignID: 2)) == .campaignNotFound)
        #expect(try await store.deleteCampaign(1))
        #expect(try await store.createLead(.sample()) == .campaignNotFound)
        store.close()
    }

    @Test("share the transaction of other writes; a lead of a failed batch is not stored and takes no id")
    func batches()
        async throws
    {
        let store = try Store.inMemory()
        try await store.create()
        let account = try store.account()
        let generation = store.directory.generation
        let lead = NewLead.sample()
        let campaign = NewCampaign(.sample())
        let failing = [
            store.write(loop: 0, generation: generation) { _ = try $0.createLead(lead, of: account) },
            store.write(loop: 0, generation: generation) { try $0.database.execute(sql: "nonsense") },
        ]
        #expect(!store.commit(loop: 0))
        for write in failing { #expect(await write.wait() != nil) }
        #expect(try await store.leadRows().isEmpty)
        let writes = [
            store.write(loop: 0, generation: generation) { _ = try $0.create(campaign, of: account) },
            store.write(loop: 0, generation: generation) {
                let outcome = try $0.createLead(.sample(campaignID: 2), of: account)
                #expect(outcome == .created(firstID: 1, campaignName: "Spring"))
            },
        ]
        #expect(!store.commit(loop: 0))
        for write in writes { #expect(await write.wait() == nil) }
        #expect(try await store.leadRows().map(\.campaignID) == [2])
    }
}

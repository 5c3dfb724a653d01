import Base
import TestSupport
import Testing

@testable import CampaignStore

/// Lists of leads against a simple model, after random changes.
@Suite("Lists of leads (life.md, chapter 3)") struct LeadListTests {
    private static let day: Int64 = 86_400
    private static let firstDay: Int64 = 1_771_804_800

    /// What the store should contain, without any of its indexes and counts.
    private struct Model {
        var leads: [Int64: Lead] = [:]
        /// The names of the campaigns' accounts.
        var campaigns: [Int64: String] = [:]

        func contacts(of id: Int64) -> [Lead] {
            leads.values.filter { $0.primaryID == id }.sorted { $0.id < $1.id }
        }

        /// The contacts of all leads. To look for those of each lead would take most of the tests' time.
        var contactsByLead: [Int64: [Lead]] {
            let contacts = leads.values.filter { $0.primaryID != nil }
            return Dictionary(grouping: contacts.sorted { $0.id < $1.id }) { $0.primaryID ?? 0 }
        }

        /// The leads that are no contacts, by identifier.
        var primaries: [Lead] { leads.values.filter { $0.primaryID == nil }.sorted { $0.id < $1.id } }

        func list(_ filter: LeadFilter, account: String, among primaries: [Lead]) -> [Lead] {
            primaries.filter { lead in
                campaigns[lead.campaignID] == account
                    && (filter.campaignID ?? lead.campaignID) == lead.campaignID
                    && (filter.status ?? lead.status) == lead.status
                    && (filter.createdFrom ?? .min) <= lead.createdAt && lead.createdAt < (filter.createdBefore ?? .max)
                    && (filter.phoneNumber.map { lead.phoneNumber.contains($0) } ?? true)
            }
        }

        func hasCallableLead(inCampaign id: Int64, _ contacts: [Int64: [Lead]]) -> Bool {
            leads.values.contains { lead in
                guard lead.primaryID == nil, lead.campaignID == id else { return false }
                let turn = ([lead] + contacts[lead.id, default: []]).first { $0.status != .reachedMaxRetries }
                return turn?.status.isCallable ?? false
            }
        }

        mutating func remove(_ id: Int64) {
            for contact in contacts(of: id) { leads[contact.id] = nil }
            leads[id] = nil
        }

        mutating func removeCampaign(_ id: Int64) {
            campaigns[id] = nil
            leads = leads.filter { $0.value.campaignID != id }
        }
    }

    @Test("agree with a model after random changes", arguments: seeds) func model(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let store = try Store.inMemory()
        var model = Model()
        for account in ["demo", "other"] {
            for _ in 1...4 {
                let campaign = try await store.create(
                    .sample(account: account, assistant: account == "demo" ? 127 : 201))
                model.campaigns[campaign.id] = account
            }
        }
        try await Self.create(700, in: store, &model, &random)
        try await Self.compare(store, model, &random)
        try await Self.create(1_000, in: store, &model, &random)
        for _ in 1...3 {
            try await Self.change(300, in: store, &model, &random)
            try await Self.compare(store, model, &random)
            try await Self.create(400, in: store, &model, &random)
            let campaign = try #require(model.campaigns.randomElement(using: &random))
            #expect(try await store.deleteCampaign(campaign.key, account: campaign.value))
            model.removeCampaign(campaign.key)
            try await Self.compare(store, model, &random)
        }
        await store.whenCleaned()
        try await Self.compare(store, model, &random)
        #expect(try await store.leadRows() == model.leads.values.sorted { $0.id < $1.id })
    }

    @Test("agree with a model after the changes of another program, before and after the next write", arguments: seeds)
    func foreignChanges(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database))
        var model = Model()
        for _ in 1...4 { model.campaigns[try await store.create().id] = "demo" }
        try await Self.create(1_500, in: store, &model, &random)
        // Campaign 3 is renumbered, 4 is deleted.
        try Shell(directory.database).run(
            """
            UPDATE leads SET status = 'reached-max-retries' WHERE id % 3 = 0;
            DELETE FROM leads WHERE id % 7 = 0;
            UPDATE campaigns SET id = 30 WHERE id = 3;
            DELETE FROM campaigns WHERE id = 4;
            INSERT INTO leads (id, campaign_id, phone_number, variables, status, call_tries, created_at, updated_at)
            VALUES (-5, 1, '+1', '[]', 'created', 0, -1, 0);
            """)
        for id in model.leads.keys where id % 3 == 0 { model.leads[id]?.status = .reachedMaxRetries }
        for id in model.leads.keys where id % 7 == 0 { model.remove(id) }
        for id in model.leads.keys where model.leads[id]?.campaignID == 3 { model.leads[id]?.campaignID = 30 }
        model.campaigns[3] = nil
        model.campaigns[30] = "demo"
        model.removeCampaign(4)
        model.leads[-5] = Lead(id: -5, campaignID: 1, phoneNumber: "+1", createdAt: -1, updatedAt: 0)
        try await Self.compareLists(store, model, &random)
        await #expect(throws: WriteRefusal.superseded) { try await store.createLead(.sample()) }
        try await Self.create(10, in: store, &model, &random)
        try await Self.compare(store, model, &random)
        #expect(try await store.leadRows().map(\.id) == model.leads.keys.sorted().filter { $0 > 0 })
        store.close()
    }

    @Test("of all leads have every lead with its contacts") func all() async throws {
        let store = try Store.inMemory()
        try await store.create()
        try await store.createLeads(2_000)
        try await store.createLead(.sample(contacts: ["+15550100001"]))
        let leads = try await store.allLeads(store.filter(campaignID: 1))
        #expect(leads.map(\.lead.id) == Array(1...2_001))
        #expect(leads.map(\.contacts.count) == Array(repeating: 0, count: 2_000) + [1])
    }

    @Test("of rows have contacts too, filtered and page by page") func rows() async throws {
        let store = try Store.inMemory()
        try await store.create()
        try await store.create(.sample(account: "other", assistant: 201))
        try await store.createLead(.sample(contacts: ["+15550100001"]))
        try await store.createLead(.sample(campaignID: 2), account: "other")
        try await store.updateLead(2) { $0.status = .completed }
        func ids(_ filter: LeadRowFilter) async throws -> [Int64] {
            try await store.leadRows(matching: filter).map(\.id)
        }
        #expect(try await ids(LeadRowFilter()) == [1, 2, 3])
        #expect(try await ids(LeadRowFilter(account: "demo")) == [1, 2])
        #expect(try await ids(LeadRowFilter(status: .created)) == [1, 3])
        #expect(try await ids(LeadRowFilter(account: "demo", status: .created, campaignID: 1)) == [1])
        #expect(try await ids(LeadRowFilter(campaignID: 2)) == [3])
        #expect(try await ids(LeadRowFilter(afterID: 1, limit: 1)) == [2])
        #expect(try await ids(LeadRowFilter(beforeID: .max, limit: 2)) == [3, 2])
        #expect(try await ids(LeadRowFilter(campaignID: 1, beforeID: 2)) == [1])
    }

    // MARK: Random changes

    private static func create(_ count: Int, in store: Store, _ model: inout Model, _ random: inout SplitMix64)
        async throws
    {
        var leads: [(NewLead, String)] = []
        for _ in 0..<count {
            let campaign = try #require(model.campaigns.randomElement(using: &random))
            let contacts = (0..<max(0, Int.random(in: -6...2, using: &random))).map { _ in number(&random) }
            let lead = NewLead.sample(
                campaignID: campaign.key, phoneNumber: number(&random), allowsDuplicate: true, contacts: contacts,
                createdAt: firstDay + .random(in: -1...(3 * day), using: &random))
            leads.append((lead, campaign.value))
        }
        let new = leads
        let directory = store.directory
        let ids = try await store.write { batch in
            try new.map { lead, name in
                let account = try #require(directory.account(named: name))
                guard case .created(let id, _) = try batch.createLead(lead, of: account) else {
                    throw WriteRefusal.superseded
                }
                return id
            }
        }
        for (id, (lead, _)) in zip(ids, new) {
            for (offset, number) in ([lead.phoneNumber] + lead.contacts.map(\.phoneNumber)).enumerated() {
                model.leads[id + Int64(offset)] = Lead(
                    id: id + Int64(offset), campaignID: lead.campaignID, primaryID: offset == 0 ? nil : id,
                    phoneNumber: number ?? "", createdAt: lead.createdAt, updatedAt: lead.createdAt)
            }
        }
    }

    private static func number(_ random: inout SplitMix64) -> String {
        "+1555" + String(Int.random(in: 1_000...9_999, using: &random))
    }

    private static func change(_ count: Int, in store: Store, _ model: inout Model, _ random: inout SplitMix64)
        async throws
    {
        for _ in 0..<count {
            let lead = try #require(model.leads.values.randomElement(using: &random))
            let account = try #require(model.campaigns[lead.campaignID])
            var changed = lead
            switch Int.random(in: 0...9, using: &random) {
            case 0:
                #expect(try await store.deleteLead(lead.id, account: account))
                model.remove(lead.id)
                continue
            case 1 where lead.primaryID == nil:
                let campaigns = model.campaigns.filter { $0.value == account }
                changed.campaignID = try #require(campaigns.keys.randomElement(using: &random))
                for contact in model.contacts(of: lead.id) { model.leads[contact.id]?.campaignID = changed.campaignID }
            case 2: changed.phoneNumber = number(&random)
            case 3...6: changed.status = .reachedMaxRetries
            default: changed.status = LeadStatus.allCases.randomElement(using: &random) ?? .created
            }
            changed.updatedAt += 1
            let new = changed
            #expect(try await store.updateLead(lead.id, account: account) { $0 = new })
            model.leads[lead.id] = changed
        }
    }

    // MARK: Comparison

    private static func compare(_ store: Store, _ model: Model, _ random: inout SplitMix64) async throws {
        try await compareLists(store, model, &random)
        try await compareCounts(store, model)
        let contacts = model.contactsByLead
        for (id, account) in model.campaigns {
            let outcome = try await store.changeStatus(ofCampaign: id, by: .start, account: account)
            let expected: StatusOutcome =
                model.hasCallableLead(inCampaign: id, contacts)
                ? .changed(status: "in-progress") : .noLeads(status: outcome.status ?? "")
            #expect(outcome == expected)
            if outcome == .changed(status: "in-progress") {
                _ = try await store.changeStatus(ofCampaign: id, by: .stop, account: account)
            }
        }
    }

    private static func compareCounts(_ store: Store, _ model: Model) async throws {
        var expected: [Int64: [LeadStatus: Int64]] = [:]
        for lead in model.primaries { expected[lead.campaignID, default: [:]][lead.status, default: 0] += 1 }
        let some = Array(model.campaigns.keys.sorted().dropFirst())
        #expect(try await store.leadCounts(ofCampaigns: some) == expected.filter { some.contains($0.key) })
    }

    private static func compareLists(_ store: Store, _ model: Model, _ random: inout SplitMix64) async throws {
        let (primaries, contacts) = (model.primaries, model.contactsByLead)
        for _ in 1...40 {
            let account = ["demo", "other"].randomElement(using: &random) ?? ""
            func sometimes<Value>(_ value: Value?) -> Value? { Bool.random(using: &random) ? value : nil }
            func time(_ random: inout SplitMix64) -> Int64 {
                let time = firstDay + .random(in: 0...3, using: &random) * day
                return Int.random(in: 0...3, using: &random) == 0 ? time + 1000 : time
            }
            let filter = try store.filter(
                account: account, status: sometimes(LeadStatus.allCases.randomElement(using: &random)),
                campaignID: sometimes(.random(in: 1...9, using: &random)),
                phoneNumber: Int.random(in: 0...3, using: &random) == 0
                    ? ["7", "+1555", "55", "%"].randomElement() : nil,
                createdFrom: sometimes(time(&random)), createdBefore: sometimes(time(&random)))
            let expected = model.list(filter, account: account, among: primaries)
            let offset = Int.random(in: 0...max(0, expected.count + 5), using: &random)
            let limit = [1, 15, 100].randomElement(using: &random) ?? 1
            let page = try await store.leads(filter, offset: Int64(offset), limit: Int64(limit))
            #expect(page.total == Int64(expected.count), "\(filter)")
            #expect(page.leads.map(\.lead) == Array(expected.dropFirst(offset).prefix(limit)), "\(filter)")
            #expect(page.leads.map(\.contacts) == page.leads.map { contacts[$0.lead.id, default: []] })
        }
    }
}

extension StatusOutcome {
    /// The status that the outcome carries.
    fileprivate var status: String? {
        switch self {
        case .campaignNotFound, .invalidAction: nil
        case .changed(let status), .notRunning(let status), .alreadyRunning(let status),
            .insufficientBalance(let status), .noPhoneNumber(let status), .noLeads(let status):
            status
        }
    }
}

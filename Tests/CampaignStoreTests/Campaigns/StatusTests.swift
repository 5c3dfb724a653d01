import GRDB
import Testing

@testable import CampaignStore

@Suite("Start and stop of a campaign in the store (life.md, chapter 2)") struct StatusTests {
    struct Change: CustomTestStringConvertible {
        let testDescription: String
        var campaign: Int64 = 1
        var assistant: Int64 = 127
        var phoneNumberIDs: [Int64] = []
        var status = "draft"
        var hasLead = true
        /// A change of the account after the campaign is made.
        var later: @Sendable (inout AccountDefinition) -> Void = { _ in }
        let action: StatusAction?
        let outcome: StatusOutcome
    }

    @Test(
        "is decided in the order of the contract",
        arguments: [
            Change(testDescription: "start", action: .start, outcome: .changed(status: "in-progress")),
            Change(
                testDescription: "start of a stopped campaign", status: "stopped", action: .start,
                outcome: .changed(status: "in-progress")),
            Change(
                testDescription: "start of a completed campaign", status: "completed", action: .start,
                outcome: .changed(status: "in-progress")),
            Change(
                testDescription: "stop", status: "in-progress", hasLead: false, action: .stop,
                outcome: .changed(status: "stopped")),
            Change(
                testDescription: "no such campaign, and no action", campaign: 7, action: nil,
                outcome: .campaignNotFound),
            Change(
                testDescription: "another account's campaign", campaign: 2, action: .start, outcome: .campaignNotFound),
            Change(testDescription: "no action", action: nil, outcome: .invalidAction),
            Change(testDescription: "stop of a draft", action: .stop, outcome: .notRunning(status: "draft")),
            Change(
                testDescription: "stop of a stopped campaign", status: "stopped", action: .stop,
                outcome: .notRunning(status: "stopped")),
            Change(
                testDescription: "start of a running campaign without a balance", status: "in-progress",
                later: { $0.balance = 0 }, action: .start, outcome: .alreadyRunning(status: "in-progress")),
            Change(
                testDescription: "no balance, no number, no lead", assistant: 130, hasLead: false,
                later: { $0.balance = 0 }, action: .start, outcome: .insufficientBalance(status: "draft")),
            Change(
                testDescription: "a negative balance", later: { $0.balance = -1 }, action: .start,
                outcome: .insufficientBalance(status: "draft")),
            Change(
                testDescription: "no number, no lead", assistant: 130, hasLead: false, action: .start,
                outcome: .noPhoneNumber(status: "draft")),
            Change(
                testDescription: "a number of the campaign alone", assistant: 130, phoneNumberIDs: [2], action: .start,
                outcome: .changed(status: "in-progress")),
            Change(
                testDescription: "a number of the campaign that the account has lost", assistant: 130,
                phoneNumberIDs: [2], later: { $0.phoneNumbers.removeAll { $0.id == 2 } }, action: .start,
                outcome: .noPhoneNumber(status: "draft")),
            Change(
                testDescription: "a number of the assistant that the account has lost",
                later: { $0.phoneNumbers.removeAll { $0.id == 1 } }, action: .start,
                outcome: .noPhoneNumber(status: "draft")),
            Change(
                testDescription: "an assistant that the account has lost",
                later: { $0.assistants.removeAll { $0.id == 127 } }, action: .start,
                outcome: .noPhoneNumber(status: "draft")),
            Change(testDescription: "no lead", hasLead: false, action: .start, outcome: .noLeads(status: "draft")),
        ])
    func decisions(_ row: Change) async throws {
        let store = try Store.inMemory()
        var draft = CampaignDraft.sample(assistant: row.assistant)
        draft.parameters.phoneNumberIDs = row.phoneNumberIDs
        try await store.create(draft)
        try await store.create(.sample(account: "other", assistant: 201))
        if row.hasLead { try await store.createLead(.sample()) }
        try await store.database.write {
            try $0.execute(sql: "UPDATE campaigns SET status = ? WHERE id = 1", arguments: [row.status])
        }
        try await store.updateAccount(named: "demo") { row.later(&$0) }
        let outcome = try await store.changeStatus(ofCampaign: row.campaign, by: row.action, at: 1_771_850_000)
        #expect(outcome == row.outcome)
        let campaign = try #require(try await store.campaign(id: 1))
        if case .changed(let status) = row.outcome {
            #expect(campaign.status == status)
            #expect(campaign.updatedAt == 1_771_850_000)
        } else {
            #expect(campaign.status == row.status)
            #expect(campaign.updatedAt == draft.createdAt)
        }
        #expect(campaign.createdAt == draft.createdAt)
    }

    struct Turn: CustomTestStringConvertible {
        /// The status of the lead, then those of its contacts.
        let statuses: [LeadStatus]
        let canBeCalled: Bool

        var testDescription: String { statuses.map(\.rawValue).joined(separator: ", ") }
    }

    static let allTurns: [Turn] =
        [LeadStatus.created, .scheduled, .processing, .rescheduled].flatMap { status in
            [
                Turn(statuses: [status], canBeCalled: true),
                Turn(statuses: [.reachedMaxRetries, status], canBeCalled: true),
                Turn(statuses: [.reachedMaxRetries, .reachedMaxRetries, status], canBeCalled: true),
                Turn(statuses: [.completed, status], canBeCalled: false),
                Turn(statuses: [.reachedMaxRetries, .completed, status], canBeCalled: false),
                Turn(statuses: [.reachedMaxRetries, .blacklisted, status], canBeCalled: false),
            ]
        } + [
            Turn(statuses: [.completed], canBeCalled: false),
            Turn(statuses: [.blacklisted], canBeCalled: false),
            Turn(statuses: [.reachedMaxRetries], canBeCalled: false),
            Turn(statuses: [.reachedMaxRetries, .reachedMaxRetries], canBeCalled: false),
        ]

    @Test("needs a lead whose turn is that of a contact to be called", arguments: allTurns, [false, true])
    func turns(_ turn: Turn, isCounted: Bool) async throws {
        let store = try Store.inMemory()
        _ = await store.createMany(2)
        let contacts = (1..<turn.statuses.count).map { "+1555010000\($0)" }
        try await store.createLead(.sample(contacts: contacts))
        if isCounted { try await store.createLeads(Int(LeadCounts.mostUncounted), inCampaign: 2) }
        for (index, status) in turn.statuses.enumerated() {
            try await store.updateLead(Int64(index + 1)) { $0.status = status }
        }
        let outcome = try await store.changeStatus(ofCampaign: 1, by: .start)
        #expect(outcome == (turn.canBeCalled ? .changed(status: "in-progress") : .noLeads(status: "draft")))
        try await store.deleteLead(1)
        try await store.database.write { try $0.execute(sql: "UPDATE campaigns SET status = 'draft'") }
        #expect(try await store.changeStatus(ofCampaign: 1, by: .start) == .noLeads(status: "draft"))
    }

    @Test("is refused if contacts of many completed leads were not called") func manyLeads() async throws {
        let store = try Store.inMemory()
        try await store.create()
        try await store.createLead(.sample(contacts: ["+15550100001", "+15550100002"]))
        try await store.createLeads(2_000)
        try await store.database.write { database in
            // As if all had been called, the leads in vain and some contacts not at all.
            try database.execute(
                sql: "UPDATE leads SET status = CASE WHEN primary_id IS NULL THEN 'completed' ELSE 'created' END")
            try LeadCounts.countAll(through: 2_003, in: database)
        }
        #expect(try await store.changeStatus(ofCampaign: 1, by: .start) == .noLeads(status: "draft"))
    }
}

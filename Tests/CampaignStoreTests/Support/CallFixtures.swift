import GRDB
import Testing

@testable import CampaignStore

extension CallingChanges {
    /// The time of 2026-02-23T10:00:00Z, at which the samples begin.
    static let start: Int64 = 1_771_840_800

    /// Calls to lead 1 of campaign 1, one each minute, all but the last of which have ended.
    static func sample(calls count: Int, firstID: Int64 = 1) -> CallingChanges {
        var changes = CallingChanges(firstCallID: firstID, simulatedUntil: start + Int64(count) * 60)
        for number in 0..<count {
            let id = changes.begin(.sample(attempt: Int64(number + 1), at: start + Int64(number) * 60))
            if number < count - 1 { changes.endCall(id: id, at: start + Int64(number) * 60 + 30) }
        }
        changes.changeContact(
            id: 1, status: .processing, tries: Int64(count), dueAt: nil, changedAt: changes.simulatedUntil)
        return changes
    }
}

extension CallingChanges.NewCall {
    static func sample(
        campaign: Int64? = 1, lead: Int64? = 1, outcome: OutcomeName = .noAnswer, attempt: Int64 = 1,
        at time: Int64 = CallingChanges.start
    ) -> CallingChanges.NewCall {
        CallingChanges.NewCall(
            campaignID: campaign, leadID: lead, assistantID: 127, assistantPhoneNumber: "+15550100001",
            phoneNumber: "+15550100123", outcome: outcome, attempt: attempt, beganAt: time,
            endsAt: time + outcome.usualSeconds)
    }
}

extension Store {
    /// Stores what a simulation of the account has done.
    @discardableResult
    func simulate(_ changes: CallingChanges, account name: String = "demo") async throws -> Bool {
        let id = try account(name).id
        return try await write { try $0.store(changes, ofAccount: id) }
    }

    /// Gives the account's campaign and lead of that id some calls.
    func simulate(calls outcomes: [OutcomeName], lead: Int64, campaign: Int64, account: String = "demo") async throws {
        var changes = CallingChanges(
            firstCallID: try await state().nextCallID, simulatedUntil: CallingChanges.start + 600)
        for outcome in outcomes {
            let id = changes.begin(.sample(campaign: campaign, lead: lead, outcome: outcome))
            changes.endCall(id: id, at: CallingChanges.start + outcome.usualSeconds)
        }
        #expect(try await simulate(changes, account: account))
    }

    func deleteCall(_ id: Int64, account name: String = "demo") async throws -> Bool {
        let account = try account(name)
        return try await write { try $0.deleteCall(id: id, of: account) }
    }

    func callIDs(_ filter: CallFilter) async throws -> [Int64] {
        try await calls(filter, offset: 0, limit: 100).calls.map(\.call.id)
    }

    /// The stored ids, of visible calls and others.
    func storedCallIDs() async throws -> [Int64] {
        try await database.read { database in
            var ids: [Int64] = []
            try database.forEachRow("SELECT id FROM calls ORDER BY id") { ids.append($0.integer(0)) }
            return ids
        }
    }
}

import Testing

@testable import CampaignStore

extension NewLead {
    static func sample(
        campaignID: Int64 = 1, phoneNumber: String? = "+15550100123", variables: LeadVariables = .none,
        allowsDuplicate: Bool = false, contacts: [String?] = [], createdAt: Int64 = 1_771_840_800
    ) -> NewLead {
        NewLead(
            campaignID: campaignID, phoneNumber: phoneNumber, variables: variables, allowsDuplicate: allowsDuplicate,
            contacts: contacts.map { NewLead.Contact(phoneNumber: $0) }, createdAt: createdAt)
    }
}

extension Store {
    func account(_ name: String = "demo") throws -> Account { try #require(directory.account(named: name)) }

    func filter(
        account: String = "demo", status: LeadStatus? = nil, campaignID: Int64? = nil, phoneNumber: String? = nil,
        createdFrom: Int64? = nil, createdBefore: Int64? = nil
    ) throws -> LeadFilter {
        LeadFilter(
            accountID: try self.account(account).id, status: status, campaignID: campaignID, phoneNumber: phoneNumber,
            createdFrom: createdFrom, createdBefore: createdBefore)
    }

    /// Performs a write with the current accounts and returns after the commit.
    func write<Outcome: Sendable>(_ operation: @escaping WriteBatch.Operation<Outcome>) async throws -> Outcome {
        try await write(generation: directory.generation, operation)
    }

    @discardableResult
    func createLead(_ lead: NewLead, account name: String = "demo") async throws -> CreateLeadOutcome {
        let account = try account(name)
        return try await write { try $0.createLead(lead, of: account) }
    }
}

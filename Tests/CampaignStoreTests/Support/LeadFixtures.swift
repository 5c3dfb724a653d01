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

    /// Creates leads with different numbers in one transaction.
    func createLeads(_ count: Int, inCampaign id: Int64 = 1, account name: String = "demo") async throws {
        let account = try account(name)
        try await write { batch in
            for number in 0..<count {
                let lead = NewLead.sample(campaignID: id, phoneNumber: "+1555\(1_000_000 + number)")
                guard case .created = try batch.createLead(lead, of: account) else { throw WriteRefusal.superseded }
            }
        }
    }

    /// Changes a lead or contact of the account.
    ///
    /// - Returns: `false` if there is none with the id.
    @discardableResult
    func updateLead(
        _ id: Int64, account name: String = "demo", _ change: @escaping @Sendable (inout Lead) -> Void
    ) async throws -> Bool {
        let account = try account(name)
        return try await write { batch in
            guard let lead = try batch.lead(id: id, of: account) else { return false }
            var changed = lead
            change(&changed)
            try batch.update(lead, to: changed)
            return true
        }
    }

    /// Deletes a lead or contact of the account.
    ///
    /// - Returns: `false` if there is none with the id.
    @discardableResult
    func deleteLead(_ id: Int64, account name: String = "demo") async throws -> Bool {
        let account = try account(name)
        return try await write { batch in
            guard let lead = try batch.lead(id: id, of: account) else { return false }
            try batch.deleteLead(lead)
            return true
        }
    }

    @discardableResult
    func deleteCampaign(_ id: Int64, account name: String = "demo") async throws -> Bool {
        let account = try account(name)
        return try await write { try $0.deleteCampaign(id: id, of: account) }
    }

    func changeStatus(
        ofCampaign id: Int64, by action: StatusAction?, account name: String = "demo", at now: Int64 = 1_771_850_000
    ) async throws -> StatusOutcome {
        let account = try account(name)
        return try await write { try $0.changeStatus(ofCampaign: id, by: action, of: account, at: now) }
    }

    /// Returns when no rows of deleted campaigns are left.
    func whenCleaned() async {
        while writer.hasDeletedCampaigns { await Task.yield() }
    }
}

internal import GRDB

extension WriteBatch {
    /// Starts or stops a campaign.
    ///
    /// - Parameters:
    ///   - action: `nil` if the request names no action. The campaign is looked up first.
    ///   - account: the account of the request.
    ///   - now: the time of the change, in Unix seconds.
    package mutating func changeStatus(
        ofCampaign id: Int64, by action: StatusAction?, of account: Account, at now: Int64
    ) throws -> StatusOutcome {
        guard let campaign = try CampaignReadiness(ofCampaign: id, ofAccount: account.id, in: database) else {
            return .campaignNotFound
        }
        guard let action else { return .invalidAction }
        let (status, isRunning) = (campaign.status, campaign.status == CampaignStatus.inProgress.rawValue)
        switch action {
        case .stop:
            guard isRunning else { return .notRunning(status: status) }
            return try set(.stopped, ofCampaign: id, at: now)
        case .start:
            if isRunning { return .alreadyRunning(status: status) }
            guard account.definition.balance > 0 else { return .insufficientBalance(status: status) }
            guard campaign.hasPhoneNumber(of: account) else { return .noPhoneNumber(status: status) }
            guard
                try LeadCounts.hasCallableLead(
                    inCampaign: id, countedThrough: contents.leads.countedID, in: database)
            else { return .noLeads(status: status) }
            return try set(.inProgress, ofCampaign: id, at: now)
        }
    }

    private func set(_ status: CampaignStatus, ofCampaign id: Int64, at now: Int64) throws -> StatusOutcome {
        try database.run("UPDATE campaigns SET status = ?, updated_at = ? WHERE id = ?") { row in
            row.add(status.rawValue)
            row.add(now)
            row.add(id)
        }
        return .changed(status: status.rawValue)
    }

    /// Deletes a campaign with its leads, and frees its place in the plan.
    ///
    /// The leads are invisible at once. Their rows are deleted later, see ``LeadCleaner``.
    ///
    /// - Returns: `false` if the account has no campaign with the id.
    package mutating func deleteCampaign(id: Int64, of account: Account) throws -> Bool {
        guard try CampaignTable.exists(id: id, ofAccount: account.id, in: database) else { return false }
        try contents.deleteCampaign(id: id, of: account, from: database)
        return true
    }
}

/// What decides whether a campaign may start or stop.
private struct CampaignReadiness {
    let status: String
    let assistantID: Int64
    let phoneNumberIDs: [Int64]

    /// Reads the campaign's row; `nil` if the account has no campaign with the id.
    init?(ofCampaign id: Int64, ofAccount account: Int64, in database: Database) throws {
        let row = try database.firstRow(
            "SELECT status, assistant_id, phone_number_ids FROM campaigns WHERE id = ? AND account_id = ?"
        ) { row in
            row.add(id)
            row.add(account)
        } _: { row in
            (row.text(0), row.integer(1), row.text(2))
        }
        guard let row else { return nil }
        (status, assistantID) = (row.0, row.1)
        phoneNumberIDs = try JSONText.integers(row.2)
    }

    /// Whether the campaign or its assistant has a phone number that the account still has.
    func hasPhoneNumber(of account: Account) -> Bool {
        phoneNumberIDs.contains(where: account.phoneNumberIDs.contains)
            || account.assistant(id: assistantID)?.phoneNumberID.map(account.phoneNumberIDs.contains) ?? false
    }
}

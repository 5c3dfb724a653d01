internal import GRDB

extension WriteBatch {
    /// Returns the lead or secondary contact with the id; `nil` if the account has none.
    package func lead(id: Int64, of account: Account) throws -> Lead? {
        try LeadTable.fetch(id: id, ofAccount: account.id, from: database)
    }

    /// Returns the lead or secondary contact with the id, whatever its account; `nil` if there is none.
    package func lead(id: Int64) throws -> Lead? { try LeadTable.fetch(id: id, from: database) }

    /// Returns the ``Account/id`` of a campaign's account; `nil` if no account has the campaign.
    package func accountID(ofCampaign id: Int64) throws -> Int64? {
        try database.firstRow(
            "SELECT account_id FROM campaigns JOIN accounts ON accounts.id = account_id WHERE campaigns.id = ?"
        ) { row in
            row.add(id)
        } _: { row in
            row.integer(0)
        }
    }

    /// Changes a lead or a secondary contact.
    ///
    /// A lead that moves to another campaign takes its contacts along. A contact stays with its lead.
    ///
    /// - Parameters:
    ///   - lead: the lead as ``lead(id:of:)`` has returned it in this transaction.
    ///   - changed: the new values. Its id, its primary lead and its time of creation must be those of `lead`. Its
    ///     campaign must exist.
    ///   - settingBackOthers: whether the contacts behind it in its lead are `created` again, with no attempts counted,
    ///     and calls that go on to any of them decide nothing (calling.md, §4).
    package mutating func update(_ lead: Lead, to changed: Lead, settingBackOthers: Bool = false) throws {
        var changed = changed
        (changed.id, changed.primaryID, changed.createdAt) = (lead.id, lead.primaryID, lead.createdAt)
        if lead.primaryID != nil { changed.campaignID = lead.campaignID }
        try recounting(lead, changed) { database in
            try LeadTable.update(lead, to: changed, in: database)
            if lead.primaryID == nil, lead.campaignID != changed.campaignID {
                try LeadTable.moveContacts(ofLead: lead.id, toCampaign: changed.campaignID, in: database)
            }
            if settingBackOthers {
                try LeadTable.setBackContacts(behind: lead, at: changed.updatedAt, in: database)
                try CallTable.undecide(callsTo: lead, in: database)
            }
        }
    }

    /// Deletes a lead with its secondary contacts, or one secondary contact, and their calls.
    ///
    /// - Parameter lead: the lead as ``lead(id:of:)`` has returned it in this transaction.
    package mutating func deleteLead(_ lead: Lead) throws {
        try recounting(lead, nil) { try LeadTable.delete(id: lead.id, from: $0) }
        try contents.leads.storeNextID(in: database)
        try contents.calls.storeNextID(in: database)
    }

    /// Changes a lead's rows, and its counts accordingly. A lead above the counted id has no counts.
    ///
    /// - Parameters:
    ///   - lead: the lead or contact before the change.
    ///   - changed: the lead or contact after the change; `nil` if the change deletes it.
    private mutating func recounting(_ lead: Lead, _ changed: Lead?, _ change: (Database) throws -> Void) throws {
        let primaryID = lead.primaryID ?? lead.id
        guard primaryID <= contents.leads.countedID else { return try change(database) }
        let before = try LeadCounts.isCallable(leadWithID: primaryID, in: database)
        try change(database)
        let after = try LeadCounts.isCallable(leadWithID: primaryID, in: database)
        if lead.primaryID != nil {
            guard before != after, let primary = try LeadTable.fetch(id: primaryID, from: database) else { return }
            try LeadCounts.add(CountedLead(primary), count: 0, callable: after ? 1 : -1, in: database)
        } else {
            try LeadCounts.add(CountedLead(lead), count: -1, callable: before ? -1 : 0, in: database)
            if let changed {
                try LeadCounts.add(CountedLead(changed), count: 1, callable: after ? 1 : 0, in: database)
            }
        }
    }
}

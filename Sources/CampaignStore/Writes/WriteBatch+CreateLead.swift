extension WriteBatch {
    /// Checks the campaign, the numbers and the duplicates, and inserts the lead with its contacts.
    ///
    /// - Parameter account: the account of the request.
    /// - Throws: ``WriteRefusal`` if too few ids are left, or an SQLite error.
    package mutating func createLead(_ lead: NewLead, of account: Account) throws -> CreateLeadOutcome {
        let statements = try self.statements.leads(of: database)
        let campaign = try contents.leads.campaign(id: lead.campaignID, statements, in: database)
        guard let campaign, campaign.accountID == account.id else { return .campaignNotFound }
        guard let phoneNumber = lead.phoneNumber, lead.hasValidNumbers else { return .invalidPhoneNumber }
        if !lead.allowsDuplicate,
            try statements.hasLead(inCampaign: lead.campaignID, phoneNumber: phoneNumber, in: database)
        {
            return .alreadyExists
        }
        guard let id = contents.leads.takeIDs(1 + Int64(lead.contacts.count)) else {
            throw WriteRefusal.failed(.idsExhausted("leads"))
        }
        var row = Lead(
            id: id, campaignID: lead.campaignID, phoneNumber: phoneNumber, variables: lead.variables,
            createdAt: lead.createdAt, updatedAt: lead.createdAt)
        try statements.insert(row, into: database)
        row.primaryID = id
        for contact in lead.contacts {
            guard let phoneNumber = contact.phoneNumber else { continue }
            row.id += 1
            row.phoneNumber = phoneNumber
            row.variables = contact.variables
            try statements.insert(row, into: database)
        }
        try contents.leads.countIfMany(in: database)
        return .created(firstID: id, campaignName: campaign.name)
    }
}

internal import GRDB

/// Deletion of campaigns with their leads. Ids are not reused.
extension DatabaseContents {
    /// Deletes one campaign. Its leads go with it; see ``LeadCleaner``.
    mutating func deleteCampaign(id: Int64, of account: Account, from database: Database) throws {
        try deleteCampaigns("id = ?", [id], from: database)
        try CampaignIndex.delete(id: id, ofAccount: account.id, from: database)
        try counts.remove(id: id, ofAccount: account.id, in: database)
    }

    /// Deletes the campaigns of an account with their leads, and all its calls, and sets its count to 0.
    mutating func deleteCampaigns(of account: Account, from database: Database) throws {
        let settledID = try CampaignIndex.settledID(in: database)
        try deleteCampaigns("id IN (\(CampaignIndex.ids))", [account.id, settledID], from: database)
        try CampaignIndex.delete(ofAccount: account.id, from: database)
        try AccountTables.setCampaignCount(0, ofAccount: account.id, in: database)
        try CallTable.deleteWithoutCampaign(ofAccount: account.id, from: database)
        try calls.storeNextID(in: database)
    }

    /// Deletes the campaigns whose account no longer exists, and their leads.
    mutating func deleteOrphanedCampaigns(from database: Database) throws {
        try deleteCampaigns("account_id NOT IN (SELECT id FROM accounts)", [], from: database)
        try CampaignIndex.deleteOrphans(from: database)
        try CallTable.deleteOrphans(from: database)
        try calls.storeNextID(in: database)
    }

    /// Deletes all campaigns, leads and calls at once.
    mutating func deleteAllCampaigns(from database: Database) throws {
        try CampaignTable.deleteAll(from: database)
        try CampaignIndex.deleteAll(from: database)
        try LeadTable.deleteAll(from: database)
        try database.execute(sql: "DELETE FROM calls")
        leads.noteDeletion()
    }

    private mutating func deleteCampaigns(_ condition: String, _ arguments: [Int64], from database: Database) throws {
        leads.forgetCampaign()
        try LeadTable.noteDeletion(ofCampaigns: condition, arguments, in: database)
        if database.changesCount > 0 {
            leads.hasDeletedCampaigns = true
            try leads.storeNextID(in: database)
            try calls.storeNextID(in: database)
        }
        try CampaignTable.delete(condition, arguments, from: database)
        if database.changesCount > 0 { try Counter.nextCampaignID.set(nextCampaignID, in: database) }
    }
}

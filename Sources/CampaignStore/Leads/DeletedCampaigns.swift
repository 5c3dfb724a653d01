internal import GRDB

/// The table `deleted_campaigns`: campaigns that are deleted, but have rows of calls, leads or counts. See
/// ``LeadCleaner``.
enum DeletedCampaigns {
    /// Deletes rows of one deleted campaign.
    ///
    /// - Parameter limit: the maximum number of calls and of leads to delete. The contacts and calls of a lead are deleted
    ///   with it.
    /// - Returns: whether no deleted campaign is left.
    static func deleteSomeRows(limit: Int64, from database: Database) throws -> Bool {
        let id = try database.firstRow("SELECT campaign_id FROM deleted_campaigns LIMIT 1") { $0.integer(0) }
        guard let id else { return true }
        guard try CallTable.deleteSome(ofCampaign: id, limit: limit, from: database) < limit else { return false }
        var leads: [Int64] = []
        try database.forEachRow("SELECT id FROM leads WHERE campaign_id = ? AND primary_id IS NULL LIMIT ?") { row in
            row.add(id)
            row.add(limit)
        } _: { row in
            leads.append(row.integer(0))
        }
        // In this order neighbouring rows are deleted from a page one after the other.
        leads.sort()
        for lead in leads { try LeadTable.delete(id: lead, from: database) }
        guard leads.isEmpty else { return false }
        // The counts go last, because leads of the campaign may have been counted since its deletion.
        try database.run(
            """
            DELETE FROM lead_counts WHERE campaign_id = ?1 AND block <= coalesce((
                SELECT block FROM lead_counts WHERE campaign_id = ?1 ORDER BY block LIMIT 1 OFFSET ?2), block)
            """
        ) { row in
            row.add(id)
            row.add(limit)
        }
        guard database.changesCount == 0 else { return false }
        try database.run("DELETE FROM deleted_campaigns WHERE campaign_id = ?") { $0.add(id) }
        return false
    }
}

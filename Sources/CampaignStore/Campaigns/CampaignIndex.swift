internal import GRDB

/// The ids of each account's campaigns, in the table `account_campaigns`.
///
/// An index of `campaigns` would serve as well, but each create would then write a page of it, which nearly doubles what
/// a single create writes. This table lags behind like the counts: it has the campaigns up to
/// ``Counter/settledCampaignID``, and the few above are found by their ids. See ``CampaignCounts``.
enum CampaignIndex {
    /// A query of the ids of an account's campaigns. Its parameters are those of ``bind(account:settledID:to:)``.
    static let ids = """
        SELECT campaign_id AS id FROM account_campaigns WHERE account_id = ?1 AND campaign_id <= ?2
        UNION ALL SELECT id FROM campaigns WHERE id > ?2 AND account_id = ?1
        """

    static func bind(account: Int64, settledID: Int64, to row: inout RowBinding) {
        row.add(account)
        row.add(settledID)
    }

    /// Returns the id up to which the table has all campaigns. Returns the lowest id after a change by another program.
    static func settledID(in database: Database) throws -> Int64 {
        try Counter.hasForeignChanges.value(in: database) == 0 ? Counter.settledCampaignID.value(in: database) : .min
    }

    /// Adds the campaigns above an id, through another id.
    static func add(after settledID: Int64, through lastID: Int64, in database: Database) throws {
        try database.run(
            """
            INSERT OR IGNORE INTO account_campaigns
            SELECT account_id, id FROM campaigns WHERE id > ? AND id <= ?
            """
        ) { row in
            row.add(settledID)
            row.add(lastID)
        }
    }

    /// Fills the table from the rows, after a change that has replaced them.
    static func rebuild(in database: Database) throws {
        try deleteAll(from: database)
        try database.execute(sql: "INSERT INTO account_campaigns SELECT account_id, id FROM campaigns")
    }

    static func delete(id: Int64, ofAccount account: Int64, from database: Database) throws {
        try database.run("DELETE FROM account_campaigns WHERE account_id = ? AND campaign_id = ?") { row in
            row.add(account)
            row.add(id)
        }
    }

    static func delete(ofAccount account: Int64, from database: Database) throws {
        try database.run("DELETE FROM account_campaigns WHERE account_id = ?") { $0.add(account) }
    }

    /// Removes the campaigns of accounts that no longer exist.
    static func deleteOrphans(from database: Database) throws {
        try database.execute(sql: "DELETE FROM account_campaigns WHERE account_id NOT IN (SELECT id FROM accounts)")
    }

    static func deleteAll(from database: Database) throws {
        try database.execute(sql: "DELETE FROM account_campaigns")
    }
}

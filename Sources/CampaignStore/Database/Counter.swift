internal import GRDB

/// A row of `counters`.
enum Counter: String {
    /// The least id the next campaign may get. The highest stored id decides where that is greater, so this is written
    /// when campaigns go away and not by every create.
    case nextCampaignID = "next_campaign_id"
    /// 1 once the seed is loaded: an emptied database stays empty.
    case isSeeded = "is_seeded"
    /// The campaigns up to this id are in their accounts' `campaign_count`. See ``CampaignCounts``.
    case settledCampaignID = "settled_campaign_id"
    /// 1 once another program has changed rows that `campaign_count` depends on. Set by triggers, see ``Schema``.
    case hasForeignChanges = "has_foreign_changes"

    func value(in database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT value FROM counters WHERE name = ?", arguments: [rawValue]) ?? 0
    }

    func set(_ value: Int64, in database: Database) throws {
        try database.execute(
            sql: "INSERT OR REPLACE INTO counters (name, value) VALUES (?, ?)", arguments: [rawValue, value])
    }
}

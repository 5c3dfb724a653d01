internal import GRDB

/// A row of the table `counters`.
enum Counter: String {
    /// The lowest id that the next campaign may get. If the highest stored id is greater, that id counts instead.
    /// Therefore only the deletion of campaigns writes this row, not every create.
    case nextCampaignID = "next_campaign_id"
    /// 1 if the seed was loaded. The seed is not loaded again into a database whose accounts were deleted.
    case isSeeded = "is_seeded"
    /// The id up to which `campaign_count` of the accounts includes the campaigns. See ``CampaignCounts``.
    case settledCampaignID = "settled_campaign_id"
    /// 1 if another program has changed rows on which `campaign_count` depends. Triggers set this row, see ``Schema``.
    case hasForeignChanges = "has_foreign_changes"

    /// The lowest id that the next lead or contact may get. If the highest stored id is greater, that id counts instead.
    case nextLeadID = "next_lead_id"
    /// The id up to which `lead_counts` includes the leads. See ``LeadCounts``.
    case countedLeadID = "counted_lead_id"
    /// 1 if another program has changed rows on which `lead_counts` depends. Triggers set this row, see ``Schema``.
    case hasForeignLeadChanges = "has_foreign_lead_changes"

    /// The lowest id that the next call may get. If the highest stored id is greater, that id counts instead.
    case nextCallID = "next_call_id"

    func value(in database: Database) throws -> Int64 {
        try database.firstRow("SELECT value FROM counters WHERE name = ?") { row in
            row.add(rawValue)
        } _: { row in
            row.integer(0)
        } ?? 0
    }

    func set(_ value: Int64, in database: Database) throws {
        try database.run("INSERT OR REPLACE INTO counters (name, value) VALUES (?, ?)") { row in
            row.add(rawValue)
            row.add(value)
        }
    }
}

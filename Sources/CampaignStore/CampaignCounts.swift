internal import GRDB

/// How many campaigns the accounts have, as far as somebody has asked.
struct CampaignCounts: Sendable {
    private var counts: [Int64: Int64] = [:]

    /// Asks the account's row when nobody has before.
    mutating func count(ofAccount id: Int64, in database: Database) throws -> Int64 {
        if let known = counts[id] { return known }
        let stored = try AccountTables.campaignCount(ofAccount: id, in: database)
        counts[id] = stored
        return stored
    }

    mutating func set(_ count: Int64, ofAccount id: Int64) {
        counts[id] = count
    }
}

internal import GRDB

/// How many campaigns the accounts have, as far as somebody has asked.
///
/// The accounts' rows say it too, but lag behind: writing them with every commit would nearly double what a lone create
/// writes. They are settled after so many campaigns, before every change of the control plane, and when a file is opened.
struct CampaignCounts: Sendable {
    /// So many campaigns may be missing in the rows: counting them takes microseconds.
    static let mostUnsettled: Int64 = 1024

    private struct Count {
        var total: Int64
        /// So many of them does the account's row lack.
        var unsettled: Int64 = 0
    }

    private var counts: [Int64: Count] = [:]
    /// Whether every campaign that the rows lack is in ``counts``: not before they are settled for the first time.
    private var knowsUnsettled = false

    init() {}

    /// Asks the rows when nobody has before.
    mutating func count(ofAccount id: Int64, in database: Database) throws -> Int64 {
        if let known = counts[id] { return known.total }
        let stored = try Self.storedCount(ofAccount: id, in: database)
        counts[id] = Count(total: stored)
        return stored
    }

    /// Counts one campaign more of an account whose count was asked.
    mutating func add(ofAccount id: Int64) {
        guard let count = counts[id] else { return }
        counts[id] = Count(total: count.total + 1, unsettled: count.unsettled + 1)
    }

    /// Adds to the accounts' rows what they lack.
    ///
    /// - Parameter lastID: the highest id that any campaign has.
    mutating func settle(through lastID: Int64, in database: Database) throws {
        if knowsUnsettled {
            for (account, count) in counts where count.unsettled > 0 {
                try AccountTables.addToCampaignCount(count.unsettled, ofAccount: account, in: database)
            }
            try Counter.settledCampaignID.set(lastID, in: database)
        } else {
            try Self.settle(through: lastID, in: database)
        }
        knowsUnsettled = true
        counts = counts.mapValues { Count(total: $0.total) }
    }
}

extension CampaignCounts {
    /// What the rows say, those of the campaigns that are not settled included.
    ///
    /// - Parameter account: all accounts together when `nil`.
    static func storedCount(ofAccount account: Int64?, in database: Database) throws -> Int64 {
        try Int64.fetchOne(
            database,
            sql: """
                SELECT (SELECT coalesce(sum(campaign_count), 0) FROM accounts WHERE ?1 IS NULL OR id = ?1)
                + (SELECT count(*) FROM campaigns WHERE id > ?2 AND (?1 IS NULL OR account_id = ?1))
                """, arguments: [account, try Counter.settledCampaignID.value(in: database)]) ?? 0
    }

    /// Adds to the accounts' rows what they lack, by counting the campaigns.
    ///
    /// - Parameter lastID: the highest id that any campaign has.
    static func settle(through lastID: Int64, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE accounts SET campaign_count = campaign_count + unsettled.count
                FROM (SELECT account_id, count(*) AS count FROM campaigns WHERE id > ? GROUP BY account_id) AS unsettled
                WHERE accounts.id = unsettled.account_id
                """, arguments: [try Counter.settledCampaignID.value(in: database)])
        try Counter.settledCampaignID.set(lastID, in: database)
    }
}

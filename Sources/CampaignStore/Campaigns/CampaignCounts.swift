internal import GRDB

/// The number of campaigns of each account.
///
/// The table `accounts` has the column `campaign_count`, so that a plan check and a start need not count all campaigns.
/// The column lags behind the campaigns: a write of the column with every commit would nearly double what a single
/// create writes (measured: 17 % more processor time, p50 24 % higher). An account's count is the sum of its column and
/// the number of its campaigns with an id above ``Counter/settledCampaignID``.
///
/// Settling adds the missing campaigns to the column and moves ``Counter/settledCampaignID`` up. The column is settled
/// after ``mostUnsettled`` creates, before every change of the control plane and at the start.
///
/// Settling also adds the campaigns to the table `account_campaigns`; see ``CampaignIndex``.
///
/// This value also caches the counts of the accounts that were asked for, with the numbers that the column lacks.
/// Triggers mark the changes of other programs (``Schema``). If there is such a mark, settling counts all campaigns.
struct CampaignCounts: Sendable {
    /// The number of creates after which the column is settled. Counting so many campaigns takes microseconds.
    static let mostUnsettled: Int64 = 1024

    private struct Count {
        var total: Int64
        /// The number to add to the account's column at the next settling. Negative if more unsettled campaigns were
        /// deleted than the cache has seen created.
        var unsettled: Int64 = 0
    }

    /// The counts by account id, for the accounts that were asked for.
    private var counts: [Int64: Count] = [:]
    /// The column includes the campaigns up to this id.
    private var settledID: Int64
    /// Whether ``counts`` includes every campaign that the column lacks. `false` until the column is settled.
    private var knowsUnsettled = false

    /// Reads the stored id up to which the column is settled.
    init(of database: Database) throws {
        settledID = try Self.settledID(in: database)
    }

    // MARK: One campaign

    /// Returns the account's count. The first call for an account reads it from the database.
    mutating func count(ofAccount id: Int64, in database: Database) throws -> Int64 {
        if let known = counts[id] { return known.total }
        let stored = try Self.storedCount(ofAccount: id, in: database)
        counts[id] = Count(total: stored)
        return stored
    }

    /// Adds an inserted campaign to the count of its account.
    ///
    /// - Parameters:
    ///   - id: the campaign's id, which must be greater than all earlier ids.
    ///   - account: the account's id. The caller must have called ``count(ofAccount:in:)`` for it before.
    mutating func add(id: Int64, ofAccount account: Int64, in database: Database) throws {
        if let known = counts.index(forKey: account) {
            counts.values[known].total += 1
            counts.values[known].unsettled += 1
        }
        if id - settledID >= Self.mostUnsettled { try settle(through: id, in: database) }
    }

    /// Subtracts a deleted campaign from the count of its account.
    mutating func remove(id: Int64, ofAccount account: Int64, in database: Database) throws {
        // The column includes a settled campaign and must change now: after the delete, no row shows that it existed.
        let isSettled = id <= settledID
        if isSettled { try AccountTables.addToCampaignCount(-1, ofAccount: account, in: database) }
        guard let count = counts[account] else { return }
        counts[account] = Count(total: count.total - 1, unsettled: count.unsettled - (isSettled ? 0 : 1))
    }

    // MARK: All of them

    /// Adds the missing campaigns to the column, or counts all campaigns if another program has changed rows.
    ///
    /// - Parameter lastID: an id that no campaign exceeds. The column includes all campaigns up to this id afterwards.
    mutating func settle(through lastID: Int64, in database: Database) throws {
        if try Counter.hasForeignChanges.value(in: database) != 0 {
            try Self.countAll(in: database)
            try CampaignIndex.rebuild(in: database)
            try Counter.hasForeignChanges.set(0, in: database)
            counts = [:]
        } else if knowsUnsettled {
            try CampaignIndex.add(after: settledID, through: lastID, in: database)
            for (account, count) in counts where count.unsettled != 0 {
                try AccountTables.addToCampaignCount(count.unsettled, ofAccount: account, in: database)
            }
            counts = counts.mapValues { Count(total: $0.total) }
        } else {
            try Self.addUnsettled(in: database)
            try CampaignIndex.add(after: settledID, through: lastID, in: database)
            counts = counts.mapValues { Count(total: $0.total) }
        }
        knowsUnsettled = true
        try noteSettled(through: lastID, in: database)
    }

    /// Clears the cache after a change that has set the column itself.
    ///
    /// - Parameter lastID: an id that no campaign exceeds. The column includes all campaigns up to this id.
    mutating func forget(settledThrough lastID: Int64, in database: Database) throws {
        dropCounts()
        try noteSettled(through: lastID, in: database)
    }

    /// Clears the cache. The next call for an account reads its rows again.
    mutating func dropCounts() {
        counts = [:]
        knowsUnsettled = false
    }

    private mutating func noteSettled(through lastID: Int64, in database: Database) throws {
        guard lastID != settledID else { return }
        settledID = lastID
        try Counter.settledCampaignID.set(lastID, in: database)
    }

    /// Returns the stored id, at least 0. Another program may have stored a negative one, and subtracting that from an
    /// id could overflow.
    private static func settledID(in database: Database) throws -> Int64 {
        max(0, try Counter.settledCampaignID.value(in: database))
    }

    private static func countAll(in database: Database) throws {
        try AccountTables.resetCampaignCounts(in: database)
        try database.execute(
            sql: """
                UPDATE accounts SET campaign_count = counted.count
                FROM (SELECT account_id, count(*) AS count FROM campaigns GROUP BY account_id) AS counted
                WHERE accounts.id = counted.account_id
                """)
    }

    private static func addUnsettled(in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE accounts SET campaign_count = campaign_count + unsettled.count
                FROM (SELECT account_id, count(*) AS count FROM campaigns WHERE id > ? GROUP BY account_id) AS unsettled
                WHERE accounts.id = unsettled.account_id
                """, arguments: [try settledID(in: database)])
    }
}

// MARK: - Counts from the rows

extension CampaignCounts {
    /// Returns the count of one account, from its column and its unsettled campaigns.
    static func storedCount(ofAccount account: Int64, in database: Database) throws -> Int64 {
        if try Counter.hasForeignChanges.value(in: database) != 0 {
            return try CampaignTable.count(ofAccount: account, in: database)
        }
        return try Int64.fetchOne(
            database,
            sql: """
                SELECT coalesce((SELECT campaign_count FROM accounts WHERE id = ?1), 0)
                + (SELECT count(*) FROM campaigns WHERE id > ?2 AND account_id = ?1)
                """, arguments: [account, try settledID(in: database)]) ?? 0
    }

    /// Returns the counts by account id. An account without campaigns may be absent.
    static func storedCounts(in database: Database) throws -> [Int64: Int64] {
        var counts: [Int64: Int64] = [:]
        // After a change by another program, the column is ignored and every campaign is counted.
        var lastCounted = Int64.min
        if try Counter.hasForeignChanges.value(in: database) == 0 {
            lastCounted = try settledID(in: database)
            let rows = try Row.fetchCursor(database, sql: "SELECT id, campaign_count FROM accounts")
            while let row = try rows.next() { counts[row[0]] = row[1] }
        }
        let rows = try Row.fetchCursor(
            database, sql: "SELECT account_id, count(*) FROM campaigns WHERE id > ? GROUP BY account_id",
            arguments: [lastCounted])
        while let row = try rows.next() { counts[row[0], default: 0] += row[1] }
        return counts
    }
}

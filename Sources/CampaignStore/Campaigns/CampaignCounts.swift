internal import GRDB

/// How many campaigns the accounts have.
///
/// The rows of `accounts` have a column for it, `campaign_count`, so that no campaign is counted to check a plan or to
/// start. The column lags behind: writing it with every commit would nearly double what a lone create writes (measured:
/// 17 % more processor time, p50 24 % higher). So an account's count is its column and the campaigns behind
/// ``Counter/settledCampaignID``. After ``mostUnsettled`` creates, before every change of the control plane and at the
/// start the column is settled: it gets what it lacks.
///
/// The value that the writer holds also remembers what it has counted since. What other programs change is marked by
/// triggers (``Schema``); then every campaign is counted.
struct CampaignCounts: Sendable {
    /// So many campaigns may be missing in the column: counting them takes microseconds.
    static let mostUnsettled: Int64 = 1024

    private struct Count {
        var total: Int64
        /// So many of them does the account's row lack. Negative once more have been removed than added.
        var unsettled: Int64 = 0
    }

    /// The accounts that were asked for.
    private var counts: [Int64: Count] = [:]
    /// The column has the campaigns up to this id.
    private var settledID: Int64
    /// Whether every campaign that the column lacks is in ``counts``: not before it is settled for the first time.
    private var knowsUnsettled = false

    /// Trusts the column, which lacks the campaigns behind the stored id.
    init(of database: Database) throws {
        settledID = try Self.settledID(in: database)
    }

    // MARK: One campaign

    /// Asks the rows at the first call for an account.
    mutating func count(ofAccount id: Int64, in database: Database) throws -> Int64 {
        if let known = counts[id] { return known.total }
        let stored = try Self.storedCount(ofAccount: id, in: database)
        counts[id] = Count(total: stored)
        return stored
    }

    /// Counts a campaign that was inserted.
    ///
    /// - Parameters:
    ///   - id: greater than that of every campaign before.
    ///   - account: one whose count was asked for.
    mutating func add(id: Int64, ofAccount account: Int64, in database: Database) throws {
        if let count = counts[account] {
            counts[account] = Count(total: count.total + 1, unsettled: count.unsettled + 1)
        }
        if id - settledID >= Self.mostUnsettled { try settle(through: id, in: database) }
    }

    /// Counts a campaign that was deleted.
    mutating func remove(id: Int64, ofAccount account: Int64, in database: Database) throws {
        // A settled campaign leaves its account's row at once: no row tells later that it was there.
        let isSettled = id <= settledID
        if isSettled { try AccountTables.addToCampaignCount(-1, ofAccount: account, in: database) }
        guard let count = counts[account] else { return }
        counts[account] = Count(total: count.total - 1, unsettled: count.unsettled - (isSettled ? 0 : 1))
    }

    // MARK: All of them

    /// Adds to the column what it lacks, or counts every campaign where another program has changed some.
    ///
    /// - Parameter lastID: the highest id that any campaign has.
    mutating func settle(through lastID: Int64, in database: Database) throws {
        if try Counter.hasForeignChanges.value(in: database) != 0 {
            try Self.countAll(in: database)
            try Counter.hasForeignChanges.set(0, in: database)
            counts = [:]
        } else if knowsUnsettled {
            for (account, count) in counts where count.unsettled != 0 {
                try AccountTables.addToCampaignCount(count.unsettled, ofAccount: account, in: database)
            }
            counts = counts.mapValues { Count(total: $0.total) }
        } else {
            try Self.addUnsettled(in: database)
            counts = counts.mapValues { Count(total: $0.total) }
        }
        knowsUnsettled = true
        try noteSettled(through: lastID, in: database)
    }

    /// Forgets the accounts after a change that has left the column right.
    ///
    /// - Parameter lastID: the highest id that any campaign has.
    mutating func forget(settledThrough lastID: Int64, in database: Database) throws {
        dropCounts()
        try noteSettled(through: lastID, in: database)
    }

    /// Forgets the accounts, whose rows are then asked again.
    mutating func dropCounts() {
        counts = [:]
        knowsUnsettled = false
    }

    private mutating func noteSettled(through lastID: Int64, in database: Database) throws {
        guard lastID != settledID else { return }
        settledID = lastID
        try Counter.settledCampaignID.set(lastID, in: database)
    }

    /// Not negative, whatever the file says, so that counting up from it cannot overflow.
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

// MARK: - What the rows say

extension CampaignCounts {
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

    /// The counts of all accounts, by their ids; an account without campaigns may be absent.
    static func storedCounts(in database: Database) throws -> [Int64: Int64] {
        var counts: [Int64: Int64] = [:]
        // Greater than no id: every campaign is counted.
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

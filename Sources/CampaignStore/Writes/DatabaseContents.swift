internal import GRDB

/// What the writer knows of the database beside its rows: published as a whole, after each commit.
///
/// The file is the truth: what another program has committed since is read by ``readAgainIfChanged(in:_:)``, which every
/// transaction begins with.
struct DatabaseContents: Sendable {
    private(set) var directory: AccountDirectory
    /// Greater than the id of every campaign. From ``Campaign/highestID`` on there is none left to give.
    var nextCampaignID: Int64
    var counts: CampaignCounts
    private var nextAccountID: Int64
    private var nextPosition: Int64
    /// See ``WriterStatements/dataVersion``.
    private var dataVersion: Int64
    /// Why the last write failed; `nil` after one that did not.
    ///
    /// Each cause is logged once, not with every write.
    var lastFailure: StorageFailure?

    /// Whether the database was new, and was filled from the seed.
    private(set) var isFromSeed = false

    /// Reads a database, or fills a new one from the seed.
    init(of database: Database, seed: Seed) throws {
        try self.init(reading: database, generation: 1)
        if try Counter.isSeeded.value(in: database) == 0 {
            isFromSeed = true
            try insert(seed, keepingCampaignsOf: [:], into: database)
            try Counter.isSeeded.set(1, in: database)
        }
        try settle(in: database)
    }

    private init(reading database: Database, generation: UInt64) throws {
        let accounts = try AccountTables.fetchAccounts(from: database)
        directory = AccountDirectory(
            generation: generation, plans: try AccountTables.fetchPlans(from: database), accounts: accounts)
        nextCampaignID = try Self.nextCampaignID(in: database)
        counts = try CampaignCounts(of: database)
        nextAccountID = Self.successor(accounts.lazy.map(\.id).filter { $0 < Campaign.highestID }.max() ?? 0)
        nextPosition = Self.successor(try AccountTables.highestPosition(in: database))
        dataVersion = try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0
    }

    /// Reads everything again when another program has changed the database.
    ///
    /// What was validated before then is superseded.
    mutating func readAgainIfChanged(in database: Database, _ statements: WriterStatements) throws {
        guard try statements.dataVersion.integer(in: database) != dataVersion else { return }
        let before = self
        self = try DatabaseContents(reading: database, generation: before.directory.generation + 1)
        isFromSeed = before.isFromSeed
        lastFailure = before.lastFailure
        // An id that was given is not given again, though its campaign or account is gone.
        nextAccountID = max(nextAccountID, before.nextAccountID)
        if before.nextCampaignID > nextCampaignID, before.nextCampaignID < Campaign.highestID {
            nextCampaignID = before.nextCampaignID
            try Counter.nextCampaignID.set(nextCampaignID, in: database)
        }
        try settle(in: database)
    }

    // MARK: Ids

    static func nextCampaignID(in database: Database) throws -> Int64 {
        let floor = max(1, try Counter.nextCampaignID.value(in: database))
        return max(floor, successor(try CampaignTable.highestID(in: database)))
    }

    /// `nil` when there is none left.
    mutating func takeCampaignID() -> Int64? {
        guard nextCampaignID < Campaign.highestID else { return nil }
        defer { nextCampaignID += 1 }
        return nextCampaignID
    }

    private mutating func takeAccountID() throws -> Int64 {
        guard nextAccountID < Campaign.highestID else { throw StorageFailure.idsExhausted("accounts") }
        defer { nextAccountID += 1 }
        return nextAccountID
    }

    private mutating func takePosition() -> Int64 {
        defer { nextPosition = Self.successor(nextPosition) }
        return nextPosition
    }

    /// Stays the highest where there is none above: the file may hold any id.
    private static func successor(_ id: Int64) -> Int64 { id == Int64.max ? id : id + 1 }

    // MARK: Changes inside a transaction: of the rows and of this value alike

    /// Plans and accounts behind those that are there.
    ///
    /// - Parameter kept: accounts whose campaigns are still stored, with how many there are: one of the same name takes
    ///   over the row's id, and so the campaigns.
    mutating func insert(
        _ seed: Seed, keepingCampaignsOf kept: [String: (id: Int64, campaigns: Int64)], into database: Database
    ) throws {
        try AccountTables.insertPlans(seed.plans, into: database)
        var insertion = try AccountInsertion(into: database)
        var accounts: [Account] = []
        accounts.reserveCapacity(seed.accounts.count)
        for definition in seed.accounts {
            let former = kept[definition.name]
            let account = Account(id: try former?.id ?? takeAccountID(), definition: definition)
            try insertion.insert(account, position: takePosition(), campaignCount: former?.campaigns ?? 0)
            accounts.append(account)
        }
        directory = AccountDirectory(generation: directory.generation + 1, plans: seed.plans, accounts: accounts)
    }

    mutating func insert(_ definition: AccountDefinition, into database: Database) throws -> Account {
        let account = Account(id: try takeAccountID(), definition: definition)
        var insertion = try AccountInsertion(into: database)
        try insertion.insert(account, position: takePosition(), campaignCount: 0)
        directory = directory.adding(account)
        return account
    }

    mutating func replace(_ account: Account, with definition: AccountDefinition, in database: Database) throws
        -> Account
    {
        let changed = Account(id: account.id, definition: definition)
        try AccountTables.update(account, to: changed, in: database)
        directory = directory.replacing(account, with: changed)
        return changed
    }

    mutating func delete(_ account: Account, from database: Database) throws {
        // Without an index by account, looking for campaigns visits all there are.
        if try counts.count(ofAccount: account.id, in: database) > 0 {
            try CampaignTable.delete(ofAccount: account.id, from: database)
            try Counter.nextCampaignID.set(nextCampaignID, in: database)
        }
        try AccountTables.delete(account, from: database)
        directory = directory.removing(account)
    }

    /// Begins a new generation although the accounts stay: their campaigns have changed under the requests' feet.
    mutating func renew() { directory = directory.renewed() }

    // MARK: Counts

    /// A copy for a transaction, which alone knows the counts: with the store's left behind, each batch would copy them.
    ///
    /// A batch that fails does not give them back; then they are asked for again.
    mutating func takenForTransaction() -> DatabaseContents {
        defer { counts.dropCounts() }
        return self
    }

    /// Brings the accounts' rows up to date with the campaigns.
    mutating func settle(in database: Database) throws {
        try counts.settle(through: lastCampaignID(in: database), in: database)
    }

    /// To be called after changes that have left the accounts' rows right.
    mutating func noteSettled(in database: Database) throws {
        try counts.forget(settledThrough: lastCampaignID(in: database), in: database)
    }

    private func lastCampaignID(in database: Database) throws -> Int64 {
        max(nextCampaignID - 1, try CampaignTable.highestID(in: database))
    }
}

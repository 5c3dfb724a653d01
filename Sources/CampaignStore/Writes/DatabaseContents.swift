internal import GRDB

/// The database's contents in memory: the accounts, the campaign counts and the next ids.
///
/// The file has priority: a transaction that finds commits of other programs begins with ``readAgain(in:)``.
struct DatabaseContents: Sendable {
    private(set) var directory: AccountDirectory
    /// Greater than the ids of all campaigns. No id is left when it reaches ``Campaign/highestID``.
    var nextCampaignID: Int64
    var counts: CampaignCounts
    var leads: LeadSequence
    var calls: CallSequence
    private var nextAccountID: Int64
    private var nextPosition: Int64

    /// Whether the database was new, so that the seed was loaded.
    private(set) var isFromSeed = false
    /// What has changed beside the simulations; see ``WriteBatch/takeForeignChanges()``.
    var changesOfSimulations = ForeignChanges()

    /// Reads a database. Loads the seed if the database is new.
    init(of database: Database, seed: State) throws {
        try self.init(reading: database, generation: 1)
        if try Counter.isSeeded.value(in: database) == 0 {
            isFromSeed = true
            try insert(seed.seed, inPlaceOf: [:], into: database)
            try insertRows(of: seed, into: database)
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
        leads = try LeadSequence(of: database)
        calls = try CallSequence(of: database)
        nextAccountID = Self.successor(accounts.lazy.map(\.id).filter { $0 < Campaign.highestID }.max() ?? 0)
        nextPosition = Self.successor(try AccountTables.highestPosition(in: database))
    }

    /// Reads the database again, because another program has changed it.
    ///
    /// The new generation supersedes the writes that were validated before.
    mutating func readAgain(in database: Database) throws {
        let before = self
        self = try DatabaseContents(reading: database, generation: before.directory.generation + 1)
        // Ids are not reused, even if the other program deleted the campaign or the account.
        nextAccountID = max(nextAccountID, before.nextAccountID)
        changesOfSimulations = .all
        if before.nextCampaignID > nextCampaignID, before.nextCampaignID < Campaign.highestID {
            nextCampaignID = before.nextCampaignID
            try Counter.nextCampaignID.set(nextCampaignID, in: database)
        }
        try leads.continueSequence(of: before.leads, in: database)
        try calls.continueSequence(of: before.calls, in: database)
        try settle(in: database)
    }

    // MARK: Ids

    /// Reads the id of the next campaign from the rows.
    static func nextCampaignID(in database: Database) throws -> Int64 {
        let floor = max(1, try Counter.nextCampaignID.value(in: database))
        return max(floor, successor(try CampaignTable.highestID(in: database)))
    }

    /// Returns the next id; `nil` if no id is left.
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

    /// Returns the id plus one, without overflow: the file may contain any id, even the highest.
    private static func successor(_ id: Int64) -> Int64 { id == Int64.max ? id : id + 1 }

    // MARK: Changes of the rows and of this value, inside a transaction

    /// Inserts the plans and accounts of a seed. Plans and accounts must have been deleted before.
    ///
    /// - Parameter former: the former accounts by name, with the number of their campaigns that are still stored. A new
    ///   account with the same name gets the former id, and therefore the campaigns.
    mutating func insert(
        _ seed: Seed, inPlaceOf former: [String: (id: Int64, campaigns: Int64)], into database: Database
    ) throws {
        try AccountTables.insertPlans(seed.plans, into: database)
        var insertion = try AccountInsertion(into: database)
        var accounts: [Account] = []
        accounts.reserveCapacity(seed.accounts.count)
        for definition in seed.accounts {
            let predecessor = former[definition.name]
            let account = Account(id: try predecessor?.id ?? takeAccountID(), definition: definition)
            try insertion.insert(account, position: takePosition(), campaignCount: predecessor?.campaigns ?? 0)
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
        if !definition.callsLike(account.definition) { changesOfSimulations.add(account: account.id) }
        directory = directory.replacing(account, with: changed)
        return changed
    }

    mutating func delete(_ account: Account, from database: Database) throws {
        try deleteCampaigns(of: account, from: database)
        try AccountTables.delete(account, from: database)
        changesOfSimulations.add(account: account.id)
        directory = directory.removing(account)
    }

    /// Deletes the account's campaigns, and replaces its definition by the one with which it was made.
    mutating func reset(_ account: Account, to definition: AccountDefinition, in database: Database) throws -> Account {
        try deleteCampaigns(of: account, from: database)
        try AccountTables.setSimulatedUntil(nil, ofAccount: account.id, in: database)
        changesOfSimulations.add(account: account.id)
        // A new generation would make all requests of all accounts validate again.
        if definition == account.definition { return account }
        let changed = try replace(account, with: definition, in: database)
        try AccountTables.forgetOriginal(ofAccount: account.id, in: database)
        return changed
    }

    /// Begins a new generation with the same accounts. It supersedes the writes that were validated before a reset.
    mutating func renew() { directory = directory.renewed() }

    // MARK: Counts

    /// The value to go back to if a transaction fails. The counts are read from the rows again then.
    ///
    /// Without the counts, because two owners would make the first change of each transaction copy them.
    var withoutCounts: DatabaseContents {
        var copy = self
        copy.counts.dropCounts()
        return copy
    }

    /// Settles `campaign_count` of all accounts; see ``CampaignCounts``.
    ///
    /// Also counts all leads if another program has changed them; see ``LeadCounts``.
    mutating func settle(in database: Database) throws {
        try counts.settle(through: lastCampaignID(in: database), in: database)
        try leads.countIfChangedByOthers(in: database)
    }

    /// Notes that `campaign_count` of all accounts is correct. Call this after a change that has settled them.
    mutating func noteSettled(in database: Database) throws {
        try counts.forget(settledThrough: lastCampaignID(in: database), in: database)
    }

    private func lastCampaignID(in database: Database) throws -> Int64 {
        max(nextCampaignID - 1, try CampaignTable.highestID(in: database))
    }
}

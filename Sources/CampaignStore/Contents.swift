internal import GRDB

/// What the writer knows of the database beside its rows: published as a whole, after each commit.
struct Contents: Sendable {
    private(set) var directory: Directory
    var nextCampaignID: Int64
    private(set) var settledCampaignID: Int64
    private var campaignCounts = CampaignCounts()
    private var nextAccountID: Int64

    /// Reads a database, or fills a new one from the seed.
    init(of database: Database, seed: Seed) throws {
        let accounts = try AccountTables.fetchAccounts(from: database)
        directory = Directory(generation: 1, plans: try AccountTables.fetchPlans(from: database), accounts: accounts)
        nextCampaignID = max(
            try Counter.nextCampaignID.value(in: database), try CampaignTable.highestID(in: database) + 1)
        settledCampaignID = nextCampaignID - 1
        nextAccountID = (accounts.map(\.id).max() ?? 0) + 1
        if try Counter.isSeeded.value(in: database) == 0 {
            try insert(seed, keepingRowsOf: [], into: database)
            try Counter.isSeeded.set(1, in: database)
        }
        try settle(in: database)
    }

    // MARK: Changes inside a transaction: of the rows and of this value alike

    /// Plans and accounts behind those that are there.
    ///
    /// - Parameter kept: accounts whose campaigns are still stored: one of the same name takes over the row's id, and so
    ///   the campaigns.
    mutating func insert(_ seed: Seed, keepingRowsOf kept: [Account], into database: Database) throws {
        try AccountTables.insertPlans(seed.plans, into: database)
        var accounts: [Account] = []
        for definition in seed.accounts {
            let former = kept.first { $0.name == definition.name }
            let account = Account(id: former?.id ?? takeAccountID(), definition: definition)
            let count = former == nil ? 0 : try CampaignTable.count(ofAccount: account.id, in: database)
            try AccountTables.insert(account, campaignCount: count, into: database)
            accounts.append(account)
        }
        publish(plans: seed.plans, accounts: accounts)
    }

    mutating func insert(_ definition: AccountDefinition, into database: Database) throws -> Account {
        let account = Account(id: takeAccountID(), definition: definition)
        try AccountTables.insert(account, campaignCount: 0, into: database)
        publish(plans: directory.plans, accounts: directory.accounts + [account])
        return account
    }

    mutating func replace(_ account: Account, with definition: AccountDefinition, in database: Database) throws
        -> Account
    {
        let changed = Account(id: account.id, definition: definition)
        try AccountTables.update(changed, in: database)
        publish(plans: directory.plans, accounts: directory.accounts.map { $0 === account ? changed : $0 })
        return changed
    }

    mutating func delete(_ account: Account, from database: Database) throws {
        try AccountTables.delete(accountID: account.id, from: database)
        try CampaignTable.delete(ofAccount: account.id, from: database)
        try Counter.nextCampaignID.set(nextCampaignID, in: database)
        publish(plans: directory.plans, accounts: directory.accounts.filter { $0 !== account })
    }

    /// Begins a new generation although the accounts stay: their campaigns have changed under the requests' feet.
    mutating func renew() {
        publish(plans: directory.plans, accounts: directory.accounts)
    }

    private mutating func publish(plans: [Plan], accounts: [Account]) {
        campaignCounts = CampaignCounts()
        directory = Directory(generation: directory.generation + 1, plans: plans, accounts: accounts)
    }

    // MARK: Counts

    /// Brings the accounts' rows up to date with the campaigns.
    mutating func settle(in database: Database) throws {
        settledCampaignID = nextCampaignID - 1
        campaignCounts = CampaignCounts()
        try CampaignCounts.settle(through: settledCampaignID, in: database)
    }

    /// What has changed the campaigns has left the accounts' rows right.
    mutating func noteSettled(in database: Database) throws {
        settledCampaignID = nextCampaignID - 1
        try Counter.settledCampaignID.set(settledCampaignID, in: database)
    }

    /// Hands the counts out to a batch, which gives them back once it is committed.
    ///
    /// Nothing is kept meanwhile, so that they are read anew after a batch that failed.
    mutating func takeCampaignCounts() -> CampaignCounts {
        defer { campaignCounts = CampaignCounts() }
        return campaignCounts
    }

    mutating func committed(_ batch: CampaignBatch) {
        nextCampaignID = batch.nextID
        settledCampaignID = batch.settledID
        campaignCounts = batch.counts
    }

    private mutating func takeAccountID() -> Int64 {
        defer { nextAccountID += 1 }
        return nextAccountID
    }
}

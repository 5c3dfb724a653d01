internal import GRDB

/// Creates that share one transaction: decides each in the order of arrival, and keeps what the rows say at hand.
struct CampaignBatch {
    private let database: Database
    private let directory: Directory
    private let insertion: CampaignTable.Insertion
    /// The id of the next campaign, should this batch be committed.
    private(set) var nextID: Int64
    private var ledgers: [Int64: Ledger] = [:]
    private var isOutbound: [AssistantKey: Bool] = [:]

    /// An account's places within the transaction.
    private struct Ledger {
        /// Below 0 where the plan was lowered under what the account has.
        var free: Int64
        var taken: Int64 = 0
    }

    private struct AssistantKey: Hashable {
        let accountID, assistantID: Int64
    }

    init(database: Database, directory: Directory, nextID: Int64) throws {
        self.database = database
        self.directory = directory
        self.nextID = nextID
        insertion = try CampaignTable.Insertion(into: database)
    }

    /// Inserts the campaign, or says why not.
    ///
    /// - Throws: what SQLite throws: the transaction is lost and with it every outcome of the batch.
    mutating func create(_ draft: CampaignDraft, generation: UInt64) throws -> Result<Int64, CreateRefusal> {
        guard generation == directory.generation, let account = directory.account(named: draft.account) else {
            return .failure(.superseded)
        }
        var ledger = try ledgers[account.id] ?? ledger(of: account.id)
        guard ledger.free > 0 else { return .failure(.planLimitReached) }
        let assistant = AssistantKey(accountID: account.id, assistantID: draft.parameters.assistantID)
        let isOutbound = try isOutbound[assistant] ?? isOutbound(assistant)
        self.isOutbound[assistant] = isOutbound
        guard isOutbound else { return .failure(.assistantNotFound) }

        let id = nextID
        try insertion.run(
            id: id, accountID: account.id, parameters: draft.parameters, status: Campaign.initialStatus,
            createdAt: draft.createdAt, updatedAt: draft.createdAt)
        nextID += 1
        ledger.free -= 1
        ledger.taken += 1
        ledgers[account.id] = ledger
        return .success(id)
    }

    /// Writes the counts that the batch has changed, once an account rather than once a row.
    func finish() throws {
        for (accountID, ledger) in ledgers {
            let statement = try database.cachedStatement(
                sql: "UPDATE accounts SET campaign_count = campaign_count + ? WHERE id = ?")
            try statement.execute(arguments: [ledger.taken, accountID])
        }
    }

    private func ledger(of accountID: Int64) throws -> Ledger {
        let statement = try database.cachedStatement(
            sql: "SELECT max_campaigns - campaign_count FROM accounts WHERE id = ?")
        guard let free = try Int64.fetchOne(statement, arguments: [accountID]) else {
            throw StorageFailure.damaged("account \(accountID) has no row")
        }
        return Ledger(free: free)
    }

    private func isOutbound(_ assistant: AssistantKey) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: "SELECT type = 'outbound' FROM assistants WHERE account_id = ? AND id = ?")
        return try Bool.fetchOne(statement, arguments: [assistant.accountID, assistant.assistantID]) ?? false
    }
}

internal import GRDB

/// Creates that share one transaction: decides each in the order of arrival.
///
/// Assistants are looked up in the directory, and an account's campaigns are counted in the database only once: the file
/// is this process's alone (``DatabaseLock``), and within it the writer's, which is also the only one to change the
/// directory. So both say what the rows say.
struct CampaignBatch {
    private let database: Database
    private let directory: Directory
    private var insertion: CampaignTable.Insertion
    /// The id of the next campaign, should this batch be committed.
    private(set) var nextID: Int64
    /// As they are should this batch be committed.
    private(set) var counts: CampaignCounts
    private(set) var settledID: Int64

    init(database: Database, directory: Directory, nextID: Int64, settledID: Int64, counts: CampaignCounts) throws {
        self.database = database
        self.directory = directory
        self.nextID = nextID
        self.settledID = settledID
        self.counts = counts
        insertion = try CampaignTable.Insertion(into: database)
    }

    /// Inserts the campaign, or says why not.
    ///
    /// - Throws: what SQLite throws: the transaction is lost and with it every outcome of the batch.
    mutating func create(_ create: WaitingCreate) throws -> Result<Int64, CreateRefusal> {
        guard create.generation == directory.generation else { return .failure(.superseded) }
        let account = create.account
        let count = try counts.count(ofAccount: account.id, in: database)
        guard count < account.plan.maximumCampaigns else { return .failure(.planLimitReached) }
        guard account.assistant(id: create.draft.parameters.assistantID)?.type == .outbound else {
            return .failure(.assistantNotFound)
        }
        let id = nextID
        try insertion.run(
            id: id, accountID: account.id, parameters: create.draft.parameters, lists: create.lists,
            status: Campaign.initialStatus, createdAt: create.draft.createdAt, updatedAt: create.draft.createdAt)
        nextID += 1
        counts.add(ofAccount: account.id)
        return .success(id)
    }

    /// Settles the accounts' rows when it is time.
    mutating func finish() throws {
        guard nextID - settledID > CampaignCounts.mostUnsettled else { return }
        settledID = nextID - 1
        try counts.settle(through: settledID, in: database)
    }
}

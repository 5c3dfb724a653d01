internal import GRDB

/// Creates that share one transaction: decides each in the order of arrival.
///
/// Assistants are looked up in the directory, and an account's campaigns are counted in the database only once: what the
/// writer knows says what the rows say, since it reads it again after changes of other programs.
struct CampaignBatch {
    private let database: Database
    private var insertion: CampaignTable.Insertion
    /// As they are should this batch be committed.
    private(set) var contents: Contents
    /// Why some could not be stored although the others could.
    private(set) var failure: StorageFailure?

    /// - Parameter database: inside the transaction.
    init(database: Database, contents: consuming Contents) throws {
        self.database = database
        self.contents = contents
        insertion = try CampaignTable.Insertion(into: database)
        try self.contents.readAgainIfChanged(in: database)
    }

    /// Inserts the campaign, or says why not.
    ///
    /// - Throws: what SQLite throws: the transaction is lost and with it every outcome of the batch.
    mutating func create(_ create: WaitingCreate) throws -> Result<Int64, CreateRefusal> {
        guard create.generation == contents.directory.generation else { return .failure(.superseded) }
        let account = create.account
        let count = try contents.counts.count(ofAccount: account.id, in: database)
        guard count < account.plan.maximumCampaigns else { return .failure(.planLimitReached) }
        guard account.assistant(id: create.draft.parameters.assistantID)?.type == .outbound else {
            return .failure(.assistantNotFound)
        }
        guard let id = contents.takeCampaignID() else {
            let failure = StorageFailure.idsExhausted("campaigns")
            self.failure = failure
            return .failure(.failed(failure))
        }
        try insertion.run(
            id: id, accountID: account.id, parameters: create.draft.parameters, lists: create.lists,
            status: Campaign.initialStatus, createdAt: create.draft.createdAt, updatedAt: create.draft.createdAt)
        try contents.counts.add(id: id, ofAccount: account.id, in: database)
        return .success(id)
    }
}

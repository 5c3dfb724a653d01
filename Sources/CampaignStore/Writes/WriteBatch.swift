internal import GRDB

/// Writes that share one transaction, decided in the order of their arrival.
///
/// What an operation needs to know it asks of ``directory`` and of the writer's ids and counts, which say what the rows
/// say: the writer reads them again after changes of other programs. Each kind of write is a function in an extension of
/// its own, such as ``create(_:of:)``.
package struct WriteBatch {
    /// One write: looks at what is there, then changes rows, and returns what has come of it.
    ///
    /// Refusals of the endpoint's own are outcomes. An operation may throw a ``WriteRefusal`` as long as it has changed
    /// nothing; it then fails alone. Any other error loses the transaction.
    package typealias Operation<Outcome> = @Sendable (inout WriteBatch) throws -> Outcome

    let database: Database
    /// As it is should this batch be committed.
    var contents: DatabaseContents
    private var insertion: CampaignTable.Insertion
    /// Why a write failed alone.
    private(set) var failure: StorageFailure?

    /// To be called inside the transaction.
    init(_ database: Database, _ statements: WriterStatements, _ contents: consuming DatabaseContents) throws {
        self.database = database
        self.contents = contents
        insertion = CampaignTable.Insertion(into: database, by: statements.insertCampaign)
        try self.contents.readAgainIfChanged(in: database, statements)
    }

    package var directory: AccountDirectory { contents.directory }

    mutating func note(_ refusal: WriteRefusal) {
        if case .failed(let failure) = refusal { self.failure = failure }
    }

    mutating func insert(_ campaign: NewCampaign, id: Int64, of account: Account) throws {
        let draft = campaign.draft
        try insertion.run(
            id: id, accountID: account.id, parameters: draft.parameters, lists: campaign.lists,
            status: Campaign.initialStatus, createdAt: draft.createdAt, updatedAt: draft.createdAt)
    }
}

internal import GRDB

/// A transaction of several writes, which are performed in the order of their arrival.
///
/// Operations read ``directory`` and the writer's ids and counts instead of the rows. These agree with the rows,
/// because the batch reads them again if another program has changed the database. Each kind of write is a method in
/// its own extension, such as ``create(_:of:)``.
package struct WriteBatch {
    /// One write: makes its checks, then changes rows, and returns its outcome.
    ///
    /// A failed check of the endpoint is an outcome, not an error. An operation may throw a ``WriteRefusal`` if it has
    /// changed nothing; only this write is then refused. Any other error rolls back the whole transaction.
    package typealias Operation<Outcome> = @Sendable (inout WriteBatch) throws -> Outcome

    let database: Database
    private let connection: WriterConnection
    let statements: WriterStatements
    /// The failure of a single write, which did not roll back the transaction.
    private(set) var failure: StorageFailure?

    /// What runs after the commit, in the order of the writes.
    private(set) var commitActions: [@Sendable () -> Void] = []

    /// Begins a batch. Call this inside the transaction.
    init(_ database: Database, _ connection: WriterConnection, _ statements: WriterStatements) {
        self.database = database
        self.connection = connection
        self.statements = statements
    }

    /// The contents of the database, which the writer publishes if this batch is committed.
    var contents: DatabaseContents {
        get { connection.contents }
        nonmutating _modify { yield &connection.contents }
    }

    package var directory: AccountDirectory { connection.contents.directory }

    /// The number of the current write in the order of all writes since the store was opened. It tells whether there were
    /// others since an earlier one.
    package var number: Int { connection.performedWrites }

    /// Keeps the failure of a single write for the log.
    mutating func note(_ refusal: WriteRefusal) {
        if case .failed(let failure) = refusal { self.failure = failure }
    }

    /// Runs an action after the commit, before any promise of the batch's writes is kept. It runs inside the database's
    /// writer: actions of several batches run in the order of the commits, and must not wait.
    package mutating func whenCommitted(_ action: @escaping @Sendable () -> Void) {
        commitActions.append(action)
    }

    func insert(_ campaign: NewCampaign, id: Int64, of account: Account) throws {
        let draft = campaign.draft
        try statements.campaigns.run(
            id: id, accountID: account.id, parameters: draft.parameters, lists: campaign.lists,
            status: Campaign.initialStatus, createdAt: draft.createdAt, updatedAt: draft.createdAt)
    }
}

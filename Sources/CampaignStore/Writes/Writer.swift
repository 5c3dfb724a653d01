internal import Base
internal import GRDB
internal import Logging
internal import Synchronization

/// Runs the transactions, and publishes the contents of the database after each commit.
final class Writer: Sendable {
    /// The contents after the last commit. Any thread may read them. Only code inside the database's writer changes
    /// them, except that ``report(_:)`` changes `lastFailure` on any thread.
    let contents: Locked<DatabaseContents>
    /// `nil` for a database in memory.
    let files: DatabaseFiles?
    private let connection = WriterConnection()
    private let logger: Logger
    private let closed = Atomic(false)
    private let deletionAction = Locked<(@Sendable () -> Void)?>(nil)

    init(_ contents: DatabaseContents, files: DatabaseFiles?, logger: Logger) {
        self.contents = Locked(contents)
        self.files = files
        self.logger = logger
    }

    // MARK: Closing

    var isClosed: Bool { closed.load(ordering: .acquiring) }

    /// Refuses all later transactions.
    ///
    /// - Returns: whether the writer was open before.
    func close() -> Bool { !closed.exchange(true, ordering: .acquiringAndReleasing) }

    // MARK: Transactions

    /// Performs the writes in one transaction, which is committed when this method returns. The caller keeps the
    /// promises.
    ///
    /// - Throws: the failure of the transaction; nothing is stored then.
    func perform(_ writes: [PendingWrite], on database: Database) throws {
        try check()
        let before = contents.withLock { $0.takenForTransaction() }
        let (after, failure) = try transaction(on: database) { statements in
            var batch = try WriteBatch(database, statements, before)
            for write in writes { try write.perform(in: &batch) }
            // If a single write failed, its failure must stay in `lastFailure`, so that it is logged once.
            if batch.failure == nil { batch.contents.lastFailure = nil }
            return (batch.contents, batch.failure)
        }
        contents.withLock { $0 = after }
        if let failure { report(failure) }
        if after.leads.hasDeletedCampaigns { announceDeletedCampaigns() }
    }

    /// Runs one transaction of the control plane, and publishes the changed contents after the commit.
    ///
    /// - Parameters:
    ///   - whenPublished: a change to make in the same step. It runs after the commit, under the lock of ``contents``.
    ///   - body: changes the rows and the contents alike.
    /// - Throws: the failure of the transaction; nothing has changed then.
    func change<Value>(
        _ database: Database, whenPublished: () -> Void, _ body: (Database, inout DatabaseContents) throws -> Value
    ) throws -> Value {
        try check()
        var contents = contents.withLock { $0 }
        let value = try transaction(on: database) { statements in
            try contents.readAgainIfChanged(in: database, statements)
            try contents.settle(in: database)
            let value = try body(database, &contents)
            try contents.noteSettled(in: database)
            return value
        }
        contents.lastFailure = nil
        self.contents.withLock { [contents] in
            $0 = contents
            whenPublished()
        }
        if contents.leads.hasDeletedCampaigns { announceDeletedCampaigns() }
        return value
    }

    private func transaction<Value>(
        on database: Database, _ body: (WriterStatements) throws -> Value
    ) throws -> Value {
        do {
            let statements = try connection.statements(of: database)
            return try database.transaction(statements) { try body(statements) }
        } catch {
            // A prepared statement may be unusable after an error.
            connection.drop()
            throw error
        }
    }

    // MARK: Deleted campaigns

    var hasDeletedCampaigns: Bool { contents.withLock { $0.leads.hasDeletedCampaigns } }

    /// Sets what runs after each commit while there may be deleted campaigns. It runs inside the database's writer.
    func whenCampaignsAreDeleted(_ action: @escaping @Sendable () -> Void) {
        deletionAction.withLock { $0 = action }
    }

    private func announceDeletedCampaigns() { deletionAction.withLock { $0 }?() }

    /// Deletes rows of deleted campaigns in one transaction; see ``LeadCleaner``. No generation begins.
    ///
    /// - Returns: whether no deleted campaign is left.
    func deleteLeadsOfDeletedCampaigns(_ database: Database, limit: Int64) throws -> Bool {
        try check()
        let isDone = try transaction(on: database) { _ in
            try DeletedCampaigns.deleteSomeRows(limit: limit, from: database)
        }
        if isDone { contents.withLock { $0.leads.hasDeletedCampaigns = false } }
        return isDone
    }

    /// Releases the prepared statements. Call this inside the database's writer, before its connection is closed.
    func releaseStatements() { connection.drop() }

    private func check() throws(StorageFailure) {
        guard !isClosed else { throw .closed }
        try files?.check()
    }

    /// Logs a failure of writes. The same failure is not logged again until a write has succeeded.
    func report(_ failure: StorageFailure) {
        guard failure != .closed else { return }
        let isKnown = contents.withLock { contents in
            defer { contents.lastFailure = failure }
            return contents.lastFailure == failure
        }
        if !isKnown { logger.error("Campaigns are not stored", metadata: ["cause": "\(failure.message)"]) }
    }
}

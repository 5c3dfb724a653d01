internal import Base
internal import GRDB
internal import Logging
internal import Synchronization

/// Runs the transactions, and publishes the accounts after each commit.
final class Writer: Sendable {
    private struct Published {
        /// The accounts after the last commit.
        var directory: AccountDirectory
        /// The failure of the last write; `nil` after a successful one.
        ///
        /// Repeated writes with the same failure are logged once.
        var lastFailure: StorageFailure?
        /// See ``LeadSequence/hasDeletedCampaigns``.
        var hasDeletedCampaigns: Bool
    }

    /// `nil` for a database in memory.
    let files: DatabaseFiles?
    /// Whether the database was new when it was opened, so that the seed was loaded.
    let isFromSeed: Bool
    private let published: Locked<Published>
    private let connection: WriterConnection
    private let logger: Logger
    private let closed = Atomic(false)
    private let deletionAction = Locked<(@Sendable () -> Void)?>(nil)
    private let simulationAction = Locked<(@Sendable () -> Void)?>(nil)

    init(_ connection: WriterConnection, files: DatabaseFiles?, logger: Logger) {
        self.connection = connection
        self.files = files
        self.logger = logger
        isFromSeed = connection.contents.isFromSeed
        published = Locked(
            Published(
                directory: connection.contents.directory,
                hasDeletedCampaigns: connection.contents.leads.hasDeletedCampaigns))
    }

    /// The accounts after the last commit. Any thread may read them.
    var directory: AccountDirectory { published.withLock { $0.directory } }

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
        let (failure, actions) = try connection.transaction(on: database) { statements in
            var batch = WriteBatch(database, connection, statements)
            for write in writes {
                connection.performedWrites += 1
                try write.perform(in: &batch)
            }
            return (batch.failure, batch.commitActions)
        }
        publish { published in
            // If a single write failed, its failure must stay in `lastFailure`, so that it is logged once.
            if failure == nil { published.lastFailure = nil }
        }
        for action in actions { action() }
        if let failure { report(failure) }
    }

    /// Runs one transaction of the control plane, and publishes the changed accounts after the commit.
    ///
    /// - Parameters:
    ///   - whenPublished: a change to make in the same step. It runs after the commit, under the lock of ``directory``.
    ///   - body: changes the rows and the contents alike.
    /// - Throws: the failure of the transaction; nothing has changed then.
    func change<Value>(
        _ database: Database, whenPublished: () -> Void, _ body: (Database, inout DatabaseContents) throws -> Value
    ) throws -> Value {
        try check()
        let value = try connection.transaction(on: database) { _ in
            try connection.contents.settle(in: database)
            let value = try body(database, &connection.contents)
            try connection.contents.noteSettled(in: database)
            return value
        }
        publish { published in
            published.lastFailure = nil
            whenPublished()
        }
        if connection.contents.changesOfSimulations != ForeignChanges() { simulationAction.withLock { $0 }?() }
        return value
    }

    /// Publishes what the transaction has changed, and makes a further change in the same step.
    private func publish(_ change: (inout Published) -> Void = { _ in }) {
        let hasDeletedCampaigns = connection.contents.leads.hasDeletedCampaigns
        published.withLock { published in
            published.directory = connection.contents.directory
            published.hasDeletedCampaigns = hasDeletedCampaigns
            change(&published)
        }
        if hasDeletedCampaigns { deletionAction.withLock { $0 }?() }
    }

    /// Sets what runs after each change of the control plane that simulations do not know. It runs inside the database's
    /// writer.
    func whenSimulationsChange(_ action: @escaping @Sendable () -> Void) {
        simulationAction.withLock { $0 = action }
    }

    // MARK: Deleted campaigns

    var hasDeletedCampaigns: Bool { published.withLock { $0.hasDeletedCampaigns } }

    /// Sets what runs after each commit while there may be deleted campaigns. It runs inside the database's writer.
    func whenCampaignsAreDeleted(_ action: @escaping @Sendable () -> Void) {
        deletionAction.withLock { $0 = action }
    }

    /// Deletes rows of deleted campaigns in one transaction; see ``LeadCleaner``.
    ///
    /// - Returns: whether no deleted campaign is left.
    func deleteLeadsOfDeletedCampaigns(_ database: Database, limit: Int64) throws -> Bool {
        try check()
        let isDone = try connection.transaction(on: database) { _ in
            let isDone = try DeletedCampaigns.deleteSomeRows(limit: limit, from: database)
            if isDone { connection.contents.leads.hasDeletedCampaigns = false }
            return isDone
        }
        publish()
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
        let isKnown = published.withLock { published in
            defer { published.lastFailure = failure }
            return published.lastFailure == failure
        }
        if !isKnown { logger.error("The database was not written", metadata: ["cause": "\(failure.message)"]) }
    }
}

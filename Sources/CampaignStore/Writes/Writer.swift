internal import Base
internal import GRDB
internal import Logging
internal import Synchronization

/// Runs transactions, each on what the database holds by then, and keeps what the store knows of it.
final class Writer: Sendable {
    /// Written inside the database's writer only, and read from everywhere.
    let contents: Locked<DatabaseContents>
    /// `nil` in memory.
    let files: DatabaseFiles?
    private let connection = WriterConnection()
    private let logger: Logger
    private let closed = Atomic(false)

    init(_ contents: DatabaseContents, files: DatabaseFiles?, logger: Logger) {
        self.contents = Locked(contents)
        self.files = files
        self.logger = logger
    }

    // MARK: Closing

    var isClosed: Bool { closed.load(ordering: .acquiring) }

    /// From now on every transaction is refused.
    ///
    /// - Returns: whether it was open.
    func close() -> Bool { !closed.exchange(true, ordering: .acquiringAndReleasing) }

    // MARK: Transactions

    /// One transaction for all of them; committed when this returns, and told to nobody yet.
    func perform(_ writes: [PendingWrite], on database: Database) throws {
        try check()
        let contents = contents.withLock { $0.takenForTransaction() }
        var batch = try transaction(on: database) { statements in
            var batch = try WriteBatch(database, statements, contents)
            for write in writes { try write.perform(in: &batch) }
            return batch
        }
        // A write that failed alone keeps the cause known, so that it is logged once.
        if batch.failure == nil { batch.contents.lastFailure = nil }
        self.contents.withLock { [batch] in $0 = batch.contents }
        if let failure = batch.failure { report(failure) }
    }

    /// One transaction of the control plane.
    ///
    /// The directory changes when it is committed, or not at all.
    ///
    /// - Parameter whenPublished: what else changes in that same step; called under the lock of ``contents``.
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
        return value
    }

    private func transaction<Value>(
        on database: Database, _ body: (WriterStatements) throws -> Value
    ) throws -> Value {
        do {
            let statements = try connection.statements(of: database)
            return try database.transaction(statements) { try body(statements) }
        } catch {
            // Statements may be unfit after an error.
            connection.drop()
            throw error
        }
    }

    /// To be called inside the database's writer, before its connection is closed.
    func letGoOfConnection() { connection.drop() }

    private func check() throws(StorageFailure) {
        guard !isClosed else { throw .closed }
        try files?.check()
    }

    /// Logs why writes failed, once for all that fail with the same cause until one succeeds.
    func report(_ failure: StorageFailure) {
        guard failure != .closed else { return }
        let isKnown = contents.withLock { contents in
            defer { contents.lastFailure = failure }
            return contents.lastFailure == failure
        }
        if !isKnown { logger.error("Campaigns are not stored", metadata: ["cause": "\(failure.message)"]) }
    }
}

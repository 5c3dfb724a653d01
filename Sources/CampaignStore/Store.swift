internal import Dispatch
internal import GRDB
package import Logging
internal import Base
internal import Synchronization

/// Accounts and campaigns in SQLite, written by one writer.
///
/// Reading accounts means taking the current ``directory``. A write is acknowledged only once it is committed; writes that
/// wait at the same time share one transaction. Everything may be called from any thread.
package final class Store: Sendable {
    /// Where the data lives.
    package enum Location: Sendable, Equatable {
        ///
        /// SQLite's own name for a database in memory, `:memory:`, means ``memory``.
        case file(path: String)
        /// Nothing on disk; all is gone with the store.
        case memory
    }

    /// What a crash of the machine (not of the process: that loses nothing) may undo.
    package enum Durability: String, Sendable, CaseIterable {
        /// `synchronous = NORMAL`: the last commits before a power cut may be lost, the file stays sound.
        case normal
        /// `synchronous = FULL`: each commit is on the disk before it is acknowledged.
        case full
    }

    let database: any DatabaseWriter
    let writer: Writer
    let groupCommit: GroupCommit
    private let logger: Logger
    /// `nil` in memory, where there is no log.
    private let checkpointer: Checkpointer?
    /// A `Mutex`, because `Locked` holds nothing that cannot be copied; only ``close()`` takes it, once.
    private let lock: Mutex<DatabaseLock?>

    /// Opens the database, making it from the seed when it is new.
    ///
    /// - Parameter loops: how many event loops commit writes, each its own.
    /// - Throws: ``StoreError``; the user's file is then as it was.
    package init(
        _ location: Location, durability: Durability = .normal, seed: Seed = .demo, loops: Int = 1,
        logger: Logger
    ) throws(StoreError) {
        switch location {
        case .memory, .file(":memory:"):
            do {
                let database = try DatabaseQueue(configuration: DatabaseFile.configuration())
                try Schema.migrator.migrate(database)
                self.database = database
                let contents = try database.write { try DatabaseContents(of: $0, seed: seed) }
                writer = Writer(contents, files: nil, logger: logger)
            } catch {
                throw StoreError(error, database: ":memory:")
            }
            lock = Mutex(nil)
            checkpointer = nil
        case .file(let givenPath):
            let path = try DatabaseFile.resolve(givenPath)
            let lock = try DatabaseLock(database: path)
            do {
                let database = try DatabaseFile.open(path, lock, durability: durability)
                self.database = database
                let contents = try database.write { try DatabaseContents(of: $0, seed: seed) }
                let files = DatabaseFiles(path: path)
                writer = Writer(contents, files: files, logger: logger)
                checkpointer = Checkpointer(of: database, files, logger: logger)
            } catch {
                throw StoreError(error, database: path)
            }
            self.lock = Mutex(lock)
        }
        groupCommit = GroupCommit(to: database, by: writer, durability: durability, loops: loops)
        self.logger = logger
    }

    /// The accounts as last committed.
    package var directory: AccountDirectory { writer.contents.withLock { $0.directory } }

    /// Whether the database was new when it was opened, and was filled from the seed.
    package var isFromSeed: Bool { writer.contents.withLock { $0.isFromSeed } }

    /// Finishes what is being committed, folds the write-ahead log into the file and closes it.
    ///
    /// Later calls fail as closed. The connections are closed and the lock is released even where folding fails: what is
    /// in the log is read at the next start.
    package func close() {
        guard writer.close() else { return }
        groupCommit.close()
        // A database in memory ends with its last reference: GRDB's queue must not be asked anything once it is closed.
        guard let pool = database as? DatabasePool else { return }
        checkpointer?.close()
        pool.writeWithoutTransaction { _ in writer.letGoOfConnection() }
        do {
            try writer.files?.check()
            try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        } catch {
            let failure = StorageFailure(error)
            logger.warning(
                "The write-ahead log was not folded into the database",
                metadata: ["cause": "\(failure == .busy ? "another program is using the database" : failure.message)"])
        }
        do {
            // Readers go first: SQLite removes the log when its last connection closes, and a reader may not.
            pool.invalidateReadOnlyConnections()
            try pool.close()
        } catch {
            logger.warning("The database was not closed", metadata: ["cause": "\(StorageFailure(error).message)"])
        }
        lock.withLock { $0 = nil }
    }
}

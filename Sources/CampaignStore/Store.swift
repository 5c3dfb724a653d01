internal import Dispatch
internal import GRDB
package import Logging
internal import Base
internal import Synchronization

/// Stores accounts and campaigns in SQLite, with a single writer.
///
/// ``directory`` gives the current accounts without a query. The promise of a write is kept only after the commit.
/// Writes that wait at the same time share one transaction. All methods may be called on any thread.
package final class Store: Sendable {
    /// The place of the data.
    package enum Location: Sendable, Equatable {
        /// A file. The path `:memory:`, SQLite's name for a database in memory, means ``memory``.
        case file(path: String)
        /// Memory only. The data is lost when the store ends.
        case memory
    }

    /// The protection against a crash of the machine. A crash of the process alone loses no commit.
    package enum Durability: String, Sendable, CaseIterable {
        /// `synchronous = NORMAL`: a power failure may undo the last commits, but does not damage the file.
        case normal
        /// `synchronous = FULL`: each commit is on the disk before the promise of its writes is kept.
        case full
    }

    let database: any DatabaseWriter
    let writer: Writer
    let groupCommit: GroupCommit
    let campaignTexts = CampaignTexts()
    private let leadCleaner: LeadCleaner
    private let logger: Logger
    /// `nil` for a database in memory, which has no write-ahead log.
    private let checkpointer: Checkpointer?
    /// A `Mutex`, because `Locked` cannot contain a noncopyable value. Only ``close()`` locks it, once.
    private let lock: Mutex<DatabaseLock?>

    /// Opens the database. Creates it from the seed if it is new.
    ///
    /// - Parameters:
    ///   - location: the place of the data.
    ///   - durability: the protection against a crash of the machine.
    ///   - seed: the content of a new database.
    ///   - loops: the number of event loops. Each commits its own writes.
    /// - Throws: ``StoreError``; the user's file is then unchanged.
    package init(
        _ location: Location, durability: Durability = .normal, seed: State = .demo, loops: Int = 1,
        logger: Logger
    ) throws(StoreError) {
        switch location {
        case .memory, .file(":memory:"):
            do {
                let database = try DatabaseQueue(configuration: DatabaseFile.configuration())
                try NewDatabase.fill(database)
                self.database = database
                let connection = try database.writeWithoutTransaction { try WriterConnection(to: $0, seed: seed) }
                writer = Writer(connection, files: nil, logger: logger)
            } catch {
                throw StoreError(error, database: ":memory:")
            }
            lock = Mutex(nil)
            checkpointer = nil
        case .file(let givenPath):
            let path = try DatabaseFile.resolve(givenPath)
            let lock = try DatabaseLock(database: path)
            do {
                let (database, checkpoints) = try DatabaseFile.open(path, lock, durability: durability)
                self.database = database
                let connection = try database.writeWithoutTransaction { try WriterConnection(to: $0, seed: seed) }
                let files = DatabaseFiles(path: path)
                writer = Writer(connection, files: files, logger: logger)
                checkpointer = Checkpointer(of: database, by: checkpoints, logger: logger)
            } catch {
                throw StoreError(error, database: path)
            }
            self.lock = Mutex(lock)
        }
        groupCommit = GroupCommit(to: database, by: writer, durability: durability, loops: loops)
        leadCleaner = LeadCleaner(of: database, by: writer, groupCommit, logger: logger)
        self.logger = logger
        writer.whenCampaignsAreDeleted { [weak leadCleaner] in leadCleaner?.wake() }
        if writer.hasDeletedCampaigns { leadCleaner.wake() }
    }

    /// The accounts after the last commit.
    package var directory: AccountDirectory { writer.directory }

    /// Whether the database was new when it was opened, so that the seed was loaded.
    package var isFromSeed: Bool { writer.isFromSeed }

    /// Waits for the current commit, copies the write-ahead log into the file and closes the file.
    ///
    /// Later calls of other methods fail with ``StorageFailure/closed``. The connections are closed and the lock is
    /// released even if the log cannot be copied. The next start then reads the log.
    package func close() {
        guard writer.close() else { return }
        groupCommit.close()
        leadCleaner.close()
        // A database in memory ends with its last reference. It is not closed here, because GRDB's queue must not be
        // used after it is closed.
        guard let pool = database as? DatabasePool else { return }
        checkpointer?.close()
        pool.writeWithoutTransaction { _ in writer.releaseStatements() }
        do {
            try writer.files?.check()
            try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        } catch {
            let failure = StorageFailure(error)
            logger.warning(
                "The write-ahead log was not copied into the database",
                metadata: ["cause": "\(failure == .busy ? "another program is using the database" : failure.message)"])
        }
        do {
            // Readers are closed first: the last connection to close removes the log, and a read-only one cannot.
            pool.invalidateReadOnlyConnections()
            try pool.close()
        } catch {
            logger.warning("The database was not closed", metadata: ["cause": "\(StorageFailure(error).message)"])
        }
        lock.withLock { $0 = nil }
    }
}

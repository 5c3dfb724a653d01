internal import Dispatch
internal import GRDB
internal import GRDBSQLite
internal import Base
internal import Logging

/// Runs checkpoints in the background: copies the write-ahead log into the database file while commits continue.
///
/// By default SQLite runs a checkpoint in the commit that makes the log 1,000 pages long. The client of that commit
/// then waits for the disk, for milliseconds.
///
/// A run has two steps. First, a separate connection copies the log and syncs the file, in up to three passes. Second,
/// the writer's connection copies the remaining pages while no commit can run: SQLite restarts the log at its beginning
/// only if all pages are copied. The second step is short, because few pages remain. <https://sqlite.org/wal.html#ckpt>
final class Checkpointer: Sendable {
    /// The length of the log, in pages, at which a run starts: 16 MB, four times SQLite's default. During the second
    /// step of a run no commit is possible, so runs should be rare.
    static let usualPages = 4000
    /// The number of remaining pages at which the second step starts. The writer waits while they are copied.
    private static let fewPages = 32
    /// The limit on passes of the first step. Under load each pass leaves the pages that were written during the pass.
    private static let mostPasses = 3

    private struct State {
        var isRunning = false
        /// The number of pages in the log after the last commit.
        var length = 0
        /// The length of the log, in pages, at which the next run starts.
        var dueLength = Checkpointer.usualPages
        var isClosed = false
    }

    private let connection: DatabaseQueue
    private let pool: DatabasePool
    private let logger: Logger
    private let state = Locked(State())
    private let queue = DispatchQueue(label: "campaign-store.checkpoints")

    /// Replaces SQLite's automatic checkpoints.
    ///
    /// - Parameter connection: runs the first steps; ``close()`` closes it.
    init(of pool: DatabasePool, by connection: DatabaseQueue, logger: Logger) {
        self.connection = connection
        self.pool = pool
        self.logger = logger
        pool.writeWithoutTransaction { database in
            // This hook replaces SQLite's own, which runs the automatic checkpoints:
            // <https://sqlite.org/c3ref/wal_hook.html>. The unretained pointer is valid until ``Store/close()``: only
            // commits of the store call the hook, `close()` ends them, and the store retains this object until then.
            let this = Unmanaged.passUnretained(self).toOpaque()
            _ = sqlite3_wal_hook(
                database.sqliteConnection,
                { this, _, _, pages in
                    if let this { Unmanaged<Checkpointer>.fromOpaque(this).takeUnretainedValue().logHas(Int(pages)) }
                    return SQLITE_OK
                }, this)
        }
    }

    /// Waits for the first step of a current run and prevents further runs. Call this before the writer is closed.
    func close() {
        queue.sync {
            state.withLock { $0.isClosed = true }
            try? connection.close()
        }
    }

    private func logHas(_ pages: Int) {
        let isDue = state.withLock { state in
            if pages < state.length { state.dueLength = Self.usualPages }
            state.length = pages
            guard pages >= state.dueLength, !state.isRunning, !state.isClosed else { return false }
            state.isRunning = true
            return true
        }
        if isDue { queue.async { self.run() } }
    }

    private func run() {
        if state.withLock({ $0.isClosed }) { return }
        do {
            for _ in 0..<Self.mostPasses {
                let left = try connection.writeWithoutTransaction { database in
                    let left = try copy(database)
                    // When all pages are copied, SQLite itself syncs the file while the writer waits. That sync is
                    // short if the file is synced here.
                    if left > 0 { try database.syncFile() }
                    return left
                }
                if left == 0 { return ended(left: 0) }
                if left <= Self.fewPages { break }
            }
        } catch {
            return failed(error)
        }
        pool.asyncWriteWithoutTransaction { database in
            if self.state.withLock({ $0.isClosed }) { return }
            do {
                self.ended(left: try self.copy(database))
            } catch {
                self.failed(error)
            }
        }
    }

    /// Copies the pages that can be copied without waiting for readers or writers.
    ///
    /// - Returns: the number of pages that remain in the log, including those that were written during the copy.
    private func copy(_ database: Database) throws -> Int {
        let copied = try database.checkpoint(.passive).checkpointedFrameCount
        return max(0, state.withLock { $0.length } - copied)
    }

    /// Ends a run.
    ///
    /// - Parameter left: the number of pages that could not be copied, because another program still reads an older
    ///   snapshot.
    private func ended(left: Int) {
        state.withLock { state in
            state.isRunning = false
            state.dueLength = left == 0 ? Self.usualPages : state.length + Self.usualPages
        }
    }

    /// Ends a run that failed. No data is lost: the log grows until a later run succeeds.
    private func failed(_ error: any Error) {
        let failure = StorageFailure(error)
        // The database is busy if another program runs a checkpoint, which does the same work.
        if failure != .busy {
            logger.warning(
                "The write-ahead log was not copied into the database", metadata: ["cause": "\(failure.message)"])
        }
        ended(left: Self.usualPages)
    }
}

extension Database {
    /// Syncs the database file: returns when its writes are on the disk.
    fileprivate func syncFile() throws {
        var file: UnsafeMutablePointer<sqlite3_file>?
        // This uses SQLite's own descriptor. Closing another descriptor of the file would drop SQLite's locks
        // (fcntl(2)).
        var code = sqlite3_file_control(sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
        if code == SQLITE_OK, let sync = file?.pointee.pMethods?.pointee.xSync {
            code = sync(file, SQLITE_SYNC_NORMAL)
        }
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}

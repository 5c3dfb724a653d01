internal import Dispatch
internal import GRDB
internal import GRDBSQLite
internal import Base
internal import Logging

/// Folds the write-ahead log into the database file beside the commits.
///
/// By itself SQLite does so in the commit that makes the log 1,000 pages long: whoever creates then waits for the disk,
/// for milliseconds. Here a connection of its own copies what is there, and what has come meanwhile is copied while the
/// writer waits, for only when nothing is left to copy may the log begin anew. That is little by then, and already on the
/// disk, as is the file. <https://sqlite.org/wal.html#ckpt>
final class Checkpointer: Sendable {
    /// 16 MB, four times SQLite's own measure: every run ends with a moment in which nobody can commit.
    static let usualPages = 4000
    /// What the writer is kept waiting for.
    private static let fewPages = 32
    /// Under load each pass leaves what came during it.
    private static let mostPasses = 3

    private struct State {
        var isRunning = false
        /// Pages in the log, after the last commit.
        var length = 0
        /// How long the log is to be for the next run.
        var dueLength = Checkpointer.usualPages
        var connection: DatabaseQueue?
        var isClosed = false
    }

    private let files: DatabaseFiles
    private let pool: DatabasePool
    private let logger: Logger
    private let state = Locked(State())
    private let queue = DispatchQueue(label: "campaign-store.checkpoints")

    /// Takes the checkpoints over from SQLite.
    init(of pool: DatabasePool, _ files: DatabaseFiles, logger: Logger) {
        self.files = files
        self.pool = pool
        self.logger = logger
        pool.writeWithoutTransaction { database in
            // The hook that SQLite's own checkpoints are made in: <https://sqlite.org/c3ref/wal_hook.html>. It is called by
            // commits, which are the store's, and the store holds on to this object.
            let this = Unmanaged.passUnretained(self).toOpaque()
            _ = sqlite3_wal_hook(
                database.sqliteConnection,
                { this, _, _, pages in
                    if let this { Unmanaged<Checkpointer>.fromOpaque(this).takeUnretainedValue().logHas(Int(pages)) }
                    return SQLITE_OK
                }, this)
        }
    }

    /// Waits for a run that is on its way, and lets no other begin.
    ///
    /// To be called before the writer is closed.
    func close() {
        queue.sync {
            let connection = state.withLock { state in
                state.isClosed = true
                defer { state.connection = nil }
                return state.connection
            }
            try? connection?.close()
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
            let connection = try openConnection()
            for _ in 0..<Self.mostPasses {
                let left = try connection.writeWithoutTransaction { database in
                    let left = try copy(database)
                    // SQLite itself does so once all is copied, while the writer waits: that is soon done then.
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

    /// Copies what can be copied without waiting for anybody.
    ///
    /// - Returns: how many pages of the log are left, those that have come meanwhile included.
    private func copy(_ database: Database) throws -> Int {
        let copied = try database.checkpoint(.passive).checkpointedFrameCount
        return max(0, state.withLock { $0.length } - copied)
    }

    /// - Parameter left: pages that cannot be copied yet, as another program still reads the database as it was.
    private func ended(left: Int) {
        state.withLock { state in
            state.isRunning = false
            state.dueLength = left == 0 ? Self.usualPages : state.length + Self.usualPages
        }
    }

    /// Nothing is lost: the log only grows until a later run.
    private func failed(_ error: any Error) {
        let failure = StorageFailure(error)
        // Another program's checkpoint does the same work.
        if failure != .busy {
            logger.warning(
                "The write-ahead log was not folded into the database", metadata: ["cause": "\(failure.message)"])
        }
        ended(left: Self.usualPages)
    }

    private func openConnection() throws -> DatabaseQueue {
        if let connection = state.withLock({ $0.connection }) { return connection }
        // Whatever else lies at the path now is not ours to write.
        try files.check()
        let connection = try DatabaseQueue(path: files.path, configuration: DatabaseFile.configuration())
        state.withLock { $0.connection = connection }
        return connection
    }
}

extension Database {
    /// Returns once the disk has what was written to the database file.
    fileprivate func syncFile() throws {
        var file: UnsafeMutablePointer<sqlite3_file>?
        // SQLite's own descriptor: closing another one of the same file would take away its locks (fcntl(2)).
        var code = sqlite3_file_control(sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
        if code == SQLITE_OK, let sync = file?.pointee.pMethods?.pointee.xSync {
            code = sync(file, SQLITE_SYNC_NORMAL)
        }
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}

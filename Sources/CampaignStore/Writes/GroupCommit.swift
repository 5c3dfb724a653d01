internal import Base
internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// Decides when writes are committed, and on which thread.
///
/// Writes wait until their event loop's turn ends. The writes of one turn share a transaction, up to ``largestBatch``
/// writes. Batches therefore grow with the load, and a single write does not wait for others.
///
/// The event loop commits the batch on its own thread, because passing it to another thread and back would take longer.
/// A commit that may take long would block the loop's other requests, so the batch goes to the backlog instead:
/// - if each commit waits for the disk (``Store/Durability/full``);
/// - if a change of the control plane uses the database's writer or waits for it;
/// - if another program holds the write lock;
/// - if earlier writes are in the backlog, because the batch must not overtake them.
///
/// GRDB's writer queue writes the backlog. While one transaction of the backlog runs, further batches collect and share
/// the next transaction.
final class GroupCommit: Sendable {
    /// The maximum number of writes in one transaction.
    static let largestBatch = 256

    private struct Queue {
        var waiting: [PendingWrite] = []
        var isClosed = false
    }

    private final class LoopQueue: Sendable {
        let state = Locked(Queue())
        /// Whether writes may be waiting. Without this flag, each turn without a write takes the lock, 1 % of a 401.
        let mayHaveWrites = Atomic(false)
    }

    private struct Backlog {
        var waiting: [PendingWrite] = []
        var isBeingWritten = false
    }

    private let database: any DatabaseWriter
    private let writer: Writer
    private let waitsForDisk: Bool
    /// One queue for each event loop, so that the loops do not contend for a lock.
    private let queues: [LoopQueue]
    private let backlog = Locked(Backlog())
    /// The number of control-plane changes (and reads in memory) that use the database's writer or wait for it.
    private let changes = Atomic(0)

    init(to database: any DatabaseWriter, by writer: Writer, durability: Store.Durability, loops: Int) {
        self.database = database
        self.writer = writer
        waitsForDisk = durability == .full
        queues = (0..<max(1, loops)).map { _ in LoopQueue() }
    }

    // MARK: A loop's turn

    /// Queues a write for the loop's next ``commit(loop:)``. Refuses the write if the store is closed.
    func append(_ write: PendingWrite, loop: Int) {
        let queue = queue(of: loop)
        let isOpen = queue.state.withLock { state in
            if !state.isClosed {
                state.waiting.append(write)
                queue.mayHaveWrites.store(true, ordering: .releasing)
            }
            return !state.isClosed
        }
        if !isOpen { write.refuse(.failed(.closed)) }
    }

    /// Commits the writes in the loop's queue, or moves them to the backlog.
    ///
    /// - Returns: whether the queue contains further writes: those beyond ``largestBatch``, and those that arrived
    ///   meanwhile.
    func commit(loop: Int) -> Bool {
        let queue = queue(of: loop)
        guard queue.mayHaveWrites.load(ordering: .acquiring) else { return false }
        let writes = queue.state.withLock { state in
            let writes = state.waiting.takeFirst(Self.largestBatch)
            queue.mayHaveWrites.store(!state.waiting.isEmpty, ordering: .releasing)
            return writes
        }
        if writes.isEmpty { return false }
        if !commitAtOnce(writes) { delay(writes) }
        return queue.mayHaveWrites.load(ordering: .acquiring)
    }

    /// Refuses the writes in the queues and all later ones.
    func close() {
        for queue in queues {
            let left = queue.state.withLock { state in
                state.isClosed = true
                defer { state.waiting = [] }
                return state.waiting
            }
            for write in left { write.refuse(.failed(.closed)) }
        }
    }

    private func queue(of loop: Int) -> LoopQueue { queues[loop % queues.count] }

    // MARK: Commits on the event loop

    /// Runs `body`, which uses the database's writer. Until `body` returns, new batches go to the backlog instead of
    /// blocking their event loops.
    func occupyingWriter<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        changes.add(1, ordering: .relaxed)
        defer { changes.subtract(1, ordering: .relaxed) }
        return try await body()
    }

    /// Runs `body` like the asynchronous method of the same name.
    func occupyingWriter<Value>(_ body: () throws -> Value) rethrows -> Value {
        changes.add(1, ordering: .relaxed)
        defer { changes.subtract(1, ordering: .relaxed) }
        return try body()
    }

    /// Commits on the calling thread, unless that may take long.
    ///
    /// - Returns: whether the writes are decided; `false` if they must go to the backlog.
    private func commitAtOnce(_ writes: [PendingWrite]) -> Bool {
        // A change may begin after this check. The commit then waits for that one change.
        guard !waitsForDisk, changes.load(ordering: .relaxed) == 0, !backlog.withLock({ $0.isBeingWritten }) else {
            return false
        }
        let failure: StorageFailure? = database.writeWithoutTransaction { database in
            // The check is inside the writer, because the connection cannot be closed while the writer is in use.
            guard !writer.isClosed else { return .closed }
            sqlite3_busy_timeout(database.sqliteConnection, 0)
            defer { sqlite3_busy_timeout(database.sqliteConnection, DatabaseFile.busyMilliseconds) }
            return perform(writes, on: database)
        }
        if failure == .busy { return false }
        decide(writes, failure)
        return true
    }

    // MARK: The backlog

    /// The number of writes in the backlog, without those of the current transaction.
    var delayedCount: Int { backlog.withLock { $0.waiting.count } }

    func delay(_ writes: [PendingWrite]) {
        let isFirst = backlog.withLock { backlog in
            backlog.waiting += writes
            defer { backlog.isBeingWritten = true }
            return !backlog.isBeingWritten
        }
        if isFirst { writeBacklog() }
    }

    private func writeBacklog() {
        database.asyncWriteWithoutTransaction { database in
            let writes = self.backlog.withLock { $0.waiting.takeFirst(Self.largestBatch) }
            let failure = self.perform(writes, on: database)
            // The next transaction is scheduled before the promises are kept, so that its writes do not wait for the
            // callbacks. It runs after the control-plane changes that already wait for the writer.
            let goesOn = self.backlog.withLock { backlog in
                backlog.isBeingWritten = !backlog.waiting.isEmpty
                return backlog.isBeingWritten
            }
            if goesOn { self.writeBacklog() }
            self.decide(writes, failure)
        }
    }

    // MARK: Decisions

    /// Performs the writes in one transaction.
    ///
    /// - Returns: the failure of the transaction; `nil` if it is committed.
    private func perform(_ writes: [PendingWrite], on database: Database) -> StorageFailure? {
        do {
            try writer.perform(writes, on: database)
            return nil
        } catch {
            return StorageFailure(error)
        }
    }

    /// Keeps the promises of the writes.
    ///
    /// After a failure all writes fail. This includes refused ones, because their refusals may depend on rows that were
    /// rolled back.
    private func decide(_ writes: [PendingWrite], _ failure: StorageFailure?) {
        guard let failure else {
            for write in writes { write.fulfil() }
            return
        }
        writer.report(failure)
        for write in writes { write.refuse(.failed(failure)) }
    }
}

extension Array {
    /// Removes and returns the first elements, at most `limit`.
    fileprivate mutating func takeFirst(_ limit: Int) -> [Element] {
        if isEmpty { return [] }
        guard count > limit else {
            defer { self = [] }
            return self
        }
        defer { removeFirst(limit) }
        return Array(prefix(limit))
    }
}

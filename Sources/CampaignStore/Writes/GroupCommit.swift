internal import Base
internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// When writes are committed, and on which thread.
///
/// Writes wait for the end of their event loop's turn. All that came in one turn share a transaction, at most
/// ``largestBatch``: so the batch grows with the load, and a lone write never waits for company. The loop then commits
/// them at once, on its own thread: handing them to another thread and back would take longer. It does not where that may
/// take long, since it serves other requests meanwhile: when each commit waits for the disk (``Store/Durability/full``),
/// while a change of the control plane has the database's writer or waits for it, when another program has the write lock,
/// and while earlier writes are in the backlog, which would be overtaken. Those writes join the backlog, which is written
/// behind whatever else waits for the writer: while one of its transactions is on its way, all others wait and share the
/// next.
final class GroupCommit: Sendable {
    /// The most that one transaction takes.
    static let largestBatch = 256

    private struct Queue {
        var waiting: [PendingWrite] = []
        var isClosed = false
    }

    private struct Backlog {
        var waiting: [PendingWrite] = []
        var isBeingWritten = false
    }

    private let database: any DatabaseWriter
    private let writer: Writer
    private let waitsForDisk: Bool
    /// One for each event loop, so that none has to hand anything to another.
    private let queues: [Locked<Queue>]
    private let backlog = Locked(Backlog())
    /// How many changes of the control plane have the database's writer or wait for it.
    private let changes = Atomic(0)

    init(to database: any DatabaseWriter, by writer: Writer, durability: Store.Durability, loops: Int) {
        self.database = database
        self.writer = writer
        waitsForDisk = durability == .full
        queues = (0..<max(1, loops)).map { _ in Locked(Queue()) }
    }

    // MARK: A loop's turn

    /// Has a write performed by the loop's next ``commit(loop:)``.
    func append(_ write: PendingWrite, loop: Int) {
        let isOpen = queue(of: loop).withLock { queue in
            if !queue.isClosed { queue.waiting.append(write) }
            return !queue.isClosed
        }
        if !isOpen { write.refuse(.failed(.closed)) }
    }

    /// Commits what waits in the loop's queue, or hands it to the backlog.
    ///
    /// - Returns: whether there is more, since one transaction takes only so many or some have come meanwhile.
    func commit(loop: Int) -> Bool {
        let queue = queue(of: loop)
        let writes = queue.withLock { $0.waiting.takeFirst(Self.largestBatch) }
        if writes.isEmpty { return false }
        if !commitAtOnce(writes) { delay(writes) }
        return queue.withLock { !$0.waiting.isEmpty }
    }

    /// From now on nothing is admitted, and what waits for a loop is refused.
    func close() {
        for queue in queues {
            let left = queue.withLock { queue in
                queue.isClosed = true
                defer { queue.waiting = [] }
                return queue.waiting
            }
            for write in left { write.refuse(.failed(.closed)) }
        }
    }

    private func queue(of loop: Int) -> Locked<Queue> { queues[loop % queues.count] }

    // MARK: At once

    /// Runs what takes the database's writer, and keeps the event loops from waiting for it.
    func occupyingWriter<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        changes.add(1, ordering: .relaxed)
        defer { changes.subtract(1, ordering: .relaxed) }
        return try await body()
    }

    /// - Returns: whether it is done; not where it could take long.
    private func commitAtOnce(_ writes: [PendingWrite]) -> Bool {
        // A change may begin a moment later: then this commit waits for one change.
        guard !waitsForDisk, changes.load(ordering: .relaxed) == 0, !backlog.withLock({ $0.isBeingWritten }) else {
            return false
        }
        let failure: StorageFailure? = database.writeWithoutTransaction { database in
            // Asked here, where nothing closes the connection meanwhile.
            guard !writer.isClosed else { return .closed }
            sqlite3_busy_timeout(database.sqliteConnection, 0)
            defer { sqlite3_busy_timeout(database.sqliteConnection, DatabaseFile.busyMilliseconds) }
            return perform(writes, on: database)
        }
        if failure == .busy { return false }
        tell(writes, failure)
        return true
    }

    // MARK: The backlog

    /// How many writes wait for the transaction behind the one that is on its way.
    var delayedCount: Int { backlog.withLock { $0.waiting.count } }

    private func delay(_ writes: [PendingWrite]) {
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
            // Before the outcomes are told, so that others are not kept waiting. Changes of the control plane come in
            // between.
            let goesOn = self.backlog.withLock { backlog in
                backlog.isBeingWritten = !backlog.waiting.isEmpty
                return backlog.isBeingWritten
            }
            if goesOn { self.writeBacklog() }
            self.tell(writes, failure)
        }
    }

    // MARK: Outcomes

    /// - Returns: why none of them was performed; `nil` when they are committed.
    private func perform(_ writes: [PendingWrite], on database: Database) -> StorageFailure? {
        do {
            try writer.perform(writes, on: database)
            return nil
        } catch {
            return StorageFailure(error)
        }
    }

    /// Refusals too were decided upon rows that are gone after a failure, so all fail alike.
    private func tell(_ writes: [PendingWrite], _ failure: StorageFailure?) {
        guard let failure else {
            for write in writes { write.fulfil() }
            return
        }
        writer.report(failure)
        for write in writes { write.refuse(.failed(failure)) }
    }
}

extension Array {
    /// Removes so many, or all, from the beginning.
    fileprivate mutating func takeFirst(_ most: Int) -> [Element] {
        if isEmpty { return [] }
        guard count > most else {
            defer { self = [] }
            return self
        }
        defer { removeFirst(most) }
        return Array(prefix(most))
    }
}

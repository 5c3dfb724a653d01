internal import GRDB
internal import GRDBSQLite
internal import Base
internal import Logging

extension Store {
    typealias Outcome = Result<Int64, CreateRefusal>

    /// Has a campaign stored by the next ``commit(loop:)``.
    ///
    /// - Parameter loop: whose next commit it is.
    package func create(_ create: WaitingCreate, loop: Int, receiver: any CreateReceiver) {
        create.wait(receiver)
        if !queue(of: loop).append(create) { create.tell(.failure(.failed(.closed))) }
    }

    /// Commits what waits, on the caller's thread where that is soon done: handing it to another one and back would take
    /// longer.
    ///
    /// - Returns: whether there is more, since one transaction takes only so many or some have come meanwhile.
    package func commit(loop: Int) -> Bool {
        let queue = queue(of: loop)
        let batch = queue.takeBatch()
        if batch.isEmpty { return false }
        if let outcomes = commitAtOnce(batch) {
            tell(batch, outcomes)
        } else if backlog.append(batch) {
            writeBacklog()
        }
        return !queue.isEmpty
    }

    /// Stores a campaign, and returns once it is committed.
    package func create(_ draft: CampaignDraft, generation: UInt64) async throws(CreateRefusal) -> Campaign {
        guard let account = directory.account(named: draft.account) else { throw .superseded }
        let waiting = WaitingCreate(draft, of: account, generation: generation)
        let outcome = await withUnsafeContinuation { continuation in
            create(waiting, loop: 0, receiver: TaskReceiver(continuation: continuation))
            // Like an event loop: what others have handed in by then shares the transaction.
            Task {
                await Task.yield()
                while commit(loop: 0) {}
            }
        }
        return Campaign(id: try outcome.get(), draft: draft)
    }

    /// A task that waits for its create.
    private final class TaskReceiver: CreateReceiver {
        private let continuation: UnsafeContinuation<Outcome, Never>

        init(continuation: UnsafeContinuation<Outcome, Never>) { self.continuation = continuation }

        func isDecided(_ create: WaitingCreate) {
            continuation.resume(returning: create.outcome ?? .failure(.failed(.closed)))
        }
    }

    private func queue(of loop: Int) -> CommitQueue { queues[loop % queues.count] }

    private func tell(_ batch: [WaitingCreate], _ outcomes: [Outcome]) {
        for (create, outcome) in zip(batch, outcomes) { create.tell(outcome) }
    }

    /// Writes what waits in the backlog, behind everything else that waits for the database's writer.
    private func writeBacklog() {
        database.asyncWriteWithoutTransaction { database in
            let batch = self.backlog.takeBatch()
            let outcomes: [Outcome]
            do {
                outcomes = try self.write(batch, to: database)
            } catch {
                outcomes = self.failures(batch, error)
            }
            // Before anybody is told, so that others are not kept waiting; changes of the control plane come in between.
            if self.backlog.goesOn() { self.writeBacklog() }
            self.tell(batch, outcomes)
        }
    }

    /// Commits on the caller's thread, which serves others too.
    ///
    /// - Returns: `nil` where it could take long: each commit waits for the disk, or another change or program goes first.
    private func commitAtOnce(_ batch: [WaitingCreate]) -> [Outcome]? {
        guard durability == .normal, !isChanging, !backlog.isActive else { return nil }
        return database.writeWithoutTransaction { database in
            // Asked here, where nobody else closes the connection meanwhile.
            guard !isClosed else { return failures(batch, StorageFailure.closed) }
            sqlite3_busy_timeout(database.sqliteConnection, 0)
            defer { sqlite3_busy_timeout(database.sqliteConnection, DatabaseFile.busyMilliseconds) }
            do {
                return try write(batch, to: database)
            } catch {
                return StorageFailure(error) == .busy ? nil : failures(batch, error)
            }
        }
    }

    /// One transaction for all of them; committed when this returns.
    private func write(_ batch: [WaitingCreate], to database: Database) throws -> [Outcome] {
        guard !isClosed else { throw StorageFailure.closed }
        try files?.check()
        let contents = contents.withLock { $0.takenForTransaction() }
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(batch.count)
        let transaction = try database.transaction {
            var transaction = try CampaignBatch(database: database, contents: contents)
            for create in batch { outcomes.append(try transaction.create(create)) }
            return transaction
        }
        self.contents.withLock { [lastFailure = transaction.contents.lastFailure] contents in
            contents = transaction.contents
            contents.lastFailure = transaction.failure == nil ? nil : lastFailure
        }
        if let failure = transaction.failure { report(failure) }
        return outcomes
    }

    /// Refusals too were decided upon rows that are gone now, so all fail alike.
    private func failures(_ batch: [WaitingCreate], _ error: any Error) -> [Outcome] {
        let failure = StorageFailure(error)
        report(failure)
        return batch.map { _ in .failure(.failed(failure)) }
    }
}

internal import GRDB
internal import GRDBSQLite
internal import Locking
internal import Logging

extension Store {
    typealias Outcome = Result<Int64, CreateRefusal>

    /// Stores a campaign, and returns once it is committed.
    ///
    /// The commit usually runs on the caller's thread: handing it to another one and back would take longer than it does.
    ///
    /// - Parameter generation: that of the directory the draft was validated with.
    package func create(_ draft: CampaignDraft, generation: UInt64) async throws(CreateRefusal) -> Campaign {
        let turn = await withUnsafeContinuation { continuation in
            let pending = CommitQueue.Pending(draft: draft, generation: generation, continuation: continuation)
            switch queue.append(pending) {
            case .leads: pending.resume(.leads)
            case .waits: break
            case .closed: pending.resume(.done(.failure(.failed(.closed))))
            }
        }
        let outcome =
            switch turn {
            case .done(let outcome): outcome
            case .leads: await lead()
            }
        return Campaign(id: try outcome.get(), draft: draft)
    }

    /// Commits what waits, the caller's create first among it, and passes the lead on.
    private func lead() async -> Outcome {
        // What was read from the sockets at the same time is about to be appended too, and shares the transaction.
        await Task.yield()
        let batch = queue.takeBatch()
        let outcomes = await commit(batch)
        queue.passLead()?.resume(.leads)
        for (pending, outcome) in zip(batch, outcomes).dropFirst() { pending.resume(.done(outcome)) }
        return outcomes.first ?? .failure(.failed(.closed))
    }

    private func commit(_ batch: [CommitQueue.Pending]) async -> [Outcome] {
        if let outcomes = commitAtOnce(batch) { return outcomes }
        return await withUnsafeContinuation { continuation in
            database.asyncWriteWithoutTransaction { database in
                do {
                    continuation.resume(returning: try self.write(batch, to: database))
                } catch {
                    continuation.resume(returning: self.failures(batch, error))
                }
            }
        }
    }

    /// Commits on the caller's thread, which serves others too.
    ///
    /// Once in a thousand pages SQLite folds the log into the file here, which takes some milliseconds.
    ///
    /// - Returns: `nil` where it could take long: each commit waits for the disk, or another change or program goes first.
    private func commitAtOnce(_ batch: [CommitQueue.Pending]) -> [Outcome]? {
        guard durability == .normal, !isChanging else { return nil }
        return database.writeWithoutTransaction { database in
            // Asked here, where nobody else closes the connection meanwhile.
            guard !queue.isClosed else { return failures(batch, StorageFailure.closed) }
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
    private func write(_ batch: [CommitQueue.Pending], to database: Database) throws -> [Outcome] {
        guard !queue.isClosed else { throw StorageFailure.closed }
        let (directory, nextID, settledID, counts) = contents.withLock {
            ($0.directory, $0.nextCampaignID, $0.settledCampaignID, $0.takeCampaignCounts())
        }
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(batch.count)
        var transaction = try CampaignBatch(
            database: database, directory: directory, nextID: nextID, settledID: settledID, counts: counts)
        try database.transaction {
            for pending in batch {
                outcomes.append(try transaction.create(pending.draft, generation: pending.generation))
            }
            try transaction.finish()
        }
        contents.withLock { [transaction] in $0.committed(transaction) }
        return outcomes
    }

    /// Refusals too were decided upon rows that are gone now, so all fail alike.
    private func failures(_ batch: [CommitQueue.Pending], _ error: any Error) -> [Outcome] {
        let failure = StorageFailure(error)
        if failure != .closed {
            logger.error(
                "Campaigns were not stored", metadata: ["cause": "\(failure.message)", "count": "\(batch.count)"])
        }
        return batch.map { _ in .failure(.failed(failure)) }
    }
}

internal import Locking
internal import GRDB
internal import Logging
internal import Synchronization

extension Store {
    /// Stores a campaign, and returns once it is committed.
    ///
    /// - Parameter generation: that of the directory the draft was validated with.
    package func create(_ draft: CampaignDraft, generation: UInt64) async throws(CreateRefusal) -> Campaign {
        let outcome = await withUnsafeContinuation { continuation in
            let pending = CommitQueue.Pending(draft: draft, generation: generation, continuation: continuation)
            switch queue.append(pending) {
            case .mustStartWriter: startWriter()
            case .waits: break
            case .closed: pending.resume(.failure(.failed(.closed)))
            }
        }
        return Campaign(id: try outcome.get(), draft: draft)
    }

    private func startWriter() {
        database.asyncWriteWithoutTransaction { database in self.writeWaiting(to: database) }
    }

    /// Runs batch after batch until nothing waits.
    ///
    /// Inside the database's writer.
    func writeWaiting(to database: Database) {
        while true {
            let batch = queue.takeBatch()
            if batch.isEmpty { return }
            let outcomes = write(batch, to: database)
            for (pending, outcome) in zip(batch, outcomes) { pending.resume(outcome) }
        }
    }

    /// One transaction for all of them; committed when this returns.
    private func write(_ batch: [CommitQueue.Pending], to database: Database) -> [Result<Int64, CreateRefusal>] {
        let (directory, nextID, counts) = contents.withLock {
            ($0.directory, $0.nextCampaignID, $0.takeCampaignCounts())
        }
        var outcomes: [Result<Int64, CreateRefusal>] = []
        outcomes.reserveCapacity(batch.count)
        do {
            var transaction = try CampaignBatch(
                database: database, directory: directory, nextID: nextID, counts: counts)
            try database.transaction {
                for pending in batch {
                    outcomes.append(try transaction.create(pending.draft, generation: pending.generation))
                }
                try transaction.finish()
            }
            contents.withLock { [transaction] in $0.committed(transaction) }
            return outcomes
        } catch {
            // Refusals too were decided upon rows that are gone now, so all fail alike.
            let failure = StorageFailure(error)
            logger.error(
                "Campaigns were not stored", metadata: ["cause": "\(failure.message)", "count": "\(batch.count)"])
            return batch.map { _ in .failure(.failed(failure)) }
        }
    }
}

internal import Base

extension Store {
    /// Queues a write for the loop's next ``commit(loop:)``.
    ///
    /// - Parameters:
    ///   - loop: the index of the event loop.
    ///   - generation: the generation of the directory with which the request was validated. If the accounts have
    ///     changed since, the write is refused as superseded.
    ///   - operation: stores its outcome itself. The outcome is valid only after the write is committed.
    /// - Returns: the write, which is the promise of its decision.
    package func write(
        loop: Int, generation: UInt64, _ operation: @escaping WriteBatch.Operation<Void>
    ) -> PendingWrite {
        let write = PendingWrite(generation: generation, operation)
        groupCommit.append(write, loop: loop)
        return write
    }

    /// Performs a write for a caller without an event loop.
    ///
    /// - Parameters:
    ///   - generation: the generation of the directory with which the write was validated.
    ///   - operation: runs inside the transaction.
    /// - Returns: the operation's outcome, after the commit.
    /// - Throws: ``WriteRefusal``; nothing is stored then.
    package func write<Outcome: Sendable>(
        generation: UInt64, _ operation: @escaping WriteBatch.Operation<Outcome>
    ) async throws(WriteRefusal) -> Outcome {
        let outcome = Promise<Outcome>()
        let decision = write(loop: 0, generation: generation) { outcome.keep(try operation(&$0)) }
        // The yield lets other tasks queue their writes, so that they share the transaction, as on an event loop.
        Task(executorPreference: WorkerThreads.shared) {
            await Task.yield()
            while self.commit(loop: 0) {}
        }
        if let refusal = await decision.wait() { throw refusal }
        return outcome.take()
    }

    /// Performs a write that may take long. It waits with the backlog of ``GroupCommit``, so that no event loop waits for
    /// it, and other writes share its transaction.
    ///
    /// Operation, outcome and errors are those of ``write(generation:_:)``.
    package func writeInBacklog<Outcome: Sendable>(
        generation: UInt64, _ operation: @escaping WriteBatch.Operation<Outcome>
    ) async throws(WriteRefusal) -> Outcome {
        guard !writer.isClosed else { throw .failed(.closed) }
        let outcome = Promise<Outcome>()
        let write = PendingWrite(generation: generation) { outcome.keep(try operation(&$0)) }
        groupCommit.delay([write])
        if let refusal = await write.wait() { throw refusal }
        return outcome.take()
    }

    /// Commits the queued writes of an event loop, on the calling thread unless that may take long; see
    /// ``GroupCommit``.
    ///
    /// - Returns: whether the queue contains further writes, so that the caller must call this again.
    package func commit(loop: Int) -> Bool { groupCommit.commit(loop: loop) }
}

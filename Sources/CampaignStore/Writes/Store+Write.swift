internal import Base

extension Store {
    /// Has a write performed by the next ``commit(loop:)``.
    ///
    /// - Parameters:
    ///   - loop: whose next commit it is.
    ///   - generation: that of the directory the request was validated with. A write of an older one is superseded.
    ///   - operation: what it finds out, it keeps itself; valid only once the write is committed.
    /// - Returns: the promise that the write is decided.
    package func write(
        loop: Int, generation: UInt64, _ operation: @escaping WriteBatch.Operation<Void>
    ) -> PendingWrite {
        let write = PendingWrite(generation: generation, operation)
        groupCommit.append(write, loop: loop)
        return write
    }

    /// The same for callers without an event loop: returns the operation's outcome once it is committed.
    package func write<Outcome: Sendable>(
        generation: UInt64, _ operation: @escaping WriteBatch.Operation<Outcome>
    ) async throws(WriteRefusal) -> Outcome {
        let outcome = Promise<Outcome>()
        let decision = write(loop: 0, generation: generation) { outcome.keep(try operation(&$0)) }
        // Like an event loop: what others have handed in by then shares the transaction.
        Task {
            await Task.yield()
            while commit(loop: 0) {}
        }
        if let refusal = await decision.wait() { throw refusal }
        return outcome.take()
    }

    /// Commits what waits, on the caller's thread where that is soon done; see ``GroupCommit``.
    ///
    /// - Returns: whether there is more, since one transaction takes only so many or some have come meanwhile.
    package func commit(loop: Int) -> Bool { groupCommit.commit(loop: loop) }
}

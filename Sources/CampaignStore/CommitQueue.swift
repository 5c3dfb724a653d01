internal import Locking

/// Creates that wait for the writer, in the order of their arrival.
///
/// The first to arrive while nobody writes is told to start the writer; those that come meanwhile are taken by the same
/// writer in its next batch. So the batch grows with the load and a lone create never waits for company.
final class CommitQueue: Sendable {
    /// A reference, because a draft is large: it is passed on three times without being copied.
    final class Pending: Sendable {
        let draft: CampaignDraft
        let generation: UInt64
        /// Resumed once, when the transaction has ended.
        private let continuation: UnsafeContinuation<Result<Int64, CreateRefusal>, Never>

        init(
            draft: CampaignDraft, generation: UInt64,
            continuation: UnsafeContinuation<Result<Int64, CreateRefusal>, Never>
        ) {
            self.draft = draft
            self.generation = generation
            self.continuation = continuation
        }

        func resume(_ outcome: Result<Int64, CreateRefusal>) { continuation.resume(returning: outcome) }
    }

    enum Admission { case mustStartWriter, waits, closed }

    private struct State {
        var waiting: [Pending] = []
        var isWriterActive = false
        var isClosed = false
    }

    private let state = Locked(State())
    private let largestBatch: Int

    init(largestBatch: Int = 256) {
        self.largestBatch = largestBatch
    }

    var waitingCount: Int { state.withLock { $0.waiting.count } }

    func append(_ pending: Pending) -> Admission {
        state.withLock { state in
            guard !state.isClosed else { return .closed }
            state.waiting.append(pending)
            guard !state.isWriterActive else { return .waits }
            state.isWriterActive = true
            return .mustStartWriter
        }
    }

    /// What the next transaction takes.
    ///
    /// Empty when nothing waits: the writer is then no longer active.
    func takeBatch() -> [Pending] {
        state.withLock { state in
            guard state.waiting.count > largestBatch else {
                let batch = state.waiting
                state.waiting = []
                if batch.isEmpty { state.isWriterActive = false }
                return batch
            }
            let batch = Array(state.waiting.prefix(largestBatch))
            state.waiting.removeFirst(largestBatch)
            return batch
        }
    }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// From now on nothing is admitted.
    ///
    /// What waits already is still the active writer's.
    ///
    /// - Returns: whether this call closed it.
    func close() -> Bool {
        state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
    }
}

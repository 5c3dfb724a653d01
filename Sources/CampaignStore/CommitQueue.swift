internal import Locking

/// Creates that wait to be committed, in the order of their arrival.
///
/// The first to arrive while nobody leads becomes the leader: it commits what waits, itself first, in one transaction, and
/// then passes the lead to the first of those that came meanwhile. So the batch grows with the load, a lone create never
/// waits for company, and no thread works for the others for long.
final class CommitQueue: Sendable {
    /// What a create that has been waiting is to do next.
    enum Turn: Sendable {
        /// Take the next batch, of which it is the first.
        case leads
        case done(Result<Int64, CreateRefusal>)
    }

    /// A reference, because a draft is large: it is passed on three times without being copied.
    final class Pending: Sendable {
        let draft: CampaignDraft
        let generation: UInt64
        /// Resumed once: when it is to lead, or else when its transaction has ended.
        private let continuation: UnsafeContinuation<Turn, Never>

        init(draft: CampaignDraft, generation: UInt64, continuation: UnsafeContinuation<Turn, Never>) {
            self.draft = draft
            self.generation = generation
            self.continuation = continuation
        }

        func resume(_ turn: Turn) { continuation.resume(returning: turn) }
    }

    enum Admission { case leads, waits, closed }

    private struct State {
        var waiting: [Pending] = []
        var isLed = false
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
            defer { state.isLed = true }
            return state.isLed ? .waits : .leads
        }
    }

    /// What the leader's transaction takes: itself, and those behind it.
    func takeBatch() -> [Pending] {
        state.withLock { state in
            guard state.waiting.count > largestBatch else {
                defer { state.waiting = [] }
                return state.waiting
            }
            let batch = Array(state.waiting.prefix(largestBatch))
            state.waiting.removeFirst(largestBatch)
            return batch
        }
    }

    /// The next leader, still the first of those that wait; `nil` when nobody waits, and so nobody leads any more.
    func passLead() -> Pending? {
        state.withLock { state in
            state.isLed = !state.waiting.isEmpty
            return state.waiting.first
        }
    }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// From now on nothing is admitted.
    ///
    /// What waits already is still the leader's, who will find the store closed.
    ///
    /// - Returns: whether this call closed it.
    func close() -> Bool {
        state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
    }
}

internal import Base

/// Creates whose commit may take long, and is therefore no event loop's work.
///
/// While one transaction is on its way all others wait here and share the next.
final class CommitBacklog: Sendable {
    private struct State {
        var waiting: [WaitingCreate] = []
        var isBeingWritten = false
    }

    private let state = Locked(State())

    /// - Returns: whether the caller is the one to have it written.
    func append(_ batch: [WaitingCreate]) -> Bool {
        state.withLock { state in
            state.waiting += batch
            defer { state.isBeingWritten = true }
            return !state.isBeingWritten
        }
    }

    /// Whether creates wait here or are on their way: those that come now had better wait here too.
    var isActive: Bool { state.withLock { $0.isBeingWritten } }

    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// What the next transaction takes.
    func takeBatch() -> [WaitingCreate] {
        state.withLock { $0.waiting.takeFirst(CommitQueue.largestBatch) }
    }

    /// Tells that a transaction has ended.
    ///
    /// - Returns: whether there must be another one.
    func goesOn() -> Bool {
        state.withLock { state in
            state.isBeingWritten = !state.waiting.isEmpty
            return state.isBeingWritten
        }
    }
}

internal import Base

/// Creates that wait for the end of one event loop's turn, in the order of their arrival.
///
/// All that was read at the same time shares a transaction: so the batch grows with the load, a lone create never waits
/// for company, and one loop has nothing to hand to another.
final class CommitQueue: Sendable {
    private struct State {
        var waiting: [WaitingCreate] = []
        var isClosed = false
    }

    private let state = Locked(State())
    /// The most that one transaction takes.
    static let largestBatch = 256

    /// - Returns: whether it was admitted: not once the queue is closed.
    func append(_ create: WaitingCreate) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.waiting.append(create)
            return true
        }
    }

    var isEmpty: Bool { state.withLock { $0.waiting.isEmpty } }

    /// What the next transaction takes.
    func takeBatch() -> [WaitingCreate] {
        state.withLock { $0.waiting.takeFirst(Self.largestBatch) }
    }

    /// From now on nothing is admitted.
    ///
    /// - Returns: what still waited.
    func close() -> [WaitingCreate] {
        state.withLock { state in
            state.isClosed = true
            defer { state.waiting = [] }
            return state.waiting
        }
    }
}

extension [WaitingCreate] {
    /// Removes so many, or all, from the beginning.
    mutating func takeFirst(_ most: Int) -> [WaitingCreate] {
        if isEmpty { return [] }
        guard count > most else {
            defer { self = [] }
            return self
        }
        defer { removeFirst(most) }
        return Array(prefix(most))
    }
}

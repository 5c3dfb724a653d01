import CampaignAPI
import DequeModule
import HTTPServer
import Synchronization

/// The last requests and their answers, in a ring in memory.
///
/// Recording is on the path of every request: it copies what must be copied before it takes the lock, and nothing is
/// rendered, parsed or matched until somebody reads.
final class Journal: Sendable {
    /// How much is kept.
    struct Limits: Sendable {
        /// Requests; the oldest makes room for the newest.
        var entries = 1_000
        /// Bytes of each body, the request's and the answer's.
        var bodyBytes = 65_536
    }

    /// A moment in the journal's life: what has been recorded, and since which clearing.
    struct Position: Sendable, Equatable {
        fileprivate var epoch: UInt64
        /// The number that the next request gets.
        fileprivate(set) var nextNumber: Int
    }

    fileprivate struct State {
        /// Numbered without a gap: clearing empties it whole.
        var ring: Deque<JournalEntry> = []
        var nextNumber = 1
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter: UInt64 = 0
        var isClosed = false
    }

    let limits: Limits
    private let state = Mutex(State())
    /// Counts clearings.
    ///
    /// A request that began before one is not recorded after it.
    private let epoch = Atomic<UInt64>(0)

    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// To be taken when a request begins and given back to ``record(_:since:)``.
    var currentEpoch: UInt64 { epoch.load(ordering: .acquiring) }

    /// - Returns: the entry, or `nil` when the journal was cleared while the request was on its way.
    @discardableResult
    func record(_ draft: JournalEntry.Draft, since begun: UInt64) -> JournalEntry? {
        let body = RecordedBody(draft.request.body, limit: limits.bodyBytes)
        let answer = JournalEntry.Answer(draft.response, bodyLimit: limits.bodyBytes)
        // What leaves the ring is released, and who waits is woken, after the lock.
        let (entry, _, waiters) = state.withLock { state -> (JournalEntry?, JournalEntry?, [Waiter]) in
            guard epoch.load(ordering: .relaxed) == begun else { return (nil, nil, []) }
            let entry = JournalEntry(number: state.nextNumber, draft: draft, body: body, answer: answer)
            state.nextNumber += 1
            let evicted = state.ring.count >= limits.entries ? state.ring.popFirst() : nil
            state.ring.append(entry)
            return (entry, evicted, state.takeWaiters())
        }
        for waiter in waiters { waiter.resume() }
        return entry
    }

    /// The entries whose numbers are greater, the oldest first.
    func entries(after number: Int = 0) -> [JournalEntry] {
        state.withLock { $0.entries(after: number) }
    }

    func entry(number: Int) -> JournalEntry? {
        state.withLock { state in
            guard let first = state.ring.first?.number, number >= first else { return nil }
            return state.ring.dropFirst(number - first).first
        }
    }

    /// Forgets every entry; numbers go on, or start at 1 again.
    func clear(restartingNumbers: Bool = false) {
        let (_, waiters) = state.withLock { state -> (Deque<JournalEntry>, [Waiter]) in
            epoch.wrappingAdd(1, ordering: .releasing)
            if restartingNumbers { state.nextNumber = 1 }
            let forgotten = state.ring
            state.ring = []
            return (forgotten, state.takeWaiters())
        }
        for waiter in waiters { waiter.resume() }
    }
}

extension Journal {
    private typealias Waiter = CheckedContinuation<Void, Never>

    /// What has been recorded since a position, and the position after it.
    ///
    /// After a clearing everything is new.
    func news(since position: Position?) -> News {
        state.withLock { state in
            let now = self.position(state)
            let isSameEpoch = position?.epoch == now.epoch
            let entries = state.entries(after: isSameEpoch ? (position?.nextNumber ?? 1) - 1 : 0)
            return News(
                entries: entries, wasCleared: position != nil && !isSameEpoch, isLast: state.isClosed, position: now)
        }
    }

    struct News: Sendable {
        let entries: [JournalEntry]
        /// Whether the journal was cleared since the position.
        let wasCleared: Bool
        /// Whether nobody is woken any more: the mock stops.
        let isLast: Bool
        let position: Position
    }

    /// Wakes everybody who waits, and lets nobody wait any more. Recording goes on.
    func endWaits() {
        let waiters = state.withLock { state in
            state.isClosed = true
            return state.takeWaiters()
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns once something has happened since `position`, or when the task is cancelled.
    func change(since position: Position) async {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.isClosed || self.position(state) != position { return true }
                    state.waiters[id] = continuation
                    return false
                }
                if isOver { return continuation.resume() }
                // A cancellation that came before the line above found nobody to wake.
                if Task.isCancelled { wake(id) }
            }
        } onCancel: {
            wake(id)
        }
    }

    private func wake(_ id: UInt64) {
        let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
        waiter?.resume()
    }

    private func position(_ state: borrowing State) -> Position {
        Position(epoch: epoch.load(ordering: .relaxed), nextNumber: state.nextNumber)
    }
}

extension Journal.State {
    fileprivate func entries(after number: Int) -> [JournalEntry] {
        guard let first = ring.first?.number, number >= first else { return Array(ring) }
        return Array(ring.dropFirst(number - first).dropFirst())
    }

    fileprivate mutating func takeWaiters() -> [CheckedContinuation<Void, Never>] {
        if waiters.isEmpty { return [] }
        defer { waiters = [:] }
        return Array(waiters.values)
    }
}

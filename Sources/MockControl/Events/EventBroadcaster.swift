import DequeModule
import Synchronization

/// Hands every event to everybody who follows, and keeps the last ones for those who come back.
///
/// Publishing never waits: a follower whose queue is full is dropped. It may come back with the last identifier it saw.
final class EventBroadcaster: Sendable {
    enum Item: Sendable {
        case event(Event)
        /// Nothing happened for a while.
        case heartbeat
    }

    /// What a new follower gets. It follows until it lets go of this.
    final class Subscription: Sendable {
        /// What happened since the identifier it named, as far as it is still kept.
        let missed: [Event]
        /// The identifiers of what happened since as well and is no longer kept.
        let lost: ClosedRange<UInt64>?
        let items: AsyncStream<Item>
        private let continuation: AsyncStream<Item>.Continuation
        private let leave: @Sendable () -> Void

        fileprivate init(
            missed: [Event], lost: ClosedRange<UInt64>?, items: AsyncStream<Item>,
            continuation: AsyncStream<Item>.Continuation, leave: @escaping @Sendable () -> Void
        ) {
            self.missed = missed
            self.lost = lost
            self.items = items
            self.continuation = continuation
            self.leave = leave
        }

        deinit {
            leave()
        }

        /// Puts a sign of life into the follower's own queue.
        func beat() {
            continuation.yield(.heartbeat)
        }
    }

    fileprivate struct State {
        var ring: Deque<Event> = []
        var nextID: UInt64 = 1
        var followers: [UInt64: AsyncStream<Item>.Continuation] = [:]
        var nextFollower: UInt64 = 1
        var isClosed = false
    }

    private let capacity: Int
    private let queueLength: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - capacity: events kept for those who come back.
    ///   - queueLength: events that a follower may be behind.
    init(capacity: Int = 1_000, queueLength: Int = 256) {
        self.capacity = capacity
        self.queueLength = queueLength
    }

    var followerCount: Int { state.withLock { $0.followers.count } }

    func publish(_ content: Event.Content) {
        let (dropped, _) = state.withLock { state -> ([AsyncStream<Item>.Continuation], Event?) in
            let event = Event(id: state.nextID, content: content)
            state.nextID += 1
            // What leaves the ring is released after the lock.
            let evicted = state.ring.count >= capacity ? state.ring.popFirst() : nil
            state.ring.append(event)
            return (state.offer(event), evicted)
        }
        for continuation in dropped { continuation.finish() }
    }

    /// - Parameter lastID: the last event that the follower has seen; `nil` for one that only wants what is to come.
    func subscribe(after lastID: UInt64?) -> Subscription {
        let (items, continuation) = AsyncStream.makeStream(
            of: Item.self, bufferingPolicy: .bufferingOldest(queueLength))
        return state.withLock { state in
            let id = state.nextFollower
            state.nextFollower += 1
            if state.isClosed { continuation.finish() } else { state.followers[id] = continuation }
            let (missed, lost) = state.events(after: lastID)
            return Subscription(missed: missed, lost: lost, items: items, continuation: continuation) { [self] in
                remove(id)
            }
        }
    }

    /// Ends every stream, those to come as well, after what is in its queue.
    func close() {
        let followers = state.withLock { state in
            state.isClosed = true
            defer { state.followers = [:] }
            return state.followers
        }
        for continuation in followers.values { continuation.finish() }
    }

    private func remove(_ id: UInt64) {
        // The continuation is released after the lock.
        _ = state.withLock { $0.followers.removeValue(forKey: id) }
    }
}

extension EventBroadcaster.State {
    /// - Returns: the followers that are too slow, already removed.
    fileprivate mutating func offer(_ event: Event) -> [AsyncStream<EventBroadcaster.Item>.Continuation] {
        if followers.isEmpty { return [] }
        var dropped: [AsyncStream<EventBroadcaster.Item>.Continuation] = []
        for (id, continuation) in followers {
            guard case .dropped = continuation.yield(.event(event)) else { continue }
            followers[id] = nil
            dropped.append(continuation)
        }
        return dropped
    }

    /// An identifier greater than any given comes from an earlier life of the mock: everything kept is then new.
    fileprivate func events(after lastID: UInt64?) -> (missed: [Event], lost: ClosedRange<UInt64>?) {
        guard let lastID else { return ([], nil) }
        let seen = lastID < nextID ? lastID : 0
        let missed = Array(ring.drop { $0.id <= seen })
        let oldest = ring.first?.id ?? nextID
        return (missed, oldest > seen + 1 ? (seen + 1)...(oldest - 1) : nil)
    }
}

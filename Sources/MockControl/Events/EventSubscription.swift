import Base

/// One follower's share of the events. Ends when it is released.
final class EventSubscription: Sendable {
    /// What happens from now on.
    let items: AsyncStream<EventItem>
    private let missed: Locked<[EventItem]>
    private let continuation: EventLog.Continuation
    private let leave: @Sendable () -> Void

    init(missed: [EventItem], _ follower: EventLog.Follower, leave: @escaping @Sendable () -> Void) {
        self.missed = Locked(missed)
        items = follower.items
        continuation = follower.continuation
        self.leave = leave
    }

    deinit {
        leave()
    }

    /// What happened after the last event that the follower has seen. Given once: the memory is then free.
    func takeMissed() -> [EventItem] {
        missed.withLock { missed in
            defer { missed = [] }
            return missed
        }
    }

    /// Adds a heartbeat to the follower's queue.
    func beat() {
        continuation.yield(.heartbeat)
    }
}

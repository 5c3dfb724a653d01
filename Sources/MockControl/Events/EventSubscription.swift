import Base

/// One follower's subscription to the events. It ends when it is released.
final class EventSubscription: Sendable {
    /// The events from the moment of the subscription on.
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

    /// Takes the events that the follower missed before the subscription. A second call returns none.
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

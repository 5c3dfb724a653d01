import Base

/// One follower's subscription to the events. It ends when it is released.
final class EventSubscription: Sendable {
    /// The events from the moment of the subscription on.
    let items: AsyncStream<EventItem>
    private let missed: Locked<[EventItem]>
    /// Adds a heartbeat to the follower's queue.
    let beat: @Sendable () -> Void
    private let leave: @Sendable () -> Void

    init(
        missed: [EventItem], items: AsyncStream<EventItem>, beat: @escaping @Sendable () -> Void,
        leave: @escaping @Sendable () -> Void
    ) {
        self.missed = Locked(missed)
        self.items = items
        self.beat = beat
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
}

import Base

/// What a new follower gets. It follows until it lets go of this.
final class EventSubscription: Sendable {
    /// What is to come.
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

    /// What happened since the identifier it named; given once, and not held on to for as long as it follows.
    func takeMissed() -> [EventItem] {
        missed.withLock { missed in
            defer { missed = [] }
            return missed
        }
    }

    /// Puts a sign of life into the follower's own queue.
    func beat() {
        continuation.yield(.heartbeat)
    }
}

/// Those who wait for something to happen, and those who follow everything that does.
struct JournalAudience: Sendable {
    typealias Waiter = CheckedContinuation<Void, Never>

    var events: EventLog
    private var waiters: [UInt64: Waiter] = [:]
    private var nextWaiter: UInt64 = 0
    /// Whether nobody may wait any more: the mock stops.
    private(set) var isClosed = false

    init(events: EventLog) {
        self.events = events
    }

    var isEmpty: Bool { waiters.isEmpty && !events.hasFollowers }

    /// - Returns: who is to be woken, once the locks are open again.
    mutating func tell(of recorded: RecordedRequest?) -> Journal.Wakeups {
        var wakeups = Journal.Wakeups(waiters: takeWaiters())
        if events.hasFollowers, let recorded {
            for event in recorded.events { wakeups.dropped += events.offer(event) }
        }
        return wakeups
    }

    /// - Returns: a number for somebody who is going to wait.
    mutating func takeWaiterNumber() -> UInt64 {
        nextWaiter += 1
        return nextWaiter
    }

    mutating func wait(_ waiter: Waiter, number: UInt64) {
        waiters[number] = waiter
    }

    mutating func takeWaiter(number: UInt64) -> Waiter? {
        waiters.removeValue(forKey: number)
    }

    /// Everybody who waits; they are to be resumed once the locks are open again.
    mutating func takeWaiters() -> [Waiter] {
        if waiters.isEmpty { return [] }
        defer { waiters = [:] }
        return Array(waiters.values)
    }

    /// Lets nobody wait any more.
    mutating func endWaits() -> [Waiter] {
        isClosed = true
        return takeWaiters()
    }
}

import CampaignAPI
import HTTPServer
import Locking
import Synchronization

/// What has happened: the last requests with their answers, in a ring in memory, and the events that tell of them.
///
/// Recording is on the path of every request: under one lock it copies bytes into a slot that is there already, and
/// nothing is rendered, parsed or matched until somebody reads.
final class Journal: Sendable {
    /// How much is kept.
    struct Limits: Sendable {
        /// Requests; the oldest makes room for the newest.
        var entries = 1_000
        /// Bytes of each body, the request's and the answer's.
        var bodyBytes = 65_536
        /// Events for those who come back.
        var events = 1_000
        /// Events that a follower may be behind.
        var queuedEvents = 256
    }

    struct State {
        var requests: RequestRing
        var events: EventLog
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter: UInt64 = 0
        var isClosed = false
    }

    let limits: Limits
    let state: Locked<State>
    /// Counts clearings.
    ///
    /// A request that began before one is not recorded after it.
    private let epoch = Atomic<UInt64>(0)

    init(limits: Limits = Limits()) {
        self.limits = limits
        state = Locked(
            State(
                requests: RequestRing(capacity: limits.entries, bodyLimit: limits.bodyBytes),
                events: EventLog(capacity: limits.events, queueLength: limits.queuedEvents)))
    }

    /// To be taken when a request begins and given back to ``record(_:_:at:answeredAt:since:)``.
    var currentEpoch: UInt64 { epoch.load(ordering: .acquiring) }

    /// Keeps a request and tells of it, unless the journal was cleared while the request was on its way.
    ///
    /// - Parameters:
    ///   - time: Unix seconds of the mock's clock.
    ///   - begun: ``currentEpoch`` when the request began.
    func record(
        _ request: Request, _ response: Response, at time: Int64, answeredAt: ContinuousClock.Instant = .now,
        since begun: UInt64
    ) {
        let exchange = response.details as? Exchange
        let wakeups = state.withLock { state in
            guard epoch.load(ordering: .relaxed) == begun else { return Wakeups() }
            return state.record(request, response, exchange, time: time, answeredAt: answeredAt)
        }
        wakeups.run()
    }

    /// The entries whose numbers are greater, the oldest first.
    func entries(after number: Int = 0) -> [JournalEntry] {
        state.withLock { $0.requests.requests(after: number) }.compactMap(JournalEntry.init)
    }

    func entry(number: Int) -> JournalEntry? {
        state.withLock { $0.requests.request(number: number) }.flatMap(JournalEntry.init)
    }

    /// Forgets every entry; numbers go on, or start at 1 again.
    ///
    /// - Returns: how many there were.
    @discardableResult
    func clear(restartingNumbers: Bool = false) -> Int {
        // What is forgotten is released, and who waits is woken, after the lock.
        let (forgotten, wakeups) = state.withLock { state in
            epoch.wrappingAdd(1, ordering: .releasing)
            let forgotten = state.requests
            state.requests.clear(restartingNumbers: restartingNumbers)
            return (forgotten, state.takeWaiters())
        }
        wakeups.run()
        return forgotten.count
    }

    func position(_ state: borrowing State) -> Position {
        Position(epoch: epoch.load(ordering: .relaxed), nextNumber: state.requests.nextNumber)
    }
}

extension Journal {
    /// A moment in the journal's life: what has been recorded, and since which clearing.
    struct Position: Sendable, Equatable {
        fileprivate(set) var epoch: UInt64
        /// The number that the next request gets.
        fileprivate(set) var nextNumber: Int
    }

    /// What is left to do once the lock is open again: whoever wakes would only wait for it.
    struct Wakeups: Sendable {
        var waiters: [CheckedContinuation<Void, Never>] = []
        /// Followers that were too slow.
        var dropped: [EventLog.Continuation] = []

        func run() {
            for waiter in waiters { waiter.resume() }
            for follower in dropped { follower.finish() }
        }
    }
}

extension Journal.State {
    fileprivate mutating func record(
        _ request: Request, _ response: Response, _ exchange: Exchange?, time: Int64,
        answeredAt: ContinuousClock.Instant
    ) -> Journal.Wakeups {
        let eventID = events.takeIDs(exchange?.campaignID == nil ? 1 : 2)
        requests.record(request, response, exchange, eventID: eventID, time: time, answeredAt: answeredAt)
        var wakeups = takeWaiters()
        if events.hasFollowers, let recorded = requests.request(number: requests.nextNumber - 1) {
            for event in recorded.events { wakeups.dropped += events.offer(event) }
        }
        return wakeups
    }

    mutating func takeWaiters() -> Journal.Wakeups {
        if waiters.isEmpty { return Journal.Wakeups() }
        defer { waiters = [:] }
        return Journal.Wakeups(waiters: Array(waiters.values))
    }
}

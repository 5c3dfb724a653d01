import CampaignAPI
import HTTPServer
import Base
import Synchronization

/// What has happened: the last requests with their answers, in memory, and the events that tell of them.
///
/// Recording is on the path of every request: it copies bytes into room that is there already, and nothing is rendered,
/// parsed or matched until somebody reads. Each event loop records in a shard of its own, since cores that write to the
/// same memory in turns wait for each other; only numbers come from one place.
///
/// Locks are taken in this order: the shards' from the first on, then the audience's. Whoever reads takes all of them.
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

    let limits: Limits
    private let shards: [Locked<JournalShard>]
    private let audience: Locked<JournalAudience>
    let sequence = JournalSequence()
    /// Counts clearings.
    ///
    /// A request that began before one is not recorded after it.
    private let epoch = Atomic<UInt64>(0)

    /// - Parameter loops: how many event loops record.
    init(limits: Limits = Limits(), loops: Int = 1) {
        self.limits = limits
        shards = (0..<max(1, loops)).map { _ in
            Locked(JournalShard(requests: RequestRing(capacity: limits.entries, bodyLimit: limits.bodyBytes)))
        }
        audience = Locked(
            JournalAudience(events: EventLog(capacity: limits.events, queueLength: limits.queuedEvents)))
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
        let wakeups = shards[request.loop % shards.count].withLock { shard in
            guard epoch.load(ordering: .relaxed) == begun else { return Wakeups() }
            guard shard.isWatched else {
                shard.requests.record(
                    request, response, exchange, at: time, answeredAt: answeredAt, numberedBy: sequence)
                return Wakeups()
            }
            // Numbered under the audience's lock as well, so that nobody is told of a later request first.
            return audience.withLock { audience in
                shard.requests.record(
                    request, response, exchange, at: time, answeredAt: answeredAt, numberedBy: sequence)
                let wakeups = audience.tell(of: shard.requests.newest)
                shard.isWatched = !audience.isEmpty
                return wakeups
            }
        }
        wakeups.run()
    }

    private func requests() -> [RecordedRequest] { requests { _, _ in }.requests }

    /// The entries whose numbers are greater, the oldest first.
    func entries(after number: Int = 0) -> [JournalEntry] {
        requests().drop { $0.outline.number <= number }.compactMap(JournalEntry.init)
    }

    func entry(number: Int) -> JournalEntry? {
        requests().first { $0.outline.number == number }.flatMap(JournalEntry.init)
    }

    /// Forgets every entry; numbers go on, or start at 1 again.
    ///
    /// - Returns: how many there were.
    @discardableResult
    func clear(restartingNumbers: Bool = false) -> Int {
        // What is forgotten is released, and who waits is woken, after the locks.
        var forgotten: [RequestRing] = []
        let (wakeups, count) = withAllLocked { shard in
            forgotten.append(shard.requests)
            shard.requests.clear()
        } then: { audience in
            epoch.wrappingAdd(1, ordering: .releasing)
            let oldest = sequence.nextNumber - limits.entries
            let count = forgotten.reduce(0) { $0 + $1.count(from: oldest) }
            if restartingNumbers { sequence.restartNumbers() }
            return (Wakeups(waiters: audience.takeWaiters()), count)
        }
        wakeups.run()
        return count
    }
}

// MARK: - What readers, waiters and followers build upon

extension Journal {
    /// A moment in the journal's life: what has been recorded, and since which clearing.
    struct Position: Sendable, Equatable {
        fileprivate(set) var epoch: UInt64
        /// The number that the next request gets.
        fileprivate(set) var nextNumber: Int
    }

    /// The requests of one moment, and what else is asked at that moment.
    ///
    /// - Parameters:
    ///   - position: only requests that came later, or all if the journal was cleared since.
    ///   - admitting: whether `ask` lets somebody into the audience.
    ///   - ask: nobody records while it runs.
    func requests<Value: Sendable>(
        since position: Position? = nil, admitting: Bool = false,
        _ ask: (inout JournalAudience, Position) -> Value
    ) -> (requests: [RecordedRequest], value: Value) {
        var requests: [RecordedRequest] = []
        let (oldest, value) = withAllLocked { shard in
            let isSameEpoch = position?.epoch == epoch.load(ordering: .relaxed)
            let seen = isSameEpoch ? (position?.nextNumber ?? 1) - 1 : 0
            requests += shard.requests.requests(after: seen)
            if admitting { shard.isWatched = true }
        } then: { audience in
            (sequence.nextNumber - limits.entries, ask(&audience, self.position))
        }
        // A shard in which little is recorded holds on to requests that are too old by now.
        requests.removeAll { $0.outline.number < oldest }
        if shards.count > 1 { requests.sort { $0.outline.number < $1.outline.number } }
        return (requests, value)
    }

    /// Lets somebody into the audience, and all loops know that it has people.
    ///
    /// - Parameter enter: nobody records while it runs.
    func admit<Value: Sendable>(_ enter: (inout JournalAudience, Position) -> Value) -> Value {
        withAllLocked {
            $0.isWatched = true
        } then: { audience in
            enter(&audience, position)
        }
    }

    /// What concerns the audience alone.
    func withAudience<Value: Sendable>(_ body: (inout JournalAudience) -> Value) -> Value {
        audience.withLock { body(&$0) }
    }

    /// To be asked while every shard is locked.
    private var position: Position {
        Position(epoch: epoch.load(ordering: .relaxed), nextNumber: sequence.nextNumber)
    }

    /// Locks one shard after the other, and then the audience; opens them all together.
    private func withAllLocked<Value: Sendable>(
        from index: Int = 0, visit: (inout JournalShard) -> Void, then body: (inout JournalAudience) -> Value
    ) -> Value {
        guard index < shards.count else { return audience.withLock { body(&$0) } }
        return shards[index].withLock { shard in
            visit(&shard)
            return withAllLocked(from: index + 1, visit: visit, then: body)
        }
    }
}

extension Journal {
    /// What is left to do once the locks are open again: whoever wakes would only wait for them.
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

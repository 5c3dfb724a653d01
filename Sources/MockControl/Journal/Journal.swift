import Base
import CampaignAPI
import HTTPServer
import Synchronization

/// The last requests with their responses, in memory, and the events that tell of them.
///
/// Recording is on the path of every request. It copies bytes; nothing is rendered, parsed or matched until a client
/// reads, waits or follows. Each event loop records in a shard of its own, since cores that write to the same memory in
/// turns wait for each other. Only numbers come from one place.
///
/// Locks are taken in this order: the shards' from the first on, then the audience's. A reader takes all of them.
final class Journal: Sendable {
    /// How much is kept.
    struct Limits: Sendable {
        /// Requests; the newest replaces the oldest.
        var entries = 1_000
        /// Bytes of each body, the request's and the response's.
        var bodyBytes = 65_536
        /// Events for followers that come back.
        var events = 1_000
        /// Events that a follower may be behind.
        var queuedEvents = 256
    }

    let limits: Limits
    private let shards: [Locked<JournalShard>]
    private let audience: Locked<JournalAudience>
    let sequence = JournalSequence()
    /// Counts how often the journal was emptied.
    ///
    /// A request that began before that is not recorded after it.
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

    /// Keeps a request and tells of it, unless the journal was emptied while the request was on its way.
    ///
    /// - Parameters:
    ///   - time: Unix seconds of the mock's clock.
    ///   - begun: ``currentEpoch`` when the request began.
    func record(
        _ request: some JournaledRequest, _ response: Response, at time: Int64,
        answeredAt: ContinuousClock.Instant = .now,
        since begun: UInt64
    ) {
        let exchange = response.details as? Exchange
        let dropped: [EventLog.Continuation] = shards[request.loop % shards.count].withLock { shard in
            guard epoch.load(ordering: .relaxed) == begun else { return [] }
            guard shard.isWatched else {
                shard.requests.record(
                    request, response, exchange, at: time, answeredAt: answeredAt, numberedBy: sequence)
                return []
            }
            // Numbered under the audience's lock as well, so that the audience is told in the order of the numbers.
            return audience.withLock { audience in
                shard.requests.record(
                    request, response, exchange, at: time, answeredAt: answeredAt, numberedBy: sequence)
                shard.isWatched = !audience.isEmpty
                guard let recorded = shard.requests.newest else { return [] }
                return audience.tell(of: recorded, wholeBody: request.body)
            }
        }
        // After the locks: a follower that wakes would wait for them.
        for follower in dropped { follower.finish() }
    }

    /// What there is at this moment.
    var contents: JournalContents { contents { _ in }.contents }

    /// The newest request with that number.
    func entry(number: Int) -> JournalEntry? {
        contents.requests.first { $0.number == number }.flatMap(JournalEntry.init)
    }

    /// Forgets every entry; numbers go on, or start at 1 again.
    ///
    /// - Returns: how many there were.
    @discardableResult
    func clear(restartingNumbers: Bool = false) -> Int {
        // Released after the locks.
        var forgotten: [RequestRing] = []
        return withAllLocked { shard in
            forgotten.append(shard.requests)
            shard.requests.clear()
        } then: { audience in
            epoch.wrappingAdd(1, ordering: .releasing)
            let oldest = sequence.nextNumber - limits.entries
            let count = forgotten.reduce(0) { $0 + $1.count(from: oldest) }
            sequence.beginAgain(restartingNumbers: restartingNumbers)
            audience.tellOfEmptying()
            return count
        }
    }
}

// MARK: - What readers, waits and followers build upon

extension Journal {
    /// What there is at one moment, and what else is asked at that moment.
    ///
    /// - Parameters:
    ///   - admitting: whether `ask` adds to the audience.
    ///   - ask: nothing is recorded while it runs.
    func contents<Value: Sendable>(
        admitting: Bool = false, _ ask: (inout JournalAudience) -> Value
    ) -> (contents: JournalContents, value: Value) {
        var requests: [RecordedRequest] = []
        var times: [Int64] = []
        let (numbers, value) = withAllLocked { shard in
            requests += shard.requests.requests
            if let time = shard.requests.latestForgottenTime { times.append(time) }
            if admitting { shard.isWatched = true }
        } then: { audience in
            (sequence.numbers, ask(&audience))
        }
        let oldest = max(numbers.lowerBound, numbers.upperBound - limits.entries)
        // A shard in which little is recorded holds on to requests that are too old by now.
        times += requests.lazy.filter { $0.number < oldest }.map(\.time)
        requests.removeAll { $0.number < oldest }
        if shards.count > 1 { requests.sort { $0.number < $1.number } }
        let forgotten = ForgottenRequests(numbers: numbers.lowerBound..<oldest, latestTime: times.max())
        return (JournalContents(requests: requests, forgotten: forgotten), value)
    }

    /// Adds to the audience, and lets all loops know that there is one.
    ///
    /// - Parameter enter: nothing is recorded while it runs.
    func admit<Value: Sendable>(_ enter: (inout JournalAudience) -> Value) -> Value {
        withAllLocked {
            $0.isWatched = true
        } then: { audience in
            enter(&audience)
        }
    }

    /// What concerns the audience alone.
    func withAudience<Value: Sendable>(_ body: (inout JournalAudience) -> Value) -> Value {
        audience.withLock { body(&$0) }
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

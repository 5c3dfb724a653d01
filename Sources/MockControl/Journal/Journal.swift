import Base
import CampaignAPI
import HTTPServer
import Synchronization

/// The last requests with their responses, in memory, and the events about them.
///
/// Every request is recorded, so recording must be fast. It copies bytes. Nothing is encoded, parsed or matched until a
/// client reads, waits or follows. Each event loop records in a shard of its own, because cores that write to the same
/// memory slow each other down. Only the numbers are shared.
///
/// Locks are taken in this order: the shards' locks from the first on, then the audience's. A reader takes all of them.
final class Journal: Sendable {
    /// How much the journal keeps.
    struct Limits: Sendable {
        /// Requests; the newest replaces the oldest.
        var entries = 1_000
        /// Bytes of each body. Requests and responses have one each.
        var bodyBytes = 65_536
        /// Events for followers that reconnect.
        var events = 1_000
        /// Events that may wait for one follower.
        var queuedEvents = 256
    }

    let limits: Limits
    private let shards: [Locked<JournalShard>]
    private let audience: Locked<JournalAudience>
    let sequence = JournalSequence()
    /// Counts in its upper half how often the journal was emptied, in its lower half how often an account's requests
    /// were deleted.
    ///
    /// A request that began before the journal was emptied is not recorded afterwards. The same holds for an account.
    /// The two are one number, so that recording reads one.
    private let epoch = Atomic<UInt64>(0)
    private static let wholeEpoch: UInt64 = 1 << 32

    /// - Parameter loops: the number of event loops that record.
    init(limits: Limits = Limits(), loops: Int = 1) {
        self.limits = limits
        shards = (0..<max(1, loops)).map { _ in
            Locked(JournalShard(requests: RequestRing(capacity: limits.entries, bodyLimit: limits.bodyBytes)))
        }
        audience = Locked(
            JournalAudience(events: EventLog(capacity: limits.events, queueLength: limits.queuedEvents)))
    }

    /// Changes when the journal is emptied or an account's requests are deleted. Read it when a request begins, for
    /// ``record(_:_:_:at:answeredAt:since:)``.
    var currentEpoch: UInt64 { epoch.load(ordering: .acquiring) }

    /// Records a request and sends it to the audience, unless the journal was emptied since the request began.
    ///
    /// - Parameters:
    ///   - time: Unix seconds of the mock's clock.
    ///   - begun: ``currentEpoch`` when the request began.
    func record(
        _ request: some JournaledRequest, _ response: borrowing Response, at time: Int64,
        answeredAt: Moment = .now,
        since begun: UInt64
    ) {
        record(
            request, response, response.details as? RequestFindings, at: time, answeredAt: answeredAt, since: begun)
    }

    /// - Parameter findings: the response's own.
    func record(
        _ request: some JournaledRequest, _ response: borrowing Response, _ findings: RequestFindings?,
        at time: Int64, answeredAt: Moment = .now, since begun: UInt64
    ) {
        let dropped: [EventLog.Continuation] = shards[request.loop % shards.count].withLock { shard in
            guard epoch.load(ordering: .relaxed) == begun || admits(findings?.account, since: begun) else { return [] }
            guard shard.isWatched else {
                shard.requests.record(
                    request, response, findings, at: time, answeredAt: answeredAt, numberedBy: sequence)
                return []
            }
            // Numbered under the audience's lock too, so that the audience gets requests in the order of their numbers.
            return audience.withLock { audience in
                shard.requests.record(
                    request, response, findings, at: time, answeredAt: answeredAt, numberedBy: sequence)
                shard.isWatched = !audience.isEmpty
                guard let recorded = shard.requests.newest else { return [] }
                return audience.tell(of: recorded, wholeBody: request.body)
            }
        }
        // After the locks are released, because a follower that wakes up would wait for them.
        for follower in dropped { follower.finish() }
    }

    /// Whether a request that began in another epoch enters the journal: neither it nor the account's requests were
    /// emptied since.
    private func admits(_ account: String?, since begun: UInt64) -> Bool {
        guard isSameJournal(since: begun) else { return false }
        guard let account else { return true }
        return audience.withLock { !$0.removals.hasDeleted(account: account, since: begun) }
    }

    /// Whether the journal was not emptied since an epoch.
    func isSameJournal(since begun: UInt64) -> Bool { currentEpoch / Self.wholeEpoch == begun / Self.wholeEpoch }

    /// Begins the epoch after the deletion of an account's requests. Call it only while every shard is locked.
    func beginAccountEpoch() -> UInt64 { epoch.wrappingAdd(1, ordering: .releasing).newValue }

    /// The journal's contents at this moment.
    var contents: JournalContents { contents { _ in }.contents }

    /// The newest request with that number.
    func entry(number: Int) -> JournalEntry? {
        contents.requests.first { $0.number == number }.flatMap(JournalEntry.init)
    }

    /// Forgets every request. Numbers go on, or start at 1 again.
    ///
    /// - Returns: the number of requests that the journal kept.
    @discardableResult
    func clear(restartingNumbers: Bool = false) -> Int {
        // Kept until the locks are released, so that the memory is freed outside them.
        var forgotten: [RequestRing] = []
        return withAllLocked { shard in
            forgotten.append(shard.requests)
            shard.requests.clear()
        } then: { audience in
            epoch.store((currentEpoch / Self.wholeEpoch &+ 1) &* Self.wholeEpoch, ordering: .releasing)
            let oldest = sequence.nextNumber - limits.entries
            let count = forgotten.reduce(0) { $0 + $1.count(from: oldest) }
            sequence.beginAgain(restartingNumbers: restartingNumbers)
            audience.tellOfEmptying()
            return count
        }
    }
}

// MARK: - Access for readers, waits and followers

extension Journal {
    /// The journal's contents at one moment, and a value from the audience at the same moment.
    ///
    /// - Parameters:
    ///   - admitting: whether `ask` adds a watch or a follower to the audience.
    ///   - ask: makes the value. Nothing is recorded while it runs.
    func contents<Value: Sendable>(
        admitting: Bool = false, _ ask: (inout JournalAudience) -> Value
    ) -> (contents: JournalContents, value: Value) {
        var requests: [RecordedRequest] = []
        var times: [Int64] = []
        var forgottenCount = 0
        let (numbers, removals, value) = withAllLocked { shard in
            requests += shard.requests.requests
            forgottenCount += shard.requests.forgottenCount
            if let time = shard.requests.latestForgottenTime { times.append(time) }
            if admitting { shard.isWatched = true }
        } then: { audience in
            (sequence.numbers, audience.removals, ask(&audience))
        }
        let oldest = max(numbers.lowerBound, numbers.upperBound - limits.entries)
        // A shard drops old requests only when it records, so it may still have requests beyond the limit.
        times += requests.lazy.filter { $0.number < oldest }.map(\.time)
        forgottenCount += requests.count { $0.number < oldest }
        requests.removeAll { $0.number < oldest }
        if shards.count > 1 { requests.sort { $0.number < $1.number } }
        let forgotten = ForgottenRequests(
            numbers: numbers.lowerBound..<oldest, count: forgottenCount, latestTime: times.max(), removals: removals)
        let contents = JournalContents(
            requests: requests, forgotten: forgotten, lastNumber: numbers.upperBound - 1)
        return (contents, value)
    }

    /// Adds a watch or a follower to the audience, and marks all shards as watched.
    ///
    /// - Parameter enter: adds to the audience. Nothing is recorded while it runs.
    func admit<Value: Sendable>(_ enter: (inout JournalAudience) -> Value) -> Value {
        withAllLocked {
            $0.isWatched = true
        } then: { audience in
            enter(&audience)
        }
    }

    /// Reads or changes the audience only.
    func withAudience<Value: Sendable>(_ body: (inout JournalAudience) -> Value) -> Value {
        audience.withLock { body(&$0) }
    }

    /// Locks all shards in order, then the audience, and releases the locks together.
    func withAllLocked<Value: Sendable>(
        from index: Int = 0, visit: (inout JournalShard) -> Void, then body: (inout JournalAudience) -> Value
    ) -> Value {
        guard index < shards.count else { return audience.withLock { body(&$0) } }
        return shards[index].withLock { shard in
            visit(&shard)
            return withAllLocked(from: index + 1, visit: visit, then: body)
        }
    }
}

import DequeModule

/// Sends each event to the followers that want it, and keeps the rare events for followers that reconnect.
///
/// The events of requests and campaigns are not kept: ``EventBacklog`` makes them from the journal.
struct EventLog: Sendable {
    typealias Continuation = AsyncStream<EventItem>.Continuation

    struct Follower: Sendable {
        let id: UInt64
        let items: AsyncStream<EventItem>
        let continuation: Continuation
    }

    private struct Recipient {
        /// `nil` for all events.
        let match: RequestMatch?
        let continuation: Continuation
    }

    private let capacity: Int
    private let queueLength: Int
    /// The last events, except those of requests and campaigns.
    private(set) var others: Deque<Event> = []
    private var followers: [UInt64: Recipient] = [:]
    private var nextFollower: UInt64 = 1
    private var isClosed = false

    /// - Parameters:
    ///   - capacity: the most events kept for followers that reconnect.
    ///   - queueLength: the most events that may wait for one follower.
    init(capacity: Int, queueLength: Int) {
        self.capacity = capacity
        self.queueLength = queueLength
    }

    var followerCount: Int { followers.count }
    var hasFollowers: Bool { !followers.isEmpty }
    /// Whether any follower wants only the events of a match.
    var hasFilters: Bool { followers.values.contains { $0.match != nil } }

    /// - Returns: the followers that are too slow, already removed.
    mutating func publish(_ event: Event) -> [Continuation] {
        others.append(event)
        if others.count > capacity { others.removeFirst() }
        return offer(event, nil)
    }

    /// - Parameter subject: the request, for followers with a match; `nil` for an event that is no request's.
    /// - Returns: the followers that are too slow, already removed.
    mutating func offer(_ event: Event, _ subject: MatchSubject?) -> [Continuation] {
        if followers.isEmpty { return [] }
        var subject = subject
        var dropped: [Continuation] = []
        for (id, follower) in followers {
            if let match = follower.match {
                let isWanted = event.topic.map(match.holds) ?? subject.holds(match)
                guard isWanted else { continue }
            }
            guard case .dropped = follower.continuation.yield(.event(event)) else { continue }
            followers[id] = nil
            dropped.append(follower.continuation)
        }
        return dropped
    }

    /// Tells all followers that events are not sent.
    ///
    /// - Returns: the followers that are too slow, already removed.
    mutating func skip(_ ids: ClosedRange<UInt64>) -> [Continuation] {
        var dropped: [Continuation] = []
        for (id, follower) in followers {
            guard case .dropped = follower.continuation.yield(.lost(ids)) else { continue }
            followers[id] = nil
            dropped.append(follower.continuation)
        }
        return dropped
    }

    /// - Parameter match: the events that the follower wants; `nil` for all.
    mutating func addFollower(wanting match: RequestMatch?) -> Follower {
        let (items, continuation) = AsyncStream.makeStream(
            of: EventItem.self, bufferingPolicy: .bufferingOldest(queueLength))
        defer { nextFollower += 1 }
        if isClosed {
            continuation.finish()
        } else {
            followers[nextFollower] = Recipient(match: match, continuation: continuation)
        }
        return Follower(id: nextFollower, items: items, continuation: continuation)
    }

    mutating func removeFollower(_ id: UInt64) -> Continuation? {
        followers.removeValue(forKey: id)?.continuation
    }

    /// Removes all followers. A follower that is added later gets a stream that has ended.
    ///
    /// - Returns: the removed followers.
    mutating func close() -> [Continuation] {
        isClosed = true
        defer { followers = [:] }
        return followers.values.map(\.continuation)
    }
}

extension MatchSubject? {
    fileprivate mutating func holds(_ match: RequestMatch) -> Bool {
        guard var subject = self else { return false }
        // Kept, because the subject parses its body only once.
        defer { self = subject }
        return match.holds(for: &subject)
    }
}

import DequeModule
import JSON

/// Sends each event to all followers, and keeps the rare events for followers that reconnect.
///
/// The events of requests and campaigns are not kept: ``EventBacklog`` makes them from the journal.
struct EventLog: Sendable {
    typealias Continuation = AsyncStream<EventItem>.Continuation

    struct Follower: Sendable {
        let id: UInt64
        let items: AsyncStream<EventItem>
        let continuation: Continuation
    }

    private let capacity: Int
    private let queueLength: Int
    /// The last events, except those of requests and campaigns.
    private(set) var others: Deque<Event> = []
    private var followers: [UInt64: Continuation] = [:]
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

    /// - Returns: the followers that are too slow, already removed.
    mutating func publish(_ name: String, _ data: JSONValue, id: UInt64) -> [Continuation] {
        let event = Event(id: id, content: .other(name: name, data: data))
        others.append(event)
        if others.count > capacity { others.removeFirst() }
        return offer(event)
    }

    /// - Returns: the followers that are too slow, already removed.
    mutating func offer(_ event: Event) -> [Continuation] {
        if followers.isEmpty { return [] }
        var dropped: [Continuation] = []
        for (id, continuation) in followers {
            guard case .dropped = continuation.yield(.event(event)) else { continue }
            followers[id] = nil
            dropped.append(continuation)
        }
        return dropped
    }

    mutating func addFollower() -> Follower {
        let (items, continuation) = AsyncStream.makeStream(
            of: EventItem.self, bufferingPolicy: .bufferingOldest(queueLength))
        defer { nextFollower += 1 }
        if isClosed { continuation.finish() } else { followers[nextFollower] = continuation }
        return Follower(id: nextFollower, items: items, continuation: continuation)
    }

    mutating func removeFollower(_ id: UInt64) -> Continuation? {
        followers.removeValue(forKey: id)
    }

    /// Removes all followers. A follower that is added later gets a stream that has ended.
    ///
    /// - Returns: the removed followers.
    mutating func close() -> [Continuation] {
        isClosed = true
        defer { followers = [:] }
        return Array(followers.values)
    }
}

/// The clients that receive requests as they are recorded: watches receive matching requests, followers all.
struct JournalAudience: Sendable {
    private struct Watch {
        let match: RequestMatch
        let continuation: AsyncStream<RequestWatch.Item>.Continuation
    }

    var events: EventLog
    /// What clients have deleted. It is here because this lock is the last that a reader takes.
    var removals = JournalRemovals()
    private var watches: [UInt64: Watch] = [:]
    private var nextWatch: UInt64 = 0
    private var hasEndedWatches = false

    init(events: EventLog) {
        self.events = events
    }

    var watchCount: Int { watches.count }
    var isEmpty: Bool { watches.isEmpty && !events.hasFollowers }

    /// Sends a recorded request to the watches and the followers that it matches.
    ///
    /// - Parameter wholeBody: the request's body, of which the journal may have kept only the beginning.
    /// - Returns: the followers that are too slow, already removed. End them after the locks are released.
    mutating func tell(of recorded: RecordedRequest, wholeBody: ArraySlice<UInt8>) -> [EventLog.Continuation] {
        var subject: MatchSubject?
        if !watches.isEmpty || events.hasFilters {
            subject = JournalEntry(recorded)?.subject
            subject?.body = wholeBody
            subject?.isBodyCut = false
        }
        if var subject {
            for watch in watches.values where watch.match.holds(for: &subject) {
                watch.continuation.yield(.request(recorded))
            }
        }
        guard events.hasFollowers else { return [] }
        return recorded.events.flatMap { events.offer($0, subject) }
    }

    /// Tells every watch that the journal was emptied.
    mutating func tellOfEmptying() {
        removals = JournalRemovals()
        for watch in watches.values { watch.continuation.yield(.emptied) }
    }

    /// Tells every watch that requests were deleted.
    func tellOfRemoval(_ numbers: Set<Int>) {
        for watch in watches.values { watch.continuation.yield(.removed(numbers)) }
    }

    /// - Returns: the watch's number, for ``removeWatch(_:)``, and the watch's items.
    mutating func addWatch(for match: RequestMatch) -> (number: UInt64, items: AsyncStream<RequestWatch.Item>) {
        let (items, continuation) = AsyncStream.makeStream(of: RequestWatch.Item.self)
        nextWatch += 1
        if hasEndedWatches {
            continuation.finish()
        } else {
            watches[nextWatch] = Watch(match: match, continuation: continuation)
        }
        return (nextWatch, items)
    }

    mutating func removeWatch(_ number: UInt64) -> AsyncStream<RequestWatch.Item>.Continuation? {
        watches.removeValue(forKey: number)?.continuation
    }

    /// - Returns: every watch, already removed. End them after the locks are released.
    mutating func endWatches() -> [AsyncStream<RequestWatch.Item>.Continuation] {
        hasEndedWatches = true
        defer { watches = [:] }
        return watches.values.map(\.continuation)
    }
}

import CampaignAPI

/// The number of requests by method, route and status, made from the journal when a client asks for the metrics.
///
/// So a request itself costs nothing. A request that the journal forgot or deleted before the metrics saw it counts as
/// ``Kind/unseen``: its number shows that there was one. The sum of all counts is the number of the last request.
struct RequestCounts: Sendable {
    /// What requests are counted by. None of its texts is the client's own, so there are not many kinds.
    struct Kind: Hashable, Comparable, Sendable {
        let method: String
        let route: String
        let status: String

        static let unseen = Kind(method: "unseen", route: "unseen", status: "unseen")

        static func < (left: Kind, right: Kind) -> Bool {
            (left.route, left.method, left.status) < (right.route, right.method, right.status)
        }
    }

    private(set) var counts: [Kind: Int] = [:]
    /// The number of the last request that is counted.
    private var lastNumber = 0
    /// The journal's epoch when it was last counted.
    private var epoch: UInt64 = 0

    /// Counts the requests since the last time. After a reset of the journal the counts begin again, as its numbers do.
    mutating func update(from journal: Journal, _ routes: RoutePaths) {
        let lastEpoch = epoch
        let (contents, (isSame, nextEpoch)) = journal.contents { _ in
            (journal.isSameJournal(since: lastEpoch), journal.currentEpoch)
        }
        epoch = nextEpoch
        // Where the journal was emptied and the numbers went on, the first one is later.
        if !isSame, contents.forgotten.numbers.lowerBound <= lastNumber { (counts, lastNumber) = ([:], 0) }
        let seen = contents.requests.filter { $0.number > lastNumber }
        for request in seen { counts[Self.kind(of: request, routes), default: 0] += 1 }
        let unseen = contents.lastNumber - lastNumber - seen.count
        if unseen > 0 { counts[.unseen, default: 0] += unseen }
        lastNumber = contents.lastNumber
    }

    private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    /// For methods and paths that no route has: a client may send any.
    private static let other = "other"

    private static func kind(of request: RecordedRequest, _ routes: RoutePaths) -> Kind {
        let entry = JournalEntry(request)
        let method = entry?.method ?? other
        return Kind(
            method: methods.contains(method) ? method : other,
            route: entry.flatMap { routes.path(of: $0.path) } ?? other,
            status: request.status.map { String($0) } ?? "none")
    }
}

import Base
import JSON
import Validation

/// Waits until a number of matching requests have been recorded. Requests that are already in the journal count.
struct RequestWait: Sendable {
    static let fields = [
        Field("count", .nullable, .integer, .between(1, 1_000_000)),
        Field("timeout_ms", .nullable, .integer, .between(0, 60_000)),
    ]
    /// The timeout of a body without `timeout_ms`, in milliseconds.
    static let usualTimeout = 5_000
    /// The number of requests of a body without `count`.
    static let usualCount = 1

    let match: RequestMatch
    let count: Int
    let timeoutMilliseconds: Int

    struct Outcome: Sendable {
        /// The request that completed the count; `nil` when the wait ended before that.
        var entry: JournalEntry?
        var count: Int
        /// The number of requests that may have matched, but were forgotten before the wait began.
        var forgotten = 0
        /// Whether the wait ended because the mock stops.
        var isStopped = false
    }

    init(match: RequestMatch, count: Int = usualCount, timeoutMilliseconds: Int = usualTimeout) {
        self.match = match
        self.count = count
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    init(match: RequestMatch, body: ControlBody) {
        self.init(
            match: match, count: body.count("count") ?? Self.usualCount,
            timeoutMilliseconds: body.count("timeout_ms") ?? Self.usualTimeout)
    }

    /// Says that the wait ended before all requests came, and why if the journal is to blame.
    func message(_ outcome: Outcome) -> String {
        let expected = CountExpectation(atLeast: count).description
        let end = outcome.isStopped ? "The mock stopped during a wait" : "Waited \(timeoutMilliseconds) ms"
        let message = "\(end) for \(expected) \(match.description), found \(outcome.count)."
        return outcome.forgotten > 0
            ? message + " " + Verification.explanation(forgotten: outcome.forgotten) : message
    }

    /// Waits for the requests or the timeout.
    ///
    /// The wait ends like a timeout when the current task is cancelled or the mock stops.
    func outcome(in journal: Journal) async -> Outcome {
        await withTaskGroup(of: Outcome?.self) { group in
            group.addTask { await search(journal) }
            group.addTask {
                try? await Task.pause(for: .milliseconds(timeoutMilliseconds))
                return nil
            }
            // A cancelled search returns the count so far.
            let first = await group.next() ?? nil
            group.cancelAll()
            if let first { return first }
            return await group.next().flatMap { $0 } ?? Outcome(entry: nil, count: 0)
        }
    }

    private func search(_ journal: Journal) async -> Outcome {
        var forgotten = 0
        var counted: Set<Int> = []
        let watch: RequestWatch
        do {
            // In a scope, so that the journal's contents are released before the wait.
            let (contents, begun) = journal.watch(for: match)
            watch = begun
            forgotten = contents.forgotten.count(possibleFor: match)
            for entry in contents.entries(for: match) where entry.matches(match) == true {
                counted.insert(entry.number)
                if counted.count == count { return Outcome(entry: entry, count: count) }
            }
        }
        for await item in watch.items {
            switch item {
            case .emptied: (forgotten, counted) = (0, [])
            case .removed(let numbers): counted.subtract(numbers)
            case .request(let recorded):
                counted.insert(recorded.number)
                if counted.count == count { return Outcome(entry: JournalEntry(recorded), count: count) }
            }
        }
        // The items of a task that is not cancelled end only when the mock stops.
        return Outcome(entry: nil, count: counted.count, forgotten: forgotten, isStopped: !Task.isCancelled)
    }
}

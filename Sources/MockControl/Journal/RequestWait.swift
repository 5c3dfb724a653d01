import JSON
import Validation

/// Waiting until so many matching requests are in the journal.
///
/// Those that are there already count.
struct RequestWait: Sendable {
    static let fields = [
        Field("count", .nullable, .integer, .between(1, 1_000_000)),
        Field("timeout_ms", .nullable, .integer, .between(0, 60_000)),
    ]
    static let usualTimeout = 5_000

    let match: RequestMatch
    let count: Int
    let timeoutMilliseconds: Int

    struct Outcome: Sendable {
        /// The request that completed the count; `nil` when the time was over first.
        var entry: JournalEntry?
        var count: Int
    }

    init(match: RequestMatch, count: Int = 1, timeoutMilliseconds: Int = usualTimeout) {
        self.match = match
        self.count = count
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    init(match: RequestMatch, body: ControlBody) {
        self.init(
            match: match, count: body.count("count") ?? 1,
            timeoutMilliseconds: body.count("timeout_ms") ?? Self.usualTimeout)
    }

    /// Ends early, as if the time were over, when the task is cancelled or the mock stops.
    func outcome(in journal: Journal) async -> Outcome {
        await withTaskGroup(of: Outcome?.self) { group in
            group.addTask { await search(journal) }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(timeoutMilliseconds))
                return nil
            }
            // The search ends when it is cancelled and says what it had until then.
            let first = await group.next() ?? nil
            group.cancelAll()
            if let first { return first }
            return await group.next().flatMap { $0 } ?? Outcome(entry: nil, count: 0)
        }
    }

    private func search(_ journal: Journal) async -> Outcome {
        var position: Journal.Position?
        var found = 0
        while true {
            let news = journal.news(since: position)
            if news.wasCleared { found = 0 }
            for entry in news.entries where entry.matches(match) {
                found += 1
                if found == count { return Outcome(entry: entry, count: found) }
            }
            if Task.isCancelled || news.isLast { return Outcome(entry: nil, count: found) }
            position = news.position
            await journal.change(since: news.position)
        }
    }
}

extension JournalEntry {
    func matches(_ match: RequestMatch) -> Bool {
        var subject = subject
        return match.holds(for: &subject)
    }
}

/// The callers that wait for webhooks. Each is told of each change once, so that none looks through all webhooks again.
struct WebhookWatches: Sendable {
    typealias Continuation = AsyncStream<Webhook>.Continuation

    private struct Watch {
        let filter: WebhookFilter
        let count: Int
        /// The numbers of those that count.
        var counted: Set<Int>
        let continuation: Continuation
    }

    private var watches: [UInt64: Watch] = [:]
    private var nextID: UInt64 = 0
    private var hasEnded = false

    var count: Int { watches.count }

    /// - Parameters:
    ///   - count: how many webhooks are waited for.
    ///   - counted: the numbers of those that count already, fewer than `count`.
    /// - Returns: the watch's id, and the stream of the webhook that completes the count.
    mutating func add(
        _ filter: WebhookFilter, count: Int, counted: Set<Int>
    ) -> (id: UInt64, stream: AsyncStream<Webhook>) {
        let (stream, continuation) = AsyncStream.makeStream(of: Webhook.self)
        nextID += 1
        if hasEnded {
            continuation.finish()
        } else {
            watches[nextID] = Watch(filter: filter, count: count, counted: counted, continuation: continuation)
        }
        return (nextID, stream)
    }

    /// - Returns: the number of webhooks that were counted; `nil` when the watch has ended.
    mutating func remove(_ id: UInt64) -> Int? { watches.removeValue(forKey: id)?.counted.count }

    /// Notes what has become of a webhook.
    mutating func note(_ webhook: Webhook) {
        for (id, watch) in watches {
            if watch.filter.counts(webhook) {
                guard watches[id]?.counted.insert(webhook.number).inserted == true else { continue }
                if watch.counted.count + 1 == watch.count { watch.continuation.yield(webhook) }
            } else {
                watches[id]?.counted.remove(webhook.number)
            }
        }
    }

    /// Notes that webhooks were removed.
    mutating func noteRemoval(of numbers: Set<Int>) {
        for id in watches.keys { watches[id]?.counted.subtract(numbers) }
    }

    /// - Returns: all watches, already removed. End them after the lock is released.
    mutating func end() -> [Continuation] {
        hasEnded = true
        defer { watches = [:] }
        return watches.values.map(\.continuation)
    }
}

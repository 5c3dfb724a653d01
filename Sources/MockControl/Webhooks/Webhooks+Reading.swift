import Base

// What there is.
extension Webhooks {
    /// Every webhook that is kept, in no order.
    var all: some Sequence<Webhook> { state.withLock { $0.queue.webhooks }.values }

    /// The webhooks that match, the newest first.
    func list(_ filter: WebhookFilter) -> [Webhook] {
        all.filter(filter.matches).sorted { $0.number > $1.number }
    }

    func webhook(number: Int) -> Webhook? { state.withLock { $0.queue.webhooks[number] } }

    /// How many wait, and how many have finished since the start.
    var counts: (waiting: Int, finished: [Webhook.State: Int], watches: Int) {
        state.withLock { ($0.queue.waitingCount, $0.queue.finishedCounts, $0.watches.count) }
    }

    /// Sends a webhook again, as the last of those for its receiver.
    ///
    /// - Returns: the webhook, which waits; `nil` when it is not kept, still waits, or is blocked.
    func sendAgain(_ number: Int) -> Webhook? {
        let again = state.withLock { state in
            let webhook = state.queue.sendAgain(number)
            if let webhook { noteChange(of: webhook, in: &state) }
            return webhook
        }
        if again != nil { sendNext() }
        return again
    }

    /// How many are to be sent, or not answered yet.
    package var waitingCount: Int { state.withLock { $0.queue.waitingCount } }
}

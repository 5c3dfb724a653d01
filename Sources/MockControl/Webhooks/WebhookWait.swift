import Base
import Validation

/// Waits until so many webhooks that match are there. Without a state in the filter, those count that are finished.
struct WebhookWait: Sendable {
    static let fields = WebhookFilter.matchFields + RequestWait.fields

    let filter: WebhookFilter
    let count: Int
    let timeoutMilliseconds: Int

    struct Outcome: Sendable {
        /// The webhook that completed the count; `nil` when the wait ended before that.
        var webhook: Webhook?
        var count: Int
        /// Whether the wait ended because the mock stops.
        var isStopped = false
    }

    init(
        filter: WebhookFilter, count: Int = RequestWait.usualCount, timeoutMilliseconds: Int = RequestWait.usualTimeout
    ) {
        self.filter = filter
        self.count = count
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    init(_ body: ControlBody) {
        self.init(
            filter: WebhookFilter(body.report, prefix: "match."), count: body.count("count") ?? RequestWait.usualCount,
            timeoutMilliseconds: body.count("timeout_ms") ?? RequestWait.usualTimeout)
    }

    /// Waits for the webhooks or the timeout.
    ///
    /// The wait ends like a timeout when the current task is cancelled or the mock stops.
    func outcome(in webhooks: Webhooks) async -> Outcome {
        switch webhooks.watch(filter, count: count) {
        case .complete(let webhook): return Outcome(webhook: webhook, count: count)
        case .begun(let id, let stream):
            let (webhook, isStopped) = await first(of: stream)
            let counted = webhooks.endWatch(id)
            return Outcome(webhook: webhook, count: webhook == nil ? counted ?? 0 : count, isStopped: isStopped)
        }
    }

    private func first(of stream: AsyncStream<Webhook>) async -> (webhook: Webhook?, isStopped: Bool) {
        await withTaskGroup(of: (Webhook?, Bool).self) { group in
            group.addTask {
                for await webhook in stream { return (webhook, false) }
                // The stream of a task that is not cancelled ends only when the mock stops.
                return (nil, !Task.isCancelled)
            }
            group.addTask {
                try? await Task.pause(for: .milliseconds(timeoutMilliseconds))
                return (nil, false)
            }
            defer { group.cancelAll() }
            return await group.next() ?? (nil, false)
        }
    }

    /// Says that the wait ended before all webhooks were there, and what is with the others.
    func message(_ outcome: Outcome, in webhooks: Webhooks) -> String {
        let end = outcome.isStopped ? "The mock stopped during a wait" : "Waited \(timeoutMilliseconds) ms"
        let wanted = count == 1 ? "1 webhook" : "\(count) webhooks"
        var message = "\(end) for \(wanted) \(filter.description), found \(outcome.count)."
        var others = filter
        others.state = nil
        let rest = webhooks.list(others).filter { !filter.counts($0) }
        let waiting = rest.count { $0.state == .waiting }
        if waiting > 0 { message += " \(waiting) that would match wait\(waiting == 1 ? "s" : "")." }
        if count > WebhookQueue.mostKept {
            message +=
                " Of those that are finished the last \(WebhookQueue.mostKept) are kept: begin the wait before they come."
        }
        if let failed = rest.first(where: { $0.error != nil }) {
            message += " Number \(failed.number) is \(failed.state.rawValue): \(failed.error ?? "")"
        }
        return message
    }
}

extension Webhooks {
    enum Watch {
        /// So many are there already; the newest of them.
        case complete(Webhook)
        case begun(UInt64, AsyncStream<Webhook>)
    }

    /// Counts the webhooks that are there, and watches for the others.
    func watch(_ filter: WebhookFilter, count: Int) -> Watch {
        state.withLock { state in
            let counted = state.queue.webhooks.values.filter(filter.counts)
            if counted.count >= count, let newest = counted.max(by: { $0.number < $1.number }) {
                return .complete(newest)
            }
            let (id, stream) = state.watches.add(filter, count: count, counted: Set(counted.map(\.number)))
            return .begun(id, stream)
        }
    }

    /// - Returns: how many were counted; `nil` when the mock stopped before.
    func endWatch(_ id: UInt64) -> Int? { state.withLock { $0.watches.remove(id) } }
}

import MockControl

/// The post-call webhooks of a mock, or of one account: what was posted when calls ended, and what was answered.
///
///     try await mock.clock.advance(to: .idle)
///     let webhook = try await mock.webhooks.wait(for: MockWebhookMatch(state: .delivered))
///     webhook.json?["status"]                             // "completed"
///     try mock.webhooks.redeliver(webhook.number)
///
/// The move of a clock does not wait for the receivers: ``wait(for:count:timeout:)`` does. The mock keeps the last
/// 1,000, and all that wait.
public struct WebhookControl: Sendable {
    let control: ControlPlane
    /// The name of the account whose webhooks these are; `nil` for those of all accounts.
    public let account: String?

    /// All webhooks, in the order in which the calls ended.
    public var all: [MockWebhook] { matching(.all) }

    /// The webhooks that match, in the order in which the calls ended.
    public func matching(_ match: MockWebhookMatch) -> [MockWebhook] {
        control.webhooks(matching: filter(match)).reversed().map(value)
    }

    /// Finds a webhook.
    ///
    /// - Throws: ``MockError`` when there is no webhook with this number.
    public func webhook(_ number: Int) throws(MockError) -> MockWebhook {
        value(try steering { () throws(ControlRefusal) in try own(number) })
    }

    /// Waits until a webhook is there that matches. Without a state in the match, those count that are finished:
    /// delivered, failed or blocked.
    ///
    /// - Parameters:
    ///   - match: The webhooks to wait for.
    ///   - count: The number of matching webhooks to wait for, 1 to 1,000,000.
    ///   - timeout: The longest wait, at most a day.
    /// - Returns: The webhook that completes the number.
    /// - Throws: ``MockError`` after the timeout or when the mock stops. `CancellationError` when the task is cancelled.
    @discardableResult
    public func wait(
        for match: MockWebhookMatch = .all, count: Int = 1, timeout: Duration = .seconds(5)
    ) async throws -> MockWebhook {
        try OptionCheck.number("webhooks.wait count", count, in: 1...1_000_000)
        let milliseconds = try timeout.milliseconds("webhooks.wait timeout", in: 0...86_400_000)
        let result = await control.waitForWebhooks(
            matching: filter(match), count: count, timeoutMilliseconds: milliseconds)
        switch result {
        case .found(let webhook): return value(webhook)
        case .missing(let message):
            try Task.checkCancellation()
            throw MockError(message)
        }
    }

    /// Sends a webhook again, as the last of those for its receiver.
    ///
    /// - Returns: The webhook, which waits.
    /// - Throws: ``MockError`` when there is no webhook with this number, it still waits, or it is blocked.
    @discardableResult
    public func redeliver(_ number: Int) throws(MockError) -> MockWebhook {
        value(
            try steering { () throws(ControlRefusal) in
                _ = try own(number)
                return try control.redeliver(number)
            })
    }

    /// Removes the webhooks that match. Those that wait are not sent any more.
    ///
    /// - Returns: The number of webhooks removed.
    @discardableResult
    public func remove(matching match: MockWebhookMatch = .all) -> Int {
        control.removeWebhooks(matching: filter(match))
    }

    private func own(_ number: Int) throws(ControlRefusal) -> Webhook {
        let webhook = try control.webhook(number: number)
        guard let account, webhook.account != account else { return webhook }
        throw .notFound("Webhook \(number) belongs to the account \(webhook.account), not to \(account).")
    }

    private func value(_ webhook: Webhook) -> MockWebhook {
        MockWebhook(webhook, content: control.content(of: webhook))
    }

    private func filter(_ match: MockWebhookMatch) -> WebhookFilter {
        var filter = WebhookFilter()
        filter.account = account ?? match.account
        filter.state = match.state?.kept
        filter.campaignID = match.campaignID.map { Int64($0) }
        filter.leadID = match.leadID.map { Int64($0) }
        filter.callID = match.callID.map { Int64($0) }
        filter.assistantID = match.assistantID.map { Int64($0) }
        return filter
    }
}

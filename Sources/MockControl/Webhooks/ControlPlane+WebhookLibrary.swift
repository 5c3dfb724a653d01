import CampaignStore
import HTTPServer
import HTTPWire
import JSON

// The webhooks for a program in the same process.
extension ControlPlane {
    /// The webhooks that match, the newest first.
    package func webhooks(matching filter: WebhookFilter) -> [Webhook] { webhooks.list(filter) }

    /// - Throws: ``ControlRefusal/notFound(_:)`` when there is no webhook with this number.
    package func webhook(number: Int) throws(ControlRefusal) -> Webhook {
        guard let webhook = webhooks.webhook(number: number) else { throw Self.noWebhook(String(number)) }
        return webhook
    }

    static func noWebhook(_ number: String) -> ControlRefusal {
        .notFound(
            "There is no webhook \(number). Those that wait are kept, and the last \(WebhookQueue.mostKept) others.")
    }

    /// Sends a webhook again, as the last of those for its receiver.
    ///
    /// - Returns: the webhook, which waits.
    /// - Throws: ``ControlRefusal/conflict(_:)`` when it is blocked, or still waits.
    package func redeliver(_ number: Int) throws(ControlRefusal) -> Webhook {
        let webhook = try webhook(number: number)
        if let again = webhooks.sendAgain(number) { return again }
        switch webhook.state {
        case .blocked:
            throw .conflict("Webhook \(number) is blocked and cannot be sent. \(webhook.error ?? "")")
        case .waiting, .delivered, .failed:
            throw .conflict("Webhook \(number) still waits to be sent or answered: wait for it first.")
        }
    }

    /// What a wait for webhooks led to.
    package enum WebhookWaitResult: Sendable {
        /// The webhook that completed the number.
        case found(Webhook)
        /// The time was over, the task was cancelled or the mock stopped. One line.
        case missing(String)
    }

    /// Waits until a number of matching webhooks are there. Without a state in the filter, those count that are finished.
    ///
    /// - Parameter timeoutMilliseconds: at least 0.
    package func waitForWebhooks(
        matching filter: WebhookFilter, count: Int, timeoutMilliseconds: Int
    ) async -> WebhookWaitResult {
        let wait = WebhookWait(filter: filter, count: count, timeoutMilliseconds: timeoutMilliseconds)
        let outcome = await wait.outcome(in: webhooks)
        return outcome.webhook.map(WebhookWaitResult.found) ?? .missing(wait.message(outcome, in: webhooks))
    }

    /// Removes the webhooks that match. Those that wait are not sent any more.
    ///
    /// - Returns: how many there were.
    @discardableResult
    package func removeWebhooks(matching filter: WebhookFilter) -> Int { webhooks.remove(where: filter.matches) }

    /// What a webhook sends.
    package func content(of webhook: Webhook) -> (headers: [String: String], body: [UInt8]) {
        let body = webhook.due.body
        return (Webhook.texts(webhook.due.fields(length: body.count, version: options.version)), body)
    }
}

extension Webhook {
    /// What the receiver has answered, for a program in the same process.
    package struct Answer: Sendable {
        package let status: Int
        /// Names are in lower case.
        package let headers: [String: String]
        /// What was read of the content.
        package let body: [UInt8]
        /// Whether more came than is read.
        package let isCut: Bool
    }

    package var receivedAnswer: Answer? {
        answer.map { answer in
            Answer(
                status: answer.status, headers: Self.texts(answer.section.lines), body: answer.body,
                isCut: answer.isCut)
        }
    }

    /// The name of the account.
    package var account: String { due.post.account.name }
    package var callID: Int64 { due.call.id }
    /// `nil` for a call without a campaign, as is ``leadID``.
    package var campaignID: Int64? { due.call.campaignID }
    package var leadID: Int64? { due.call.leadID }
    package var assistantID: Int64 { due.call.assistantID }
    package var url: String { due.url }
    /// In Unix seconds of the account's clock.
    package var madeAt: Int64 { due.madeAt }

    fileprivate static func texts(_ fields: some Sequence<(name: String, value: String)>) -> [String: String] {
        Dictionary(headers(fields).members.map { ($0.name, $0.value.string ?? "") }) { $1 }
    }
}

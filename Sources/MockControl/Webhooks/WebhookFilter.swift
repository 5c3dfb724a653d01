import CampaignStore
import Validation

/// Which webhooks are meant. A condition that is `nil` matches every webhook.
package struct WebhookFilter: Sendable, Equatable {
    static let fields = fields(prefix: "")
    /// The same as the members of `match` in a body.
    static let matchFields = [Field("match", .nullable, .object)] + fields(prefix: "match.")

    private static func fields(prefix: String) -> [Field] {
        [
            Field(prefix + "account", .nullable, .string),
            Field(prefix + "state", .nullable, .oneOf(Webhook.State.allCases.map(\.rawValue))),
            Field(prefix + "campaign_id", .nullable, .integer, .min(1)),
            Field(prefix + "lead_id", .nullable, .integer, .min(1)),
            Field(prefix + "call_id", .nullable, .integer, .min(1)),
            Field(prefix + "assistant_id", .nullable, .integer, .min(1)),
        ]
    }

    package var account: String?
    package var state: Webhook.State?
    package var campaignID: Int64?
    package var leadID: Int64?
    package var callID: Int64?
    package var assistantID: Int64?

    /// - Parameters:
    ///   - report: validated values.
    ///   - prefix: what stands before the names.
    init(_ report: Report, prefix: String = "") {
        account = report.string(prefix + "account")
        state = report.string(prefix + "state").flatMap(Webhook.State.init)
        campaignID = report.integer(prefix + "campaign_id")
        leadID = report.integer(prefix + "lead_id")
        callID = report.integer(prefix + "call_id")
        assistantID = report.integer(prefix + "assistant_id")
    }

    package init() {}

    func matches(_ webhook: Webhook) -> Bool {
        holdsApartFromState(for: webhook) && state.map { $0 == webhook.state } ?? true
    }

    /// Whether a wait counts the webhook: without a state it counts the finished ones.
    func counts(_ webhook: Webhook) -> Bool {
        holdsApartFromState(for: webhook) && state.map { $0 == webhook.state } ?? webhook.isFinished
    }

    private func holdsApartFromState(for webhook: Webhook) -> Bool {
        let call = webhook.due.call
        return (account.map { $0 == webhook.due.post.account.name } ?? true)
            && (campaignID.map { $0 == call.campaignID } ?? true) && (leadID.map { $0 == call.leadID } ?? true)
            && (callID.map { $0 == call.id } ?? true) && (assistantID.map { $0 == call.assistantID } ?? true)
    }

    /// The conditions in a message, such as `with account "demo", call_id 3`.
    var description: String {
        let texts: [(String, String?)] = [
            ("account", account.map { "'\($0)'" }), ("state", state?.rawValue),
            ("campaign_id", campaignID.map { String($0) }), ("lead_id", leadID.map { String($0) }),
            ("call_id", callID.map { String($0) }), ("assistant_id", assistantID.map { String($0) }),
        ]
        let conditions = texts.compactMap { name, value in value.map { "\(name) \($0)" } }
        return conditions.isEmpty ? "of any kind" : "with " + conditions.joined(separator: ", ")
    }
}

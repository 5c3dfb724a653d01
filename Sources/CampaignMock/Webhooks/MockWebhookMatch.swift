/// A filter for webhooks. A webhook matches when every condition holds; a filter without conditions matches all.
///
///     MockWebhookMatch(state: .failed, campaignID: 3)
public struct MockWebhookMatch: Sendable, Equatable {
    /// The name of the account. The webhooks of one account have this condition in any case.
    public var account: String?
    /// What has become of the webhook.
    public var state: MockWebhook.State?
    /// The id of the campaign.
    public var campaignID: Int?
    /// The id of the lead or secondary contact.
    public var leadID: Int?
    /// The id of the call.
    public var callID: Int?
    /// The id of the assistant.
    public var assistantID: Int?

    /// Creates a filter. A parameter that is `nil` is no condition.
    public init(
        account: String? = nil, state: MockWebhook.State? = nil, campaignID: Int? = nil, leadID: Int? = nil,
        callID: Int? = nil, assistantID: Int? = nil
    ) {
        self.account = account
        self.state = state
        self.campaignID = campaignID
        self.leadID = leadID
        self.callID = callID
        self.assistantID = assistantID
    }

    /// Matches every webhook.
    public static let all = MockWebhookMatch()
}

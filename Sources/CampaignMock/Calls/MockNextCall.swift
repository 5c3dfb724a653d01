import CampaignRunner

/// The next call that begins or ends when no request changes it.
public struct MockNextCall: Sendable, Equatable {
    /// Whether a call begins or ends.
    public enum Event: Sendable, Equatable {
        /// A call begins. It has no id yet.
        case begins
        /// The call with this id ends.
        case ends(callID: Int)
    }

    /// When, by the account's clock.
    public let time: MockTime
    /// Whether it begins or ends.
    public let event: Event
    /// The name of the account.
    public let account: String
    /// The id of the campaign; `nil` for a call without one.
    public let campaignID: Int?
    /// The id of the lead or secondary contact; `nil` for a call without a campaign.
    public let leadID: Int?
    /// The number that is called.
    public let phoneNumber: String
}

extension MockNextCall {
    init(_ next: NextCall) {
        time = MockTime(unixSeconds: next.second)
        event = next.callID.map { .ends(callID: Int($0)) } ?? .begins
        account = next.account
        campaignID = next.campaignID.map { Int($0) }
        leadID = next.leadID.map { Int($0) }
        phoneNumber = next.phoneNumber
    }
}

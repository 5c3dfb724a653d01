/// A call of an account. Its end is planned when it begins.
package struct Call: Sendable, Equatable {
    /// From one sequence of all accounts, in the order of beginning.
    package var id: Int64
    /// `nil` for a call without a campaign.
    package var campaignID: Int64?
    /// `nil` for a call without a campaign.
    package var contactID: Int64?
    package var assistantID: Int64
    /// The number that is called.
    package var phoneNumber: String
    /// The number that the call comes from; `nil` for the assistant's.
    package var phoneNumberID: Int64?
    /// From 1: the number of calls since the contact was last `created`, this one included.
    package var attempt: Int64
    package var plan: CallPlan
    /// In Unix seconds.
    package var beganAt: Int64
    /// Whether the end decides about the contact: not after the contact got another status by hand.
    package var decides: Bool

    /// In Unix seconds.
    package var endsAt: Int64 { beganAt + plan.seconds }

    package init(
        id: Int64, campaignID: Int64?, contactID: Int64?, assistantID: Int64, phoneNumber: String,
        phoneNumberID: Int64? = nil, attempt: Int64 = 1, plan: CallPlan, beganAt: Int64, decides: Bool = true
    ) {
        self.id = id
        self.campaignID = campaignID
        self.contactID = contactID
        self.assistantID = assistantID
        self.phoneNumber = phoneNumber
        self.phoneNumberID = phoneNumberID
        self.attempt = attempt
        self.plan = plan
        self.beganAt = beganAt
        self.decides = decides
    }
}

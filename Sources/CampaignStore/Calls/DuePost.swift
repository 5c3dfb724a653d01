/// A call that has ended, ready for its post-call webhook (calling.md, §7).
///
/// The values are those after all ends of the call's last second, before any call begins in it.
package struct DuePost: Sendable {
    /// The account of the call, with its assistant.
    package let account: Account
    package let listed: ListedCall
    /// The lead or secondary contact that was called; `nil` for a call without a campaign.
    package let lead: Lead?
    /// `nil` for a call without a campaign.
    package let campaign: Campaign?

    package init(account: Account, listed: ListedCall, lead: Lead?, campaign: Campaign?) {
        self.account = account
        self.listed = listed
        self.lead = lead
        self.campaign = campaign
    }
}

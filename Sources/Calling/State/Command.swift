/// What a request changes. The checks of the request are the caller's: what a command names is in the state.
package enum Command: Sendable, Equatable {
    /// A campaign that is new, or that the simulation did not need until now. It has no calls going on.
    case addCampaign(CallingCampaign)
    /// A lead and its secondary contacts, in the order of their ids; new, or not needed until now.
    case addLead([Contact])
    case start(campaignID: Int64)
    case stop(campaignID: Int64)
    /// Changes a contact. `campaignID` moves a lead with its contacts; a secondary contact stays.
    case update(contactID: Int64, phoneNumber: String? = nil, status: ContactStatus? = nil, campaignID: Int64? = nil)
    /// Deletes a lead with its secondary contacts, or one secondary contact.
    case deleteContact(id: Int64)
    case deleteCampaign(id: Int64)
    /// Plays a call of a contact. Without a plan, the rules decide.
    case play(contactID: Int64, plan: CallPlan? = nil)
    /// A call without a campaign.
    case makeCall(phoneNumber: String, assistantID: Int64)
    case setRules([OutcomeRule])
}

/// The statuses that the API gives to campaigns. A state document may contain others.
package enum CampaignStatus: String, Sendable, CaseIterable {
    case draft
    case inProgress = "in-progress"
    case stopped, completed
}

/// A change of a campaign's status that its user requests.
package enum StatusAction: String, Sendable, CaseIterable {
    case start, stop
}

/// The outcome of a requested change of a campaign's status. The checks are in the order of these cases.
///
/// The associated value is the status of the campaign: the new one of ``changed(_:)``, the unchanged one of a refusal.
package enum StatusOutcome: Sendable, Equatable {
    case changed(status: String)
    /// The account has no campaign with the id.
    case campaignNotFound
    /// The request names no ``StatusAction``.
    case invalidAction
    case notRunning(status: String)
    case alreadyRunning(status: String)
    case insufficientBalance(status: String)
    /// Neither the campaign nor its assistant has a phone number.
    case noPhoneNumber(status: String)
    /// No lead of the campaign can still be called.
    case noLeads(status: String)
}

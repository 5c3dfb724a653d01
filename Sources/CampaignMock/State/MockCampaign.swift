import CampaignStore

/// A campaign with every stored field.
public struct MockCampaign: Sendable, Equatable {
    /// At least 1. All accounts share one sequence.
    public let id: Int
    /// The name of the campaign's account.
    public let account: String
    /// The campaign's name.
    public let name: String
    /// `draft`, `in-progress`, `stopped` or `completed`; a seed may have others.
    public let status: String
    /// The id of the assistant that calls.
    public let assistantID: Int
    /// A name such as `America/New_York`.
    public let timezone: String
    /// The most calls at a time.
    public let maxCallsInParallel: Int
    /// The begin of the hours of calls, as `HH:MM:SS`.
    public let allowedHoursStartTime: String
    /// The end of the hours of calls, as `HH:MM:SS`.
    public let allowedHoursEndTime: String
    /// English names in lower case, in the order in which the client sent them.
    public let allowedDays: [String]
    /// The most attempts to call a lead again.
    public let maxRetries: Int
    /// The time between two attempts.
    public let retryInterval: Duration
    /// Whether a call that ended in a voicemail is repeated.
    public let retryOnVoicemail: Bool
    /// Whether a call that missed its goal is repeated.
    public let retryOnGoalIncomplete: Bool
    /// The assistant's variable that tells whether a call reached its goal.
    public let goalCompletionVariable: String?
    /// Whether the campaign is completed when it has no more leads to call.
    public let markCompleteWhenNoLeads: Bool
    /// The ids of the account's phone numbers from which it calls.
    public let phoneNumberIDs: [Int]
    /// When it was made, by its account's clock.
    public let createdAt: MockTime
    /// When it last changed, by its account's clock.
    public let updatedAt: MockTime
}

extension MockCampaign {
    init(_ campaign: Campaign) {
        let parameters = campaign.parameters
        id = Int(campaign.id)
        account = campaign.account
        name = parameters.name
        status = campaign.status
        assistantID = Int(parameters.assistantID)
        timezone = parameters.timezone
        maxCallsInParallel = Int(parameters.maxCallsInParallel)
        allowedHoursStartTime = parameters.allowedHoursStartTime
        allowedHoursEndTime = parameters.allowedHoursEndTime
        allowedDays = parameters.allowedDays
        maxRetries = Int(parameters.maxRetries)
        // Another program may have written any number of minutes into the database file.
        let seconds = parameters.retryInterval.multipliedReportingOverflow(by: 60)
        retryInterval = .seconds(seconds.overflow ? .max : seconds.partialValue)
        retryOnVoicemail = parameters.retryOnVoicemail
        retryOnGoalIncomplete = parameters.retryOnGoalIncomplete
        goalCompletionVariable = parameters.goalCompletionVariable
        markCompleteWhenNoLeads = parameters.markCompleteWhenNoLeads
        phoneNumberIDs = parameters.phoneNumberIDs.map { Int($0) }
        createdAt = MockTime(unixSeconds: campaign.createdAt)
        updatedAt = MockTime(unixSeconds: campaign.updatedAt)
    }
}

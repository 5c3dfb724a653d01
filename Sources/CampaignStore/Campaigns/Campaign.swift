/// The fourteen parameters of a campaign, cleaned, checked and with every default filled in.
package struct CampaignParameters: Sendable, Equatable {
    package var name: String
    package var assistantID: Int64
    package var timezone: String
    package var maxCallsInParallel: Int64
    /// `HH:MM:SS`, as the API answers it.
    package var allowedHoursStartTime: String
    package var allowedHoursEndTime: String
    /// Lower-case English names in the caller's order, repetitions kept; may be empty.
    package var allowedDays: [String]
    package var maxRetries: Int64
    /// Minutes.
    package var retryInterval: Int64
    package var retryOnVoicemail: Bool
    package var retryOnGoalIncomplete: Bool
    package var goalCompletionVariable: String?
    package var markCompleteWhenNoLeads: Bool
    package var phoneNumberIDs: [Int64]

    package init(
        name: String, assistantID: Int64, timezone: String, maxCallsInParallel: Int64 = Default.maxCallsInParallel,
        allowedHoursStartTime: String = Default.allowedHoursStartTime,
        allowedHoursEndTime: String = Default.allowedHoursEndTime, allowedDays: [String] = Self.everyDay,
        maxRetries: Int64 = Default.maxRetries, retryInterval: Int64 = Default.retryInterval,
        retryOnVoicemail: Bool = false, retryOnGoalIncomplete: Bool = false, goalCompletionVariable: String? = nil,
        markCompleteWhenNoLeads: Bool = true, phoneNumberIDs: [Int64] = []
    ) {
        self.name = name
        self.assistantID = assistantID
        self.timezone = timezone
        self.maxCallsInParallel = maxCallsInParallel
        self.allowedHoursStartTime = allowedHoursStartTime
        self.allowedHoursEndTime = allowedHoursEndTime
        self.allowedDays = allowedDays
        self.maxRetries = maxRetries
        self.retryInterval = retryInterval
        self.retryOnVoicemail = retryOnVoicemail
        self.retryOnGoalIncomplete = retryOnGoalIncomplete
        self.goalCompletionVariable = goalCompletionVariable
        self.markCompleteWhenNoLeads = markCompleteWhenNoLeads
        self.phoneNumberIDs = phoneNumberIDs
    }

    /// What a parameter is that a body leaves out (rules.md chapter 6), where it is more than nothing or `false`.
    package enum Default {
        package static let maxCallsInParallel: Int64 = 3
        package static let allowedHoursStartTime = "00:00:00"
        package static let allowedHoursEndTime = "23:59:00"
        package static let maxRetries: Int64 = 3
        package static let retryInterval: Int64 = 60
    }

    package static let everyDay = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
}

/// A campaign that is yet to be stored.
package struct CampaignDraft: Sendable, Equatable {
    /// The name of the account it is for.
    package var account: String
    package var parameters: CampaignParameters
    /// Unix seconds; the store reads no clock.
    package var createdAt: Int64

    package init(account: String, parameters: CampaignParameters, createdAt: Int64) {
        self.account = account
        self.parameters = parameters
        self.createdAt = createdAt
    }
}

/// A stored campaign.
package struct Campaign: Sendable, Equatable {
    /// What the API gives every campaign; it starts calling when the user changes it.
    package static let initialStatus = "draft"

    /// From 1, one sequence for the whole database, never reused until a reset.
    package var id: Int64
    /// The name of the account it belongs to.
    package var account: String
    package var parameters: CampaignParameters
    /// `draft` for all that the API creates; a state file may say something else.
    package var status: String
    /// Unix seconds.
    package var createdAt: Int64
    package var updatedAt: Int64

    package init(
        id: Int64, account: String, parameters: CampaignParameters, status: String, createdAt: Int64, updatedAt: Int64
    ) {
        self.id = id
        self.account = account
        self.parameters = parameters
        self.status = status
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    init(id: Int64, draft: CampaignDraft) {
        self.init(
            id: id, account: draft.account, parameters: draft.parameters, status: Self.initialStatus,
            createdAt: draft.createdAt, updatedAt: draft.createdAt)
    }
}

/// Which campaigns to list, in the order of their ids.
///
/// What is `nil` does not narrow.
package struct CampaignFilter: Sendable, Equatable {
    package var account: String?
    package var name: String?
    package var status: String?
    /// Only ids greater than this one: the last id of one page is the start of the next.
    package var afterID: Int64
    /// The most campaigns to answer; all when `nil`.
    package var limit: Int?

    package init(
        account: String? = nil, name: String? = nil, status: String? = nil, afterID: Int64 = 0, limit: Int? = nil
    ) {
        self.account = account
        self.name = name
        self.status = status
        self.afterID = afterID
        self.limit = limit
    }
}

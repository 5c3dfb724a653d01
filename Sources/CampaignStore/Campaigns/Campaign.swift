/// The fourteen parameters of a campaign after cleaning and validation, with all defaults filled in.
package struct CampaignParameters: Sendable, Equatable {
    package var name: String
    package var assistantID: Int64
    package var timezone: String
    package var maxCallsInParallel: Int64
    /// In the form `HH:MM:SS`, as in the API's responses.
    package var allowedHoursStartTime: String
    /// In the form `HH:MM:SS`.
    package var allowedHoursEndTime: String
    /// English names in lower case, in the order of the request and with its repetitions; may be empty.
    package var allowedDays: [String]
    package var maxRetries: Int64
    /// In minutes.
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
        retryOnVoicemail: Bool = Default.retryOnVoicemail, retryOnGoalIncomplete: Bool = Default.retryOnGoalIncomplete,
        goalCompletionVariable: String? = nil, markCompleteWhenNoLeads: Bool = Default.markCompleteWhenNoLeads,
        phoneNumberIDs: [Int64] = []
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

    /// The defaults of parameters that a body omits (rules.md, chapter 6), except those that are `nil` or empty.
    package enum Default {
        package static let maxCallsInParallel: Int64 = 3
        package static let allowedHoursStartTime = "00:00:00"
        package static let allowedHoursEndTime = "23:59:00"
        package static let maxRetries: Int64 = 3
        package static let retryInterval: Int64 = 60
        package static let retryOnVoicemail = false
        package static let retryOnGoalIncomplete = false
        package static let markCompleteWhenNoLeads = true
    }

    package static let everyDay = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
}

/// A campaign that is not stored yet.
package struct CampaignDraft: Sendable, Equatable {
    /// The name of the campaign's account.
    package var account: String
    package var parameters: CampaignParameters
    /// In Unix seconds. The caller supplies the time, because the store reads no clock.
    package var createdAt: Int64

    package init(account: String, parameters: CampaignParameters, createdAt: Int64) {
        self.account = account
        self.parameters = parameters
        self.createdAt = createdAt
    }
}

/// A stored campaign.
package struct Campaign: Sendable, Equatable {
    /// The status of every new campaign. A campaign makes no calls until its user changes the status.
    package static let initialStatus = "draft"

    /// At least 1. All accounts share one sequence, and no id is reused before a reset.
    package var id: Int64
    /// The name of the campaign's account.
    package var account: String
    package var parameters: CampaignParameters
    /// The API creates campaigns with the status `draft`. A state document may contain any status.
    package var status: String
    /// In Unix seconds.
    package var createdAt: Int64
    /// In Unix seconds.
    package var updatedAt: Int64
    /// The number of its calls that have begun, deleted ones too. Its numbers take turns by it.
    package var callsBegun: Int64

    package init(
        id: Int64, account: String, parameters: CampaignParameters, status: String, createdAt: Int64, updatedAt: Int64,
        callsBegun: Int64 = 0
    ) {
        self.id = id
        self.account = account
        self.parameters = parameters
        self.status = status
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.callsBegun = callsBegun
    }

    init(id: Int64, draft: CampaignDraft) {
        self.init(
            id: id, account: draft.account, parameters: draft.parameters, status: Self.initialStatus,
            createdAt: draft.createdAt, updatedAt: draft.createdAt)
    }
}

/// The conditions of a list of campaigns, which is in the order of their ids; with ``beforeID`` the newest first.
///
/// A condition that is `nil` matches every campaign.
package struct CampaignFilter: Sendable, Equatable {
    package var account: String?
    package var name: String?
    package var status: String?
    /// Selects ids greater than this one. To get the next page, pass the last id of the previous page.
    package var afterID: Int64
    /// Selects ids less than this one, and turns the order: the highest id comes first.
    package var beforeID: Int64?
    /// The maximum number of campaigns to return; `nil` for all.
    package var limit: Int?

    package init(
        account: String? = nil, name: String? = nil, status: String? = nil, afterID: Int64 = 0,
        beforeID: Int64? = nil, limit: Int? = nil
    ) {
        self.account = account
        self.name = name
        self.status = status
        self.afterID = afterID
        self.beforeID = beforeID
        self.limit = limit
    }
}

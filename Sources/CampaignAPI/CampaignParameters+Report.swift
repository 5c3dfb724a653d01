import CampaignStore
import JSON
import Validation

extension CampaignParameters {
    /// Reads the parameters out of a body that the rules found valid, with the defaults of rules.md chapter 6.
    ///
    /// - Returns: `nil` when a required parameter cannot be read, which a report without errors rules out.
    init?(_ report: Report, of account: Account) {
        guard let name = report[.name]?.string, let assistantID = report[.assistantID]?.integerValue else { return nil }
        self.init(
            name: name,
            assistantID: assistantID,
            timezone: report[.timezone]?.string ?? account.timezone,
            // The documented default, unless the plan allows less (api.md).
            maxCallsInParallel: report[.maxCallsInParallel]?.integerValue
                ?? min(3, account.plan.maximumCallsInParallel),
            markCompleteWhenNoLeads: report[.markCompleteWhenNoLeads]?.booleanValue ?? true)
        if let time = report[.allowedHoursStartTime]?.string { allowedHoursStartTime = time + ":00" }
        if let time = report[.allowedHoursEndTime]?.string { allowedHoursEndTime = time + ":00" }
        if let days = report[.allowedDays]?.elements { allowedDays = days.compactMap(\.string) }
        if let count = report[.maxRetries]?.integerValue { maxRetries = count }
        if let minutes = report[.retryInterval]?.integerValue { retryInterval = minutes }
        retryOnVoicemail = report[.retryOnVoicemail]?.booleanValue ?? false
        retryOnGoalIncomplete = report[.retryOnGoalIncomplete]?.booleanValue ?? false
        goalCompletionVariable = report[.goalCompletionVariable]?.string
        phoneNumberIDs = report[.phoneNumberIDs]?.elements?.compactMap(\.integerValue) ?? []
    }
}

extension Report {
    /// The cleaned value of a parameter; `nil` when it is missing or null.
    subscript(_ parameter: CampaignParameter) -> JSONValue? {
        value(at: parameter.rawValue)
    }
}

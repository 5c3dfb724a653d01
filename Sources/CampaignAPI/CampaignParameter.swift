/// The parameters of `POST /user/campaign`, in the order in which they are documented and checked (rules.md, chapter 3).
enum CampaignParameter: Int, CaseIterable {
    case name
    case assistantID
    case timezone
    case maxCallsInParallel
    case allowedHoursStartTime
    case allowedHoursEndTime
    case allowedDays
    case maxRetries
    case retryInterval
    case retryOnVoicemail
    case retryOnGoalIncomplete
    case goalCompletionVariable
    case markCompleteWhenNoLeads
    case phoneNumberIDs

    /// As it stands in a body, in `errors` and in the documentation.
    var name: String { Self.names[rawValue] }

    /// Every name, in order.
    static let names = [
        "name", "assistant_id", "timezone", "max_calls_in_parallel", "allowed_hours_start_time",
        "allowed_hours_end_time", "allowed_days", "max_retries", "retry_interval", "retry_on_voicemail",
        "retry_on_goal_incomplete", "goal_completion_variable", "mark_complete_when_no_leads", "phone_number_ids",
    ]
}

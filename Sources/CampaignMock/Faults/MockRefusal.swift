/// The platform's own error responses that a fault can send, by the names that `POST /_mock/faults` uses.
public enum MockRefusal: String, Sendable, CaseIterable {
    /// 401: the key is missing or unknown.
    case unauthenticated
    /// 403: the plan allows no further campaign.
    case planLimit = "plan_limit"
    /// 404: there is no such outbound assistant.
    case assistantNotFound = "assistant_not_found"
    /// 404: there is no such campaign.
    case campaignNotFound = "campaign_not_found"
    /// 404: there is no such lead.
    case leadNotFound = "lead_not_found"
    /// 404: there is no such call.
    case callNotFound = "call_not_found"
    /// 422: the phone number cannot be called.
    case invalidPhoneNumber = "invalid_phone_number"
    /// 422: the campaign has a lead with this number.
    case leadAlreadyExists = "lead_already_exists"
    /// 400: the action is neither `start` nor `stop`.
    case invalidAction = "invalid_action"
    /// 400: a campaign that is not in progress cannot be stopped.
    case campaignNotRunning = "campaign_not_running"
    /// 400: a campaign in progress cannot be started.
    case campaignAlreadyInProgress = "campaign_already_in_progress"
    /// 400: the account has no money left.
    case insufficientBalance = "insufficient_balance"
    /// 400: neither the campaign nor its assistant has a phone number.
    case noPhoneNumber = "no_phone_number"
    /// 400: no lead can still be called.
    case noLeads = "no_leads"
    /// 422: the data was invalid.
    case validation
    /// 429: too many requests.
    case rateLimited = "rate_limited"
    /// 500: the server has a fault.
    case serverError = "server_error"
    /// 503: the server is being maintained.
    case maintenance
}

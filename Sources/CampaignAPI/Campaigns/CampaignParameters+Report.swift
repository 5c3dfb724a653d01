import CampaignStore
import JSON
import Validation

extension CampaignParameters {
    /// Reads the parameters from a valid body and fills in the defaults (rules.md, chapter 6).
    ///
    /// - Parameter report: a report without errors.
    /// - Returns: `nil` if a required parameter is missing, which cannot happen in a report without errors.
    init?(_ report: borrowing Report, of account: borrowing Account) {
        guard let name = report.string(.name), let assistantID = report.integer(.assistantID) else { return nil }
        self.init(
            name: name,
            assistantID: assistantID,
            timezone: report.string(.timezone) ?? account.timezone,
            // The plan may allow fewer calls than the documented default (api.md).
            maxCallsInParallel: report.integer(.maxCallsInParallel)
                ?? Self.maxCallsInParallel(for: account.plan),
            allowedHoursStartTime: report.string(.allowedHoursStartTime).map { $0 + ":00" }
                ?? Default.allowedHoursStartTime,
            allowedHoursEndTime: report.string(.allowedHoursEndTime).map { $0 + ":00" } ?? Default.allowedHoursEndTime,
            allowedDays: report.elements(.allowedDays).map { days in
                Self.list(days) { if case .string(let day) = $0 { day } else { nil } }
            } ?? Self.everyDay,
            maxRetries: report.integer(.maxRetries) ?? Default.maxRetries,
            retryInterval: report.integer(.retryInterval) ?? Default.retryInterval,
            retryOnVoicemail: report.boolean(.retryOnVoicemail) ?? Default.retryOnVoicemail,
            retryOnGoalIncomplete: report.boolean(.retryOnGoalIncomplete) ?? Default.retryOnGoalIncomplete,
            goalCompletionVariable: report.string(.goalCompletionVariable),
            markCompleteWhenNoLeads: report.boolean(.markCompleteWhenNoLeads) ?? Default.markCompleteWhenNoLeads,
            phoneNumberIDs: report.elements(.phoneNumberIDs).map { ids in Self.list(ids) { $0.integerValue } } ?? [])
    }

    /// The calls at the same time of a campaign that does not say how many.
    static func maxCallsInParallel(for plan: Plan) -> Int64 {
        min(Default.maxCallsInParallel, plan.maximumCallsInParallel)
    }

    /// Like `compactMap`, but reserves the memory first. `compactMap` reallocates its array as it grows.
    private static func list<Value>(_ elements: [JSONValue], _ read: (JSONValue) -> Value?) -> [Value] {
        var list: [Value] = []
        list.reserveCapacity(elements.count)
        for index in elements.indices {
            if let value = read(elements[index]) { list.append(value) }
        }
        return list
    }
}

extension Report {
    // These return the cleaned value of a parameter; `nil` if it is missing, null or of another type.

    subscript(_ parameter: CampaignParameter) -> JSONValue? { value(at: parameter.rawValue) }

    func string(_ parameter: CampaignParameter) -> String? { string(at: parameter.rawValue) }

    func integer(_ parameter: CampaignParameter) -> Int64? { integer(at: parameter.rawValue) }

    func boolean(_ parameter: CampaignParameter) -> Bool? { boolean(at: parameter.rawValue) }

    func elements(_ parameter: CampaignParameter) -> [JSONValue]? { elements(at: parameter.rawValue) }
}

import CampaignStore
import JSON
import Validation

/// Finds the oddities of a request that the real API would accept silently (api.md, "Warnings").
struct CampaignWarnings {
    private static let integers: [CampaignParameter] = [.assistantID, .maxCallsInParallel, .maxRetries, .retryInterval]
    private static let booleans: [CampaignParameter] = [
        .retryOnVoicemail, .retryOnGoalIncomplete, .markCompleteWhenNoLeads,
    ]
    /// The limit on warnings about unknown members. A hostile body may contain a hundred thousand of them.
    private static let mostUnknownMembers = 20

    private var found: [Warning] = []

    /// Returns the warnings about a request.
    ///
    /// - Parameter report: the result of validation. A parameter with errors gets no warnings.
    static func find(in report: Report, of account: Account) -> [Warning] {
        // The report and the account are parameters, not stored properties, because storing them would copy them.
        var search = CampaignWarnings()
        search.unknownMembers(of: report)
        search.stringsForOtherTypes(in: report)
        search.goalCompletion(in: report, of: account)
        search.window(in: report)
        search.days(in: report)
        return search.found
    }

    private mutating func warn(_ field: String, _ message: String) {
        found.append(Warning(field: field, message: message))
    }

    private mutating func unknownMembers(of report: Report) {
        for name in report.unknownNames.prefix(Self.mostUnknownMembers) {
            let suggestion = NearestName.of(name, among: CampaignParameter.names).map { " Did you mean \($0)?" } ?? ""
            warn(name, "The \(name) field is unknown.\(suggestion)")
        }
    }

    private mutating func stringsForOtherTypes(in report: Report) {
        for parameter in Self.integers { stringInstead(of: "an integer", parameter, in: report) }
        for parameter in Self.booleans { stringInstead(of: "a boolean", parameter, in: report) }
        guard let ids = report.elements(.phoneNumberIDs), report.isValid(.phoneNumberIDs) else { return }
        for (index, id) in ids.enumerated() where id.string != nil {
            let name = "\(CampaignParameter.phoneNumberIDs.name).\(index)"
            warn(name, "The \(name) field was sent as a string where an integer is documented.")
        }
    }

    private mutating func stringInstead(of type: String, _ parameter: CampaignParameter, in report: Report) {
        guard report.string(parameter) != nil, report.isValid(parameter) else { return }
        warn(parameter, "was sent as a string where \(type) is documented.")
    }

    private mutating func goalCompletion(in report: Report, of account: Account) {
        guard let variable = report.string(.goalCompletionVariable), report.isValid(.goalCompletionVariable) else {
            if report.boolean(.retryOnGoalIncomplete) == true, report[.goalCompletionVariable] == nil {
                warn(.retryOnGoalIncomplete, "has no effect without goal_completion_variable.")
            }
            return
        }
        guard let id = report.integer(.assistantID), account.assistantType(id: id) == .outbound,
            let schema = account.postCallSchema(ofAssistant: id)
        else { return }
        let booleans = schema.filter { $0.type == .bool }.map(\.name)
        guard !booleans.contains(where: { $0.unicodeScalars.elementsEqual(variable.unicodeScalars) }) else { return }
        let known = booleans.isEmpty ? "It has none." : "It has: \(booleans.joined(separator: ", "))."
        warn(
            .goalCompletionVariable,
            "is no boolean variable of the post-call schema of assistant \(id). \(known)")
    }

    private mutating func window(in report: Report) {
        // The comparison needs at least one sent time, and no invalid one.
        let start = report.string(.allowedHoursStartTime), end = report.string(.allowedHoursEndTime)
        guard start != nil || end != nil, report.isValid(.allowedHoursStartTime), report.isValid(.allowedHoursEndTime)
        else { return }
        let opens = start ?? "00:00"
        let closes = end ?? "23:59"
        if closes == opens {
            warn(.allowedHoursEndTime, "is the same as the start time, \(opens).")
        } else if closes < opens {
            warn(.allowedHoursEndTime, "is before the start time, \(opens): the window runs over midnight.")
        }
    }

    private mutating func days(in report: Report) {
        guard let days = report.elements(.allowedDays), report.isValid(.allowedDays) else { return }
        if days.isEmpty { warn(.allowedDays, "is empty: there is no day to call on.") }
        // One bit for each day of the week keeps this linear: a body may repeat a day a hundred thousand times.
        var seen = 0, repeated = 0
        var names: [String] = []
        let everyDay = CampaignParameters.everyDay
        for case .string(let day) in days {
            guard let index = everyDay.firstIndex(of: day) else { continue }
            if seen & 1 << index != 0, repeated & 1 << index == 0 {
                repeated |= 1 << index
                names.append(day)
            }
            seen |= 1 << index
        }
        if !names.isEmpty { warn(.allowedDays, "repeats \(names.joined(separator: ", ")).") }
    }

    private mutating func warn(_ parameter: CampaignParameter, _ predicate: String) {
        let name = parameter.name
        warn(name, "The \(name.replacing("_", with: " ")) field \(predicate)")
    }
}

extension Report {
    /// Whether no rule refused the parameter.
    fileprivate func isValid(_ parameter: CampaignParameter) -> Bool {
        errors.isEmpty || errors[parameter.name].isEmpty
    }
}

import CampaignStore
import JSON
import Validation

/// Finds the oddities of a request that the real API would accept silently (api.md, "Warnings").
struct CampaignWarnings {
    private var found: [Warning]

    /// Returns the warnings about a create: the general ones, and those about campaigns.
    ///
    /// - Parameter report: the result of validation. A parameter with errors gets no warnings.
    static func find(in report: borrowing Report, _ context: EndpointContext) -> [Warning] {
        // The report and the account are parameters, not stored properties, because storing them would copy them.
        var search = CampaignWarnings(found: context.warnings(in: report))
        search.goalCompletion(in: report, of: context.account)
        search.window(in: report)
        search.days(in: report)
        return search.found
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
        found.append(Warning(field: name, message: "The \(name.replacing("_", with: " ")) field \(predicate)"))
    }
}

extension Report {
    /// Whether no rule refused the parameter.
    fileprivate func isValid(_ parameter: CampaignParameter) -> Bool {
        errors.isEmpty || errors[parameter.name].isEmpty
    }
}

package import JSON

// The rules in plain words, for people who look at a request. The framework's own messages are those of `Field`.

extension Field {
    /// What the rules ask of a value, such as `1 to 5` or `Text, up to 255`; `nil` where they ask nothing.
    package var requirement: String? {
        if !elementMembers.isEmpty { return "List of objects" }
        if !elementRules.isEmpty {
            let element = Rule.requirement(elementRules)?.lowercased()
            return element.map { "List, each: \($0)" } ?? "List"
        }
        return Rule.requirement(rules)
    }

    /// What the rules ask of each element of a list; `nil` where they ask nothing.
    package var elementRequirement: String? { Rule.requirement(elementRules) }

    /// What is wrong with a value, as a predicate such as `is above 5`; `nil` when no rule refuses it.
    ///
    /// - Parameter value: as sent, not yet cleaned; `nil` when the body does not have the field.
    package func complaint(about value: JSONValue?) -> String? {
        guard let sent = value else { return isRequired ? "is missing" : nil }
        let value = Cleaning.clean(sent)
        if isRequired, !Rule.required.holds(for: value) { return "is empty" }
        if isNullable, value.isNull { return nil }
        return rules.first { !$0.holds(for: value) }?.complaint(about: value)
    }

    /// What is wrong with an element of the list, as a predicate.
    ///
    /// - Parameter value: as sent, not yet cleaned.
    package func elementComplaint(about value: JSONValue) -> String? {
        let value = Cleaning.clean(value)
        if let broken = elementRules.first(where: { !$0.holds(for: value) }) { return broken.complaint(about: value) }
        // No other rule looks at the neighbours.
        return elementsAreDistinct ? Rule.distinct.complaint(about: value) : nil
    }
}

extension Rule {
    /// The most choices that are listed by name.
    private static let mostListed = 4

    static func requirement(_ rules: [Rule]) -> String? {
        var words: String?
        var least: Int64?, most: Int64?
        for rule in rules {
            switch rule {
            case .min(let limit): least = limit
            case .max(let limit): most = limit
            case .between(let low, let high): (least, most) = (low, high)
            case .maxLength(let limit): words = words.map { "\($0), up to \(limit)" } ?? "Up to \(limit)"
            case .oneOf, .time, .date, .timezone, .exists: words = rule.kind
            default: words = words ?? rule.kind
            }
        }
        switch (least, most) {
        case (let least?, let most?): return "\(least) to \(most)"
        case (let least?, nil): return "\(least) or more"
        case (nil, let most?): return "Up to \(most)"
        case (nil, nil): return words
        }
    }

    /// The kind of value that the rule asks for; `nil` for a rule that asks for none.
    private var kind: String? {
        switch self {
        case .string: "Text"
        case .integer: "Whole number"
        case .number: "Number"
        case .boolean: "true or false"
        case .array: "List"
        case .object: "Object"
        case .time: "HH:MM"
        case .date: "YYYY-MM-DD"
        case .timezone: "Time zone"
        case .exists: "Id of the account"
        case .oneOf(let choices) where choices.count <= Self.mostListed: Self.list(choices)
        case .oneOf(let choices): "One of \(choices.count) words"
        case .required, .nullable, .min, .max, .between, .maxLength, .distinct: nil
        }
    }

    private static func list(_ choices: [String]) -> String {
        guard let last = choices.last, choices.count > 1 else { return choices.joined() }
        return choices.dropLast().joined(separator: ", ") + " or " + last
    }

    /// What is wrong with a value that breaks the rule, as a predicate.
    ///
    /// - Parameter value: cleaned.
    fileprivate func complaint(about value: JSONValue) -> String {
        switch self {
        case .required: "is empty"
        case .nullable: "is null"
        case .string: "is not a text"
        case .integer: "is not a whole number"
        case .number: "is not a number"
        case .boolean: "is neither true nor false"
        case .array: "is not a list"
        case .object: "is not an object"
        case .time: "is not a time such as 09:00"
        case .date: "is not a day such as 2026-02-23"
        case .timezone: "is no known time zone"
        case .oneOf(let choices) where choices.count <= Self.mostListed: "is not \(Self.list(choices))"
        case .oneOf: "is none of the allowed words"
        case .min(let least): "is below \(least)"
        case .max(let most): "is above \(most)"
        case .between(let least, let most):
            switch Size(of: value) {
            case let size? where !size.isAtLeast(least): "is below \(least)"
            case .some: "is above \(most)"
            case nil: "is not \(least) to \(most)"
            }
        case .maxLength(let most): "is longer than \(most)"
        case .distinct: "is there twice"
        case .exists: "is none of the account's"
        }
    }
}

package import JSON

extension Report {
    /// The value that the field at that index stands for: a number or a boolean for a string that the rules accept as one,
    /// in lists too. `nil` when the member is missing, `null`, or refused by its type.
    package func takenValue(at index: Int) -> JSONValue? {
        guard let value = value(at: index) else { return nil }
        let field = validator.fields[index]
        guard field.elementRules.isEmpty || ElementList(value) == nil else {
            return .array((ElementList(value)?.values ?? []).map { Rule.taken($0, by: field.elementRules) ?? $0 })
        }
        return Rule.taken(value, by: field.rules)
    }
}

extension Field {
    /// The value that an element of the list stands for; `nil` when its type refuses it.
    package func takenElement(_ value: JSONValue) -> JSONValue? {
        Rule.taken(Cleaning.clean(value), by: elementRules)
    }
}

extension Rule {
    /// - Parameter value: cleaned.
    fileprivate static func taken(_ value: JSONValue, by rules: [Rule]) -> JSONValue? {
        for rule in rules {
            switch rule {
            case .integer: return value.integerValue.map { .integer($0) }
            case .boolean: return value.booleanValue.map { .bool($0) }
            default: continue
            }
        }
        return value
    }
}

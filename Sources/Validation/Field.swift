import JSON

/// A member that a body may have, with its rules.
///
///     Field("name", .required, .string, .max(characters: 255))
///     Field("phone_number_ids", .nullable, .array, each: [.integer, .distinct, .exists(in: ids)])
///
/// A dot leads into an inner object: `match.account` is the member `account` of the member `match`.
///
/// A class, because a structure would count a reference for each of its arrays at each use: 7 % of a validation.
package final class Field: Sendable {
    package let name: String
    private let isRequired: Bool
    private let isNullable: Bool
    /// The rules for a value, without `required` and `nullable`, which decide whether these run.
    private let rules: [Rule]
    /// The integers that fulfil all of them. Most values are integers, and one comparison then replaces all rules.
    private let integers: ClosedRange<Int64>?
    /// The message of the rule at the same index.
    private let messages: [String]
    private let missingMessage: String
    private let elementRules: [Rule]
    let hasElementRules: Bool
    private let elementsAreDistinct: Bool

    /// - Parameters:
    ///   - name: the member's name, or its path with dots.
    ///   - rules: in the order in which they are checked.
    ///   - elementRules: for each element when the value is an array. They are checked after all fields.
    package convenience init(_ name: String, _ rules: Rule..., each elementRules: [Rule] = []) {
        self.init(name, rules, each: elementRules)
    }

    package init(_ name: String, _ rules: [Rule], each elementRules: [Rule] = []) {
        self.name = name
        // Messages write `max_calls_in_parallel` as `max calls in parallel`.
        let spokenName = String(
            decoding: name.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
        self.isRequired = rules.contains { if case .required = $0 { true } else { false } }
        self.isNullable = rules.contains { if case .nullable = $0 { true } else { false } }
        self.rules = rules.filter {
            switch $0 {
            case .required, .nullable: false
            default: true
            }
        }
        self.integers = Rule.integers(fulfilling: self.rules)
        self.messages = self.rules.map { $0.message(about: spokenName) }
        self.missingMessage = Rule.required.message(about: spokenName)
        self.elementRules = elementRules
        self.hasElementRules = !elementRules.isEmpty
        self.elementsAreDistinct = elementRules.contains { if case .distinct = $0 { true } else { false } }
    }

    /// Checks the field when the body does not have it.
    func checkMissing(into errors: inout ValidationErrors) {
        if isRequired { errors.append(name, [missingMessage]) }
    }

    /// Checks the field's own rules.
    ///
    /// - Parameter value: the cleaned value.
    @inline(__always)  // See Rule.firstFailure.
    func check(_ value: JSONValue, into errors: inout ValidationErrors) {
        if case .integer(let number) = value, let integers, integers.contains(number) { return }
        if isRequired, !Rule.required.holds(for: value) { return checkMissing(into: &errors) }
        if isNullable, case .null = value { return }
        // Most values are valid, and need no list of messages.
        guard let first = Rule.firstFailure(of: rules, for: value) else { return }
        var found = [messages[first]]
        for index in rules.indices[(first + 1)...]
        where !rules[index].holds(for: value) && !rules[index].waits(behind: found) {
            found.append(messages[index])
        }
        errors.append(name, found)
    }

    /// Checks the rules for the elements when the value is an array.
    ///
    /// First come the elements that are no filled arrays, by index, then the filled arrays (rules.md chapter 3).
    func checkElements(of value: JSONValue, into errors: inout ValidationErrors) {
        guard let elements = ElementList(value) else { return }
        let duplicates = elementsAreDistinct ? Duplicates(in: elements.values) : nil
        // Most lists are valid, and need no names of elements.
        if duplicates?.isEmpty ?? true, elementRules.allSatisfy({ $0.holds(forAll: elements.values) }) { return }
        var hasFilledArrays = false
        for index in elements.values.indices {
            if elements.values[index].isFilledArray {
                hasFilledArrays = true
            } else {
                checkElement(elements.values[index], at: index, of: elements, duplicates, into: &errors)
            }
        }
        guard hasFilledArrays else { return }
        for index in elements.values.indices where elements.values[index].isFilledArray {
            checkElement(elements.values[index], at: index, of: elements, duplicates, into: &errors)
        }
    }

    private func checkElement(
        _ element: JSONValue, at index: Int, of elements: ElementList, _ duplicates: Duplicates?,
        into errors: inout ValidationErrors
    ) {
        func elementName() -> String { "\(name).\(elements.name(of: index))" }
        let isDuplicate = duplicates?.contains(index) ?? false
        var found: [String] = []
        for rule in elementRules {
            let holds = if case .distinct = rule { !isDuplicate } else { rule.holds(for: element) }
            if !holds, !rule.waits(behind: found) { found.append(rule.message(about: elementName())) }
        }
        if !found.isEmpty { errors.append(elementName(), found) }
    }
}

extension Rule {
    /// Whether the rule does not run because the value has messages already: only ``exists(in:)``.
    fileprivate func waits(behind messages: [String]) -> Bool {
        if case .exists = self { !messages.isEmpty } else { false }
    }
}

import JSON

/// A member that a body may have, with its rules, declared the way the documentation lists it.
///
///     Field("name", .required, .string, .max(characters: 255))
///     Field("phone_number_ids", .nullable, .array, each: [.integer, .distinct, .exists(in: ids)])
///
/// A dot leads into an object: `match.account` is the member `account` of the member `match`.
///
/// An immutable class and not a structure, because its arrays would be counted anew at each look: 7 % of a validation.
package final class Field: Sendable {
    package let name: String
    let isRequired: Bool
    let isNullable: Bool
    /// The rules for a value that is there, without those that decide whether they run.
    let rules: [Rule]
    let elementRules: [Rule]
    let hasElementRules: Bool
    let elementsAreDistinct: Bool

    /// - Parameters:
    ///   - name: the member's name, or its path.
    ///   - rules: in the order in which they are checked.
    ///   - elementRules: for each element when the value is an array; they are checked after all fields.
    package convenience init(_ name: String, _ rules: Rule..., each elementRules: [Rule] = []) {
        self.init(name, rules, each: elementRules)
    }

    package init(_ name: String, _ rules: [Rule], each elementRules: [Rule] = []) {
        self.name = name
        self.isRequired = rules.contains { if case .required = $0 { true } else { false } }
        self.isNullable = rules.contains { if case .nullable = $0 { true } else { false } }
        self.rules = rules.filter {
            switch $0 {
            case .required, .nullable: false
            default: true
            }
        }
        self.elementRules = elementRules
        self.hasElementRules = !elementRules.isEmpty
        self.elementsAreDistinct = elementRules.contains { if case .distinct = $0 { true } else { false } }
    }

    /// Checks the field's own rules.
    ///
    /// - Parameter value: the cleaned value, `nil` when the member is missing.
    func check(_ value: JSONValue?, into errors: inout ValidationErrors) {
        if isRequired, value.map({ !Rule.required.holds(for: $0) }) ?? true {
            errors.append(name, [Rule.required.message(about: spokenName)])
            return
        }
        guard let value, !(isNullable && value.isNull) else { return }
        var messages: [String] = []
        for rule in rules where !rule.holds(for: value) && !rule.waits(behind: messages) {
            messages.append(rule.message(about: spokenName))
        }
        if !messages.isEmpty { errors.append(name, messages) }
    }

    /// Checks the rules for the elements when the value is an array.
    ///
    /// First the elements that are no filled arrays, by index, then those that are (rules.md chapter 3).
    func checkElements(of value: JSONValue?, into errors: inout ValidationErrors) {
        guard let value, let elements = ElementList(value) else { return }
        let duplicates = elementsAreDistinct ? Duplicates(in: elements.values) : nil
        var hasFilledArrays = false
        for index in elements.values.indices {
            if elements.values[index].isFilledArray {
                hasFilledArrays = true
            } else {
                checkElement(index, of: elements, duplicates, into: &errors)
            }
        }
        guard hasFilledArrays else { return }
        for index in elements.values.indices where elements.values[index].isFilledArray {
            checkElement(index, of: elements, duplicates, into: &errors)
        }
    }

    private func checkElement(
        _ index: Int, of elements: ElementList, _ duplicates: Duplicates?, into errors: inout ValidationErrors
    ) {
        var messages: [String] = []
        for rule in elementRules {
            let holds: Bool
            if case .distinct = rule {
                holds = duplicates.map { !$0.contains(index) } ?? true
            } else {
                holds = rule.holds(for: elements.values[index])
            }
            if !holds, !rule.waits(behind: messages) {
                messages.append(rule.message(about: "\(name).\(elements.name(of: index))"))
            }
        }
        if !messages.isEmpty { errors.append("\(name).\(elements.name(of: index))", messages) }
    }

    /// The name as messages say it.
    private var spokenName: String {
        String(name.map { $0 == "_" ? " " : $0 })
    }
}

extension Rule {
    /// Whether the rule does not run because the value has messages already: only ``exists(in:)``.
    fileprivate func waits(behind messages: [String]) -> Bool {
        if case .exists = self { !messages.isEmpty } else { false }
    }
}

import JSON

/// A member that a body may have, with its rules.
///
///     Field("name", .required, .string, .max(characters: 255))
///     Field("phone_number_ids", .nullable, .array, each: [.integer, .distinct, .exists(in: ids)])
///     Field("contacts", .nullable, .array, members: [Field("phone_number", .required, .string)])
///
/// A dot leads into an inner object: `match.account` is the member `account` of the member `match`.
///
/// A class, because a structure would count a reference for each of its arrays at each use: 7 % of a validation.
package final class Field: Sendable {
    package let name: String
    /// The name in messages: `max calls in parallel`.
    let attribute: String
    package let isRequired: Bool
    package let isNullable: Bool
    /// The rules for a value, without `required` and `nullable`, which decide whether these run.
    package let rules: [Rule]
    /// The integers that fulfil all of them. Most values are integers, and one comparison then replaces all rules.
    private let integers: ClosedRange<Int64>?
    /// The message of the rule at the same index.
    private let messages: [String]
    private let missingMessage: String
    /// The rules for each element of a list.
    package let elementRules: [Rule]
    /// The members that each element must have.
    package let elementMembers: [Field]
    /// The type in place of which a JSON body may hold a string, with its article; `nil` for the field of a string.
    let documentedType: String?
    /// The same for the elements.
    let documentedElementType: String?
    /// Whether the elements have rules or members.
    let hasElementRules: Bool
    package let elementsAreDistinct: Bool

    /// - Parameters:
    ///   - name: the member's name, or its path with dots.
    ///   - rules: in the order in which they are checked.
    ///   - elementRules: for each element when the value is an array. They are checked after all fields.
    ///   - elementMembers: the members of each element when the value is an array. They are checked after all fields, one
    ///     member after the other.
    ///   - lastMessage: the message of the last rule, where the endpoint has a text of its own.
    package convenience init(
        _ name: String, _ rules: Rule..., each elementRules: [Rule] = [], members elementMembers: [Field] = [],
        lastMessage: String? = nil
    ) {
        self.init(name, rules, each: elementRules, members: elementMembers, lastMessage: lastMessage)
    }

    package init(
        _ name: String, _ rules: [Rule], each elementRules: [Rule] = [], members elementMembers: [Field] = [],
        lastMessage: String? = nil
    ) {
        self.name = name
        // Messages write `max_calls_in_parallel` as `max calls in parallel`.
        let attribute = String(
            decoding: name.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
        self.attribute = attribute
        self.isRequired = rules.contains { if case .required = $0 { true } else { false } }
        self.isNullable = rules.contains { if case .nullable = $0 { true } else { false } }
        self.rules = rules.filter {
            switch $0 {
            case .required, .nullable: false
            default: true
            }
        }
        self.integers = Rule.integers(fulfilling: self.rules)
        var messages = self.rules.map { $0.message(about: attribute) }
        if let lastMessage, !messages.isEmpty { messages[messages.endIndex - 1] = lastMessage }
        self.messages = messages
        self.missingMessage = Rule.required.message(about: attribute)
        self.elementRules = elementRules
        self.elementMembers = elementMembers
        self.documentedType = Rule.documentedType(rules)
        self.documentedElementType = Rule.documentedType(elementRules)
        self.hasElementRules = !elementRules.isEmpty || !elementMembers.isEmpty
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

    /// Checks the rules and the members of the elements when the value is an array.
    func checkElements(of value: JSONValue, into errors: inout ValidationErrors) {
        guard let elements = ElementList(value) else { return }
        if !elementRules.isEmpty { checkRules(of: elements, into: &errors) }
        for member in elementMembers {
            for index in elements.values.indices {
                member.checkMember(of: elements.values[index], under: elements.name(of: index), of: name, into: &errors)
            }
        }
    }

    /// First come the elements that are no filled arrays, by index, then the filled arrays (rules.md chapter 3).
    private func checkRules(of elements: ElementList, into errors: inout ValidationErrors) {
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

    /// Checks this field as the member of one element of a list. An element without members has none.
    ///
    /// The messages have the path as it is, such as `contacts.0.phone_number`.
    private func checkMember(
        of element: JSONValue, under elementName: String, of list: String, into errors: inout ValidationErrors
    ) {
        let value = element[name] ?? .null
        func path() -> String { "\(list).\(elementName).\(name)" }
        if isRequired, !Rule.required.holds(for: value) {
            return errors.append(path(), [Rule.required.message(about: path())])
        }
        if isNullable, case .null = value { return }
        var found: [String] = []
        for rule in rules where !rule.holds(for: value) && !rule.waits(behind: found) {
            found.append(rule.message(about: path()))
        }
        if !found.isEmpty { errors.append(path(), found) }
    }
}

extension Rule {
    /// Whether the rule does not run because the value has messages already: only ``exists(in:)``.
    fileprivate func waits(behind messages: [String]) -> Bool {
        if case .exists = self { !messages.isEmpty } else { false }
    }
}

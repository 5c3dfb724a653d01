import JSON

/// A condition that the value of a field, or an element of a list, must fulfil.
///
/// All rules of a field run, also after one has failed. Only ``required`` and ``nullable`` decide whether the others run
/// (rules.md chapter 3).
package enum Rule: Sendable {
    /// The field is there, is not `null` and is not an empty array. When it fails, its message is the field's only one.
    case required
    /// `null` and missing are valid, and then no other rule runs.
    case nullable
    case string
    case integer
    /// A number, or a numeric string.
    case number
    case boolean
    /// A JSON array or object: the platform treats both as an array.
    case array
    /// A JSON object.
    case object
    /// `HH:MM`, from `00:00` to `23:59`.
    case time
    /// `YYYY-MM-DD`, a day that exists.
    case date
    /// A name of ``TimeZoneNames``.
    case timezone
    /// Exactly one of these strings.
    case oneOf([String])
    /// Least size, see ``Size``.
    case min(Int64)
    /// Greatest size.
    case max(Int64)
    /// Least and greatest size.
    case between(Int64, Int64)
    /// Most code points of a string, or most elements of an array.
    case maxLength(Int)
    /// For elements: no other element of the list is loosely equal (``LooseValue``).
    case distinct
    /// Its integer value is one of these ids. Runs only when the value has no message so far.
    case exists(in: Set<Int64>)

    /// Most code points of a string, or most elements of an array.
    package static func max(characters: Int) -> Rule { .maxLength(characters) }
}

extension Rule {
    /// Whether the cleaned value fulfils the rule.
    ///
    /// Always true for ``nullable``, which the field checks, and for ``distinct``, which the list checks.
    @inline(__always)  // See firstFailure.
    func holds(for value: JSONValue) -> Bool {
        switch self {
        case .required: !value.isNull && value.elementCount != 0
        case .nullable, .distinct: true
        case .string: value.isString
        case .integer: value.integerValue != nil
        case .number: value.isNumber
        case .boolean: value.booleanValue != nil
        case .array: value.elementCount != nil
        case .object: value.object != nil
        case .time: if case .string(let text) = value { TimeOfDay.isWellFormed(text) } else { false }
        case .date: if case .string(let text) = value { CalendarDate.isWellFormed(text) } else { false }
        case .timezone: if case .string(let text) = value { TimeZoneNames.contains(text) } else { false }
        case .oneOf(let choices): Self.isOne(of: choices, value)
        case .min(let least): Size(of: value)?.isAtLeast(least) ?? false
        case .max(let most): Size(of: value)?.isAtMost(most) ?? false
        case .between(let least, let most):
            Size(of: value).map { $0.isAtLeast(least) && $0.isAtMost(most) } ?? false
        case .maxLength(let most): value.isLength(atMost: most)
        case .exists(let ids): value.integerValue.map(ids.contains) ?? false
        }
    }

    private static func isOne(of choices: [String], _ value: JSONValue) -> Bool {
        guard case .string(let text) = value else { return false }
        for index in choices.indices where choices[index].hasSameScalars(as: text) { return true }
        return false
    }

    func holds(forAll values: [JSONValue]) -> Bool {
        let values = values.span
        for index in values.indices where !holds(for: values[index]) { return false }
        return true
    }

    /// The index of the first rule that the value does not fulfil; `nil` when it fulfils all.
    @inline(__always)  // Calls here, of `holds` and of `Field.check` take 7 % of a 422: scripts/instructions.
    static func firstFailure(of rules: [Rule], for value: JSONValue) -> Int? {
        let rules = rules.span
        for index in rules.indices where !rules[index].holds(for: value) { return index }
        return nil
    }

    /// The range of integers that fulfil all rules; `nil` when they are no such range.
    static func integers(fulfilling rules: [Rule]) -> ClosedRange<Int64>? {
        var least = Int64.min, most = Int64.max
        for rule in rules {
            guard let range = rule.integers else { return nil }
            least = Swift.max(least, range.lowerBound)
            most = Swift.min(most, range.upperBound)
        }
        return least <= most ? least...most : nil
    }

    private var integers: ClosedRange<Int64>? {
        switch self {
        case .required, .nullable, .integer, .number, .maxLength: .min ... .max
        case .min(let least): least ... .max
        case .max(let most): .min...most
        case .between(let least, let most): least <= most ? least...most : nil
        case .string, .boolean, .array, .object, .time, .date, .timezone, .oneOf, .distinct, .exists: nil
        }
    }

    /// The message when the rule fails, in the framework's words (rules.md chapter 4).
    func message(about attribute: String) -> String {
        switch self {
        case .required: "The \(attribute) field is required."
        case .nullable: ""
        case .string: "The \(attribute) field must be a string."
        case .integer: "The \(attribute) field must be an integer."
        case .number: "The \(attribute) field must be a number."
        case .boolean: "The \(attribute) field must be true or false."
        case .array: "The \(attribute) field must be an array."
        case .object: "The \(attribute) field must be an object."
        case .time: "The \(attribute) field must match the format H:i."
        case .date: "The \(attribute) field must match the format Y-m-d."
        case .timezone: "The \(attribute) field must be a valid timezone."
        case .oneOf, .exists: "The selected \(attribute) is invalid."
        case .min(let least): "The \(attribute) field must be at least \(least)."
        case .max(let most): "The \(attribute) field must not be greater than \(most)."
        case .between(let least, let most): "The \(attribute) field must be between \(least) and \(most)."
        case .maxLength(let most): "The \(attribute) field must not be greater than \(most) characters."
        case .distinct: "The \(attribute) field has a duplicate value."
        }
    }
}

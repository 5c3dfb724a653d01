import JSON

/// An element of a list in the form that the distinct rule compares (rules.md chapter 4, "Loosely equal").
struct LooseValue {
    enum Kind {
        case null, boolean
        case integer(Int64)
        case double(Double)
        /// A numeric string of only sign and digits that fits 64 bits.
        case integerText(Int64)
        /// A numeric string of only sign and digits that does not fit.
        case largeIntegerText(Double)
        /// Any other numeric string.
        case decimalText(Double)
        /// A string that is no number.
        case text
        case emptyArray, filledArray
    }

    let kind: Kind
    let isTruthy: Bool
    /// The string itself; empty for other values.
    let text: String

    init(_ value: JSONValue) {
        switch value {
        case .null: (kind, isTruthy, text) = (.null, false, "")
        case .bool(let value): (kind, isTruthy, text) = (.boolean, value, "")
        case .integer(let value): (kind, isTruthy, text) = (.integer(value), value != 0, "")
        case .double(let value): (kind, isTruthy, text) = (.double(value), value != 0, "")
        case .string(let string): (kind, isTruthy, text) = (Self.kind(of: string), string != "0", string)
        case .array, .object:
            (kind, isTruthy, text) = value.isFilledArray ? (.filledArray, true, "") : (.emptyArray, false, "")
        }
    }

    private static func kind(of text: String) -> Kind {
        guard let number = NumericString(text) else { return .text }
        if number.isOnlyDigits, let value = Int64(text) { return .integerText(value) }
        // `Double` accepts every numeric string and rounds it correctly.
        let value = Double(text) ?? .nan
        return number.isOnlyDigits ? .largeIntegerText(value) : .decimalText(value)
    }

    /// Whether other elements are compared with this one. A filled array is no other element's duplicate.
    var countsAsOther: Bool {
        if case .filledArray = kind { false } else { true }
    }

    func isLooselyEqual(to other: LooseValue) -> Bool {
        switch (kind, other.kind) {
        case (.boolean, _), (_, .boolean):
            return isTruthy == other.isTruthy
        case (.null, .null), (.emptyArray, .emptyArray), (.null, .emptyArray), (.emptyArray, .null):
            return true
        case (.null, .integer), (.null, .double), (.integer, .null), (.double, .null):
            return !isTruthy && !other.isTruthy
        case (.null, _), (_, .null), (.emptyArray, _), (_, .emptyArray), (.filledArray, _), (_, .filledArray):
            return false
        case (.text, .integer), (.text, .double), (.integer, .text), (.double, .text):
            return isInfinity(namedBy: other) || other.isInfinity(namedBy: self)
        case (.text, _), (_, .text):
            return text.hasSameScalars(as: other.text)
        case (.integerText, .largeIntegerText), (.largeIntegerText, .integerText):
            return false
        case (.largeIntegerText(let left), .largeIntegerText(let right)):
            return left == right && text.hasSameScalars(as: other.text)
        case (.largeIntegerText(let left), .decimalText(let right)),
            (.decimalText(let left), .largeIntegerText(let right)),
            (.decimalText(let left), .decimalText(let right)):
            return left == right && (left.isFinite || text.hasSameScalars(as: other.text))
        default:
            if let left = integer, let right = other.integer { return left == right }
            return double == other.double
        }
    }

    /// The value of a number or numeric string that is an integer.
    private var integer: Int64? {
        switch kind {
        case .integer(let value), .integerText(let value): value
        default: nil
        }
    }

    /// The value of a number or numeric string as the nearest double.
    var double: Double? {
        switch kind {
        case .integer(let value), .integerText(let value): Double(value)
        case .double(let value), .largeIntegerText(let value), .decimalText(let value): value
        default: nil
        }
    }

    /// Whether this is an infinite number and the other the string that names it.
    private func isInfinity(namedBy other: LooseValue) -> Bool {
        guard let name = infinityName else { return false }
        return other.text.hasSameScalars(as: name)
    }

    /// The string that an infinite number is loosely equal to.
    var infinityName: String? {
        guard case .double(let value) = kind, value.isInfinite else { return nil }
        return value < 0 ? "-INF" : "INF"
    }
}

package import JSON

extension JSONValue {
    /// The value as an integer; `nil` when the integer rule refuses it (rules.md chapter 4).
    package var integerValue: Int64? {
        switch self {
        case .integer(let value): value
        case .double(let value): SignificantDigits.wholeNumber(value)
        case .string(let text): Self.integer(in: text)
        case .bool(true): 1
        case .bool(false), .null, .array, .object: nil
        }
    }

    /// At most one sign, then `0` alone or digits that do not start with `0`.
    private static func integer(in text: String) -> Int64? {
        let digits =
            text.utf8.first == UInt8(ascii: "+") || text.utf8.first == UInt8(ascii: "-")
            ? text.utf8.dropFirst() : text.utf8[...]
        if digits.first == UInt8(ascii: "0"), digits.count > 1 { return nil }
        // `Int64` accepts ASCII digits only, and refuses a second sign and a number that does not fit.
        return Int64(text)
    }

    /// The value as a boolean; `nil` when the boolean rule refuses it.
    package var booleanValue: Bool? {
        switch self {
        case .bool(let value): value
        case .integer(0), .string("0"): false
        case .integer(1), .string("1"): true
        default: nil
        }
    }

    var isString: Bool {
        if case .string = self { true } else { false }
    }

    /// Whether it is a finite number or a numeric string.
    var isNumber: Bool {
        switch self {
        case .integer: true
        case .double(let value): value.isFinite
        case .string(let text): NumericString(text) != nil
        default: false
        }
    }

    /// Whether a string has at most that many code points, or an array that many elements.
    ///
    /// Other values have no length and always pass.
    func isLength(atMost most: Int) -> Bool {
        switch self {
        case .string(let text): text.utf8.count <= most || text.unicodeScalars.count <= most
        case .array, .object: elementCount.map { $0 <= most } ?? true
        default: true
        }
    }
}

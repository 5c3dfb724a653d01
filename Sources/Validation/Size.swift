import JSON

/// The size of a value of any kind, which `min`, `max` and `between` compare (rules.md chapter 4).
enum Size {
    case integer(Int64)
    case decimal(NumericString)

    /// - Returns: `nil` for a value without a size, so that every size rule fails: a numeric string with an exponent beyond
    ///   ±1000, and an infinity. The framework itself ends in an error for these.
    init?(of value: JSONValue) {
        switch value {
        case .null: self = .integer(0)
        case .bool(let value): self = .integer(value ? 1 : 0)
        case .integer(let value): self = .integer(value)
        case .double(let value):
            guard let rounded = SignificantDigits(rounding: value) else { return nil }
            self.init(text: rounded.text)
        case .string(let text): self.init(text: text)
        case .array, .object: self = .integer(Int64(value.elementCount ?? 0))
        }
    }

    private init?(text: String) {
        guard let number = NumericString(text) else {
            self = .integer(Int64(text.unicodeScalars.count))
            return
        }
        guard -1000...1000 ~= number.exponent else { return nil }
        self = .decimal(number)
    }

    func isAtLeast(_ least: Int64) -> Bool {
        switch self {
        case .integer(let value): value >= least
        case .decimal(let number): number.compare(with: least) != .less
        }
    }

    func isAtMost(_ most: Int64) -> Bool {
        switch self {
        case .integer(let value): value <= most
        case .decimal(let number): number.compare(with: most) != .greater
        }
    }
}

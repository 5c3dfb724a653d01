package import JSON

/// The outcome of a validation: the errors, and the cleaned values.
package struct Report: Sendable {
    package let errors: ValidationErrors
    /// The paths of members that are not declared, in the order of the body, each once.
    package let unknownNames: [String]
    private let values: [JSONValue?]
    private let fields: [Field]

    init(errors: ValidationErrors, unknownNames: [String], values: [JSONValue?], fields: [Field]) {
        self.errors = errors
        self.unknownNames = unknownNames
        self.values = values
        self.fields = fields
    }

    package var isValid: Bool { errors.isEmpty }

    /// The cleaned value of the field of that name; `nil` when it is missing or `null`, or not declared.
    package subscript(field: String) -> JSONValue? {
        fields.firstIndex { $0.name.hasSameScalars(as: field) }.flatMap(value)
    }

    /// The cleaned value of the field at that index of the declaration; `nil` when it is missing or `null`.
    package func value(at index: Int) -> JSONValue? {
        guard let value = values[index], !value.isNull else { return nil }
        return value
    }

    // MARK: - Values as they are stored (rules.md chapter 6)

    package func integer(_ field: String) -> Int64? { self[field]?.integerValue }

    package func boolean(_ field: String) -> Bool? { self[field]?.booleanValue }

    package func string(_ field: String) -> String? { self[field]?.string }

    package func elements(_ field: String) -> [JSONValue]? { self[field]?.elements }
}

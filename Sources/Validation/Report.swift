package import JSON

/// The outcome of a validation: the errors, and the cleaned values.
package struct Report: Sendable {
    package let errors: ValidationErrors
    /// The paths of members that are not declared, in the order of the body, each once.
    package let unknownNames: [String]
    /// The body's members. The values of the declared ones are cleaned.
    let members: [JSONObject.Member]
    /// For each field its index in ``members``; `nil` when it is missing.
    let places: [Int?]
    /// The declaration.
    let validator: Validator

    init(
        errors: ValidationErrors, unknownNames: [String], members: [JSONObject.Member], places: [Int?],
        validator: Validator
    ) {
        self.errors = errors
        self.unknownNames = unknownNames
        self.members = members
        self.places = places
        self.validator = validator
    }

    /// The names of all declared fields, in their order.
    package var fieldNames: [String] { validator.fields.map(\.name) }

    package var isValid: Bool { errors.isEmpty }

    /// The cleaned value of the field of that name; `nil` when it is missing or `null`, or not declared.
    package subscript(field: String) -> JSONValue? {
        index(of: field).flatMap(value(at:))
    }

    /// The cleaned value of the field at that index of the declaration; `nil` when it is missing or `null`.
    package func value(at index: Int) -> JSONValue? {
        guard let place = places[index], !members[place].value.isNull else { return nil }
        return members[place].value
    }

    private func index(of field: String) -> Int? {
        validator.fields.firstIndex { $0.name.hasSameScalars(as: field) }
    }

    // MARK: - Values as they are stored (rules.md chapter 6)

    package func integer(_ field: String) -> Int64? { index(of: field).flatMap(integer(at:)) }

    package func boolean(_ field: String) -> Bool? { index(of: field).flatMap(boolean(at:)) }

    package func string(_ field: String) -> String? { index(of: field).flatMap(string(at:)) }

    package func elements(_ field: String) -> [JSONValue]? { index(of: field).flatMap(elements(at:)) }

    // By the field's index in the declaration: this needs no search for its name.

    package func integer(at index: Int) -> Int64? {
        guard let place = places[index] else { return nil }
        return members[place].value.integerValue
    }

    package func boolean(at index: Int) -> Bool? {
        guard let place = places[index] else { return nil }
        return members[place].value.booleanValue
    }

    package func string(at index: Int) -> String? {
        guard let place = places[index], case .string(let text) = members[place].value else { return nil }
        return text
    }

    package func elements(at index: Int) -> [JSONValue]? {
        guard let place = places[index] else { return nil }
        if case .array(let elements) = members[place].value { return elements }
        return members[place].value.elements
    }
}

import JSON

/// A string in place of another type, such as `"3"` for 3. The rules accept it.
package struct StringForOtherType: Sendable, Equatable {
    /// The field's name, or that of an element: `phone_number_ids.0`.
    package let name: String
    /// The name in messages: `max retries`, or `phone_number_ids.0`.
    package let attribute: String
    /// The documented type with its article, such as `an integer`.
    package let type: String
}

extension Report {
    /// Finds the numbers and booleans that were sent as strings: first those of fields, then those of elements.
    ///
    /// A value that a rule refused is left out, because its error says what is wrong with it.
    ///
    /// - Parameter count: how many of the validated object's members are searched, from the first one. The others may
    ///   come from a query, in which every value is a string.
    package func stringsForOtherTypes(inFirst count: Int) -> [StringForOtherType] {
        var found: [StringForOtherType] = []
        for index in validator.typedFields {
            guard let place = places[index], place < count, case .string = members[place].value else { continue }
            let field = validator.fields[index]
            guard let type = field.documentedType, accepts(field.name) else { continue }
            found.append(StringForOtherType(name: field.name, attribute: field.attribute, type: type))
        }
        for index in validator.typedLists {
            guard let place = places[index], place < count else { continue }
            addElements(of: validator.fields[index], members[place].value, to: &found)
        }
        return found
    }

    private func addElements(of field: Field, _ value: JSONValue, to found: inout [StringForOtherType]) {
        guard let type = field.documentedElementType, let elements = ElementList(value), accepts(field.name) else {
            return
        }
        var refused: Set<ScalarString>?
        for index in elements.values.indices {
            guard case .string = elements.values[index] else { continue }
            let name = "\(field.name).\(elements.name(of: index))"
            if !errors.isEmpty {
                // A list may have a hundred thousand elements, and a search among the errors for each takes too long.
                let names = refused ?? Set(errors.entries.map { ScalarString($0.name) })
                refused = names
                guard !names.contains(ScalarString(name)) else { continue }
            }
            found.append(StringForOtherType(name: name, attribute: name, type: type))
        }
    }

    /// Whether no rule refused the field's value.
    private func accepts(_ name: String) -> Bool { errors.isEmpty || errors[name].isEmpty }
}

extension Rule {
    /// The type, other than a string, that the rules describe; `nil` if there is none.
    static func documentedType(_ rules: [Rule]) -> String? {
        for rule in rules {
            switch rule {
            case .integer: return "an integer"
            case .number: return "a number"
            case .boolean: return "a boolean"
            default: continue
            }
        }
        return nil
    }
}

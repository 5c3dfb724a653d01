package import JSON

/// What PHP loses of a form silently.
package enum FormLoss: Sendable, Equatable {
    /// This field and every one after it, because there are too many.
    case fieldsFrom(String)
    /// A variable, because a name of it has too many brackets.
    case tooDeep(String)
    /// A file, which is no field.
    case file(String)
}

/// A name or a value of a form that is not UTF-8.
package struct FormNotUTF8: Error, Equatable {
    /// The field's name.
    package let name: String
}

/// The fields of a form or a query.
package struct FormFields {
    /// The most fields of a form: PHP's `max_input_vars`.
    package static let most = 1_000
    /// The most losses of one kind that are noted.
    private static let mostLosses = 20

    private let variables = FormVariables()
    private var count = 0
    private var fileCount = 0
    private var tooDeepCount = 0
    package private(set) var losses: [FormLoss] = []

    /// The members that the fields are for the rules, see ``FormVariables/members``.
    package var members: JSONObject { variables.members }

    /// Adds a field.
    ///
    /// - Returns: whether there may be further fields.
    mutating func add(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) throws(FormNotUTF8) -> Bool {
        guard count < Self.most else {
            losses.append(.fieldsFrom(String(decoding: name, as: UTF8.self)))
            return false
        }
        count += 1
        guard String(validating: name, as: UTF8.self) != nil, let text = String(validating: value, as: UTF8.self) else {
            throw FormNotUTF8(name: String(decoding: name, as: UTF8.self))
        }
        if let lost = variables.set(name, to: text) {
            tooDeepCount += 1
            if tooDeepCount <= Self.mostLosses { losses.append(.tooDeep(lost)) }
        }
        return true
    }

    /// Notes a file.
    mutating func addFile(_ name: ArraySlice<UInt8>) {
        fileCount += 1
        if fileCount <= Self.mostLosses { losses.append(.file(String(decoding: name, as: UTF8.self))) }
    }
}

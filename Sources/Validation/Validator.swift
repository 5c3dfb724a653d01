package import JSON

/// Checks bodies against declared fields: cleans the values, runs every rule in its order, gathers the messages.
///
/// Knows no campaign and no account: what differs between accounts (limits, ids) is part of the declared rules, so a
/// validator is best made once and kept.
package struct Validator: Sendable {
    private let fields: [Field]
    private let tree: FieldTree
    private let refusesUnknown: Bool

    /// - Parameter fields: in the order in which they are checked, whatever the order in a body.
    package init(_ fields: [Field]) {
        self.init(fields, refusesUnknown: false)
    }

    private init(_ fields: [Field], refusesUnknown: Bool) {
        self.fields = fields
        self.tree = FieldTree(fields.map(\.name))
        self.refusesUnknown = refusesUnknown
    }

    /// The same validator, which also adds an error for each member that is not declared.
    package var refusingUnknown: Validator { Validator(fields, refusesUnknown: true) }

    /// The declared names at the top, in order: what a reader may expect and what a typing error is compared with.
    package var names: [String] { tree.names }

    package func validate(_ body: JSONObject) -> Report {
        var values = [JSONValue?](repeating: nil, count: fields.count)
        var unknown: [String] = []
        tree.collect(from: body, into: &values, unknown: &unknown)
        for index in values.indices {
            if let value = values[index], let cleaned = Cleaning.change(of: value) { values[index] = cleaned }
        }
        var errors = ValidationErrors()
        for index in fields.indices where values[index] != nil || fields[index].isRequired {
            fields[index].check(values[index], into: &errors)
        }
        for index in fields.indices where values[index] != nil && fields[index].hasElementRules {
            fields[index].checkElements(of: values[index], into: &errors)
        }
        if unknown.count > 1 {
            var seen: Set<ScalarString> = []
            unknown.removeAll { !seen.insert(ScalarString($0)).inserted }
        }
        if refusesUnknown { refuse(unknown, into: &errors) }
        return Report(errors: errors, unknownNames: unknown, values: values, fields: fields)
    }

    private func refuse(_ unknown: [String], into errors: inout ValidationErrors) {
        guard !unknown.isEmpty else { return }
        let known = fields.map(\.name)
        for name in unknown {
            let hint = NearestName.of(name, among: known).map { " Did you mean \($0)?" } ?? ""
            errors.append(name, ["The \(name) field is unknown.\(hint)"])
        }
    }
}

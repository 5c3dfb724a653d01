package import JSON

/// Checks bodies against declared fields: cleans the values, runs all rules in their order, gathers the messages.
///
/// It knows no campaign and no account. What differs between accounts (limits, ids) is part of the declared rules. Make a
/// validator once and keep it.
///
/// A class, because a structure would count a reference for each of its parts whenever it is passed on.
package final class Validator: Sendable {
    package let fields: [Field]
    /// The indices of the fields for ``Report/stringsForOtherTypes(inFirst:)``.
    let typedFields: [Int]
    /// The indices of the fields with elements for ``Report/stringsForOtherTypes(inFirst:)``.
    let typedLists: [Int]
    /// The indices of the fields whose elements have members.
    let listsWithMembers: [Int]
    private let tree: FieldTree
    /// The places of the fields in an empty body. A copy is cheaper than an array made for each body.
    private let noPlaces: [Int?]
    private let refusesUnknown: Bool

    /// - Parameter fields: in the order in which they are checked. The order of the members in a body does not matter.
    package convenience init(_ fields: [Field]) {
        self.init(fields, refusesUnknown: false)
    }

    private init(_ fields: [Field], refusesUnknown: Bool) {
        self.fields = fields
        self.typedFields = fields.indices.filter { fields[$0].documentedType != nil }
        self.listsWithMembers = fields.indices.filter { !fields[$0].elementMembers.isEmpty }
        self.typedLists = fields.indices.filter { fields[$0].documentedElementType != nil }
        self.tree = FieldTree(fields.map(\.name))
        self.noPlaces = fields.map { _ in nil }
        self.refusesUnknown = refusesUnknown
    }

    /// The same validator, but one that also adds an error for each member that is not declared.
    package var refusingUnknown: Validator { Validator(fields, refusesUnknown: true) }

    /// The declared names of the body's own members, in their order.
    package var names: [String] { tree.names }

    /// Cleans and checks a body; see ``Report``.
    package func validate(_ body: JSONObject) -> Report {
        var members = body.members
        var places = noPlaces
        var unknown: [String] = []
        tree.find(in: members.indices, of: &members, places: &places, unknown: &unknown)
        for case let place? in places {
            if let cleaned = Cleaning.change(of: members[place].value) { members[place].value = cleaned }
        }
        var errors = check(members, at: places)
        if unknown.count > 1 {
            var seen: Set<ScalarString> = []
            unknown.removeAll { !seen.insert(ScalarString($0)).inserted }
        }
        if refusesUnknown { refuse(unknown, into: &errors) }
        return Report(errors: errors, unknownNames: unknown, members: members, places: places, validator: self)
    }

    /// The errors of the declared fields, without those of unknown members.
    private func check(_ members: [JSONObject.Member], at places: [Int?]) -> ValidationErrors {
        var errors = ValidationErrors()
        for index in fields.indices {
            if let place = places[index] {
                fields[index].check(members[place].value, into: &errors)
            } else {
                fields[index].checkMissing(into: &errors)
            }
        }
        for index in fields.indices where fields[index].hasElementRules {
            if let place = places[index] { fields[index].checkElements(of: members[place].value, into: &errors) }
        }
        return errors
    }

    private func refuse(_ unknown: [String], into errors: inout ValidationErrors) {
        guard !unknown.isEmpty else { return }
        let known = fields.map(\.name)
        for (index, name) in unknown.enumerated() {
            // Hints for all names of a body of 1 MB would take a good part of a second.
            let nearest = index < 100 ? NearestName.of(name, among: known) : nil
            let hint = nearest.map { " Did you mean \($0)?" } ?? ""
            errors.append(name, ["The \(name) field is unknown.\(hint)"])
        }
    }
}

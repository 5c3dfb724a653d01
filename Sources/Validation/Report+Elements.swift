import JSON

/// A member that no field declares.
package struct UnknownMember: Sendable, Equatable {
    /// Its path, such as `contacts.0.phone`.
    package let path: String
    /// The declared name that was probably meant; see ``NearestName``.
    package let nearest: String?
}

extension Report {
    /// Finds the undeclared members of the elements of lists whose elements have declared members.
    ///
    /// - Parameter most: how many are found at most.
    package func unknownElementMembers(atMost most: Int) -> [UnknownMember] {
        var found: [UnknownMember] = []
        for index in validator.listsWithMembers {
            guard let place = places[index], let elements = ElementList(members[place].value) else { continue }
            let field = validator.fields[index]
            let known = field.elementMembers.map(\.name)
            for index in elements.values.indices {
                guard case .object(let element) = elements.values[index] else { continue }
                var seen: Set<ScalarString> = []
                for member in element.members where !known.contains(where: { $0.hasSameScalars(as: member.name) }) {
                    guard found.count < most else { return found }
                    guard seen.insert(ScalarString(member.name)).inserted else { continue }
                    found.append(
                        UnknownMember(
                            path: "\(field.name).\(elements.name(of: index)).\(member.name)",
                            nearest: NearestName.of(member.name, among: known)))
                }
            }
        }
        return found
    }
}

import JSON

extension JSONValue {
    /// The dotted path of the first member whose name occurs twice in its object, such as `match.json.name` or
    /// `accounts.0.name`; `nil` when there is none.
    ///
    /// - Parameter path: the dotted path of this value; empty for a whole document.
    func repeatedMember(under path: String = "") -> String? {
        // The paths of a state document's members would take more memory than the document.
        guard hasRepeatedMember else { return nil }
        let prefix = path.isEmpty ? "" : path + "."
        switch self {
        case .object(let object):
            var seen: Set<ScalarString> = []
            for member in object.members {
                let memberPath = prefix + member.name
                guard seen.insert(ScalarString(member.name)).inserted else { return memberPath }
                if let found = member.value.repeatedMember(under: memberPath) { return found }
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                if let found = element.repeatedMember(under: "\(prefix)\(index)") { return found }
            }
        case .null, .bool, .integer, .double, .string: break
        }
        return nil
    }

    /// Whether an object in this value has two members of one name.
    private var hasRepeatedMember: Bool {
        switch self {
        case .object(let object):
            object.hasRepeatedName || object.members.contains { $0.value.hasRepeatedMember }
        case .array(let elements): elements.contains { $0.hasRepeatedMember }
        case .null, .bool, .integer, .double, .string: false
        }
    }
}

import Validation

extension EndpointContext {
    /// The limit on warnings about unknown members. A hostile body may contain a hundred thousand of them.
    private static let mostUnknownMembers = 20

    /// Returns the warnings that every endpoint has: about the input as a whole, about unknown members, and about numbers
    /// and booleans that a JSON body holds as strings.
    ///
    /// In queries and forms every value is a string, so those get no warning about it.
    ///
    /// - Parameter report: the result of validating ``Input/members``.
    func warnings(in report: borrowing Report) -> [Warning] {
        var found = input.warnings
        if !report.unknownNames.isEmpty {
            let known = report.fieldNames
            // A warning of the input explains the one member of such a form, which is the first one.
            let names = report.unknownNames.dropFirst(input.isMislabelledJSON ? 1 : 0)
            for name in names.prefix(Self.mostUnknownMembers) {
                found.append(Self.unknown(name, nearest: NearestName.of(name, among: known)))
            }
        }
        for member in report.unknownElementMembers(atMost: Self.mostUnknownMembers) {
            found.append(Self.unknown(member.path, nearest: member.nearest))
        }
        guard input.form == .json else { return found }
        for string in report.stringsForOtherTypes(inFirst: input.bodyMemberCount) {
            found.append(
                Warning(
                    field: string.name,
                    message: "The \(string.attribute) field was sent as a string where \(string.type) is documented."))
        }
        return found
    }

    private static func unknown(_ name: String, nearest: String?) -> Warning {
        let suggestion = nearest.map { " Did you mean \($0)?" } ?? ""
        return Warning(field: name, message: "The \(name) field is unknown.\(suggestion)")
    }
}

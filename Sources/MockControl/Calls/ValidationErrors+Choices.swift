import Validation

extension ValidationErrors {
    /// Adds the choices to each message about a value that is none of them.
    ///
    /// The platform's own message, which the rule engine writes, does not name them.
    ///
    /// - Parameter fields: those that were checked.
    func namingChoices(of fields: [Field]) -> ValidationErrors {
        mapMessages { name, message in
            guard message.hasPrefix("The selected "), let choices = Self.choices(for: name, in: fields) else {
                return message
            }
            return "\(message) It must be one of: \(choices.joined(separator: ", "))."
        }
    }

    private static func choices(for name: String, in fields: [Field]) -> [String]? {
        if let field = fields.first(where: { $0.name == name }) { return choices(in: field.rules) }
        // The name of an element is that of its list with an index: `keep.0`.
        guard let dot = name.lastIndex(of: "."), let list = fields.first(where: { $0.name == name[..<dot] }) else {
            return nil
        }
        return choices(in: list.elementRules)
    }

    private static func choices(in rules: [Rule]) -> [String]? {
        for case .oneOf(let choices) in rules { return choices }
        return nil
    }
}

import Forms

extension Warning {
    /// Creates the warning about a part of a form that the framework never sees.
    init(_ loss: FormLoss) {
        switch loss {
        case .fieldsFrom(let name):
            self.init(
                field: name,
                message: "The \(name) field was lost, and so was every field after it: "
                    + "a form has \(FormFields.most) fields at most.")
        case .tooDeep(let name):
            self.init(
                field: name,
                message: "The \(name) field was lost: its name has more than \(FormVariables.mostBrackets) brackets.")
        case .file(let name): self.init(field: name, message: "The \(name) field was ignored: it is a file.")
        }
    }
}

package import HTTPTypes

/// The header fields of a response: its own, and behind them those that it shares with many responses.
///
/// Shared fields are encoded once and for all. They stay apart, as adding one to fields that are shared would copy those for
/// each response.
package struct ResponseFields: Sendable {
    private var own: HTTPFields {
        didSet { encodedOwn = nil }
    }
    /// `own` in the form in which it is sent, where that is known and `own` has not changed since.
    private var encodedOwn: EncodedFields?
    private var shared: EncodedFields?

    package init(_ fields: HTTPFields = HTTPFields()) {
        own = fields
    }

    /// Fields that are encoded already.
    package init(_ fields: EncodedFields) {
        own = fields.fields
        encodedOwn = fields
    }

    /// The value of a field. A set value replaces every earlier one, a shared one too.
    package subscript(_ name: HTTPField.Name) -> String? {
        get { own[name] ?? shared?.fields[name] }
        set {
            if let shared, shared.fields.contains(name) {
                own.append(contentsOf: shared.fields)
                self.shared = nil
            }
            own[name] = newValue
        }
    }

    package func contains(_ name: HTTPField.Name) -> Bool {
        own.contains(name) || shared?.fields.contains(name) == true
    }

    package mutating func append(contentsOf fields: HTTPFields) {
        own.append(contentsOf: fields)
    }

    /// Adds fields that many responses have. A field that the response has already stays as it is.
    package mutating func share(_ fields: EncodedFields) {
        if shared == nil, !fields.names.contains(where: own.contains) {
            shared = fields
        } else {
            let missing = fields.fields.filter { !contains($0.name) }
            for field in missing { own.append(field) }
        }
    }

    /// All fields, in the order in which they are sent.
    package var all: HTTPFields {
        guard let shared else { return own }
        var all = own
        all.append(contentsOf: shared.fields)
        return all
    }

    /// Encodes the own fields now, for a response that is given many times.
    package mutating func encode() {
        encodedOwn = EncodedFields(own)
    }

    /// Appends the lines of all fields that are not the encoder's own.
    func appendLines(to output: inout [UInt8]) {
        if let encodedOwn {
            output.append(contentsOf: encodedOwn.lines)
        } else {
            ResponseEncoder.append(own, to: &output)
        }
        if let shared { output.append(contentsOf: shared.lines) }
    }
}

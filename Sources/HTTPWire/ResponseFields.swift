package import HTTPTypes

/// The header fields of a response: first its own fields, then the fields that it shares with many responses.
///
/// Shared fields are encoded once. They are stored apart, because a merge would copy them for each response.
package struct ResponseFields: Sendable {
    private var own: HTTPFields {
        didSet { encodedOwn = nil }
    }
    /// The encoded form of `own`; `nil` when `own` has changed since it was encoded.
    private var encodedOwn: EncodedFields?
    private var shared: EncodedFields?

    package init(_ fields: HTTPFields = HTTPFields()) {
        own = fields
    }

    /// Makes the fields of a response from encoded fields.
    package init(_ fields: EncodedFields) {
        own = fields.fields
        encodedOwn = fields
    }

    /// The value of a field. A new value replaces all earlier values, including a shared one.
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

    /// Adds shared fields. A field that the response has already does not change.
    package mutating func share(_ fields: EncodedFields) {
        if shared == nil, !fields.names.contains(where: ownContains) {
            shared = fields
        } else {
            let missing = fields.fields.filter { !contains($0.name) }
            for field in missing { own.append(field) }
        }
    }

    /// Whether the response has an own field of that name.
    ///
    /// Encoded fields know their names. Most names differ in length, so that is compared first.
    private func ownContains(_ name: HTTPField.Name) -> Bool {
        guard let encodedOwn else { return own.contains(name) }
        let length = name.canonicalName.utf8.count
        return encodedOwn.names.contains { $0.canonicalName.utf8.count == length && $0 == name }
    }

    /// All fields, in the order on the wire.
    package var all: HTTPFields {
        guard let shared else { return own }
        var all = own
        all.append(contentsOf: shared.fields)
        return all
    }

    /// Encodes the response's own fields now, for a response that is sent many times.
    package mutating func encode() {
        encodedOwn = EncodedFields(own)
    }

    /// Appends the lines of all fields, except those that only the encoder writes.
    func appendLines(to output: inout [UInt8]) {
        if let encodedOwn {
            output.append(contentsOf: encodedOwn.lines)
        } else {
            ResponseEncoder.append(own, to: &output)
        }
        if let shared { output.append(contentsOf: shared.lines) }
    }
}

package import HTTPTypes

/// The header fields of a response: first its own fields, then the fields that it shares with many responses.
///
/// Shared fields are encoded once. They are stored apart, because a merge would copy them for each response.
package struct ResponseFields: Sendable {
    /// The fields of one response. A response that is sent many times has them encoded, in one object with the fields.
    private enum Own: Sendable {
        case plain(HTTPFields)
        case encoded(EncodedFields)
    }

    private var own: Own
    private var shared: EncodedFields?

    package init(_ fields: HTTPFields = HTTPFields()) {
        own = .plain(fields)
    }

    /// Makes the fields of a response from encoded fields.
    package init(_ fields: EncodedFields) {
        own = .encoded(fields)
    }

    /// The value of a field. A new value replaces all earlier values, including a shared one.
    package subscript(_ name: HTTPField.Name) -> String? {
        get { ownFields[name] ?? shared?.fields[name] }
        set {
            let replaced = shared.flatMap { $0.fields.contains(name) ? $0 : nil }
            if replaced != nil { shared = nil }
            changeOwn { own in
                if let replaced { own.append(contentsOf: replaced.fields) }
                own[name] = newValue
            }
        }
    }

    package func contains(_ name: HTTPField.Name) -> Bool {
        ownFields.contains(name) || shared?.fields.contains(name) == true
    }

    package mutating func append(contentsOf fields: HTTPFields) {
        changeOwn { $0.append(contentsOf: fields) }
    }

    /// Adds shared fields. A field that the response has already does not change.
    package mutating func share(_ fields: EncodedFields) {
        if shared == nil, !fields.names.contains(where: ownContains) {
            shared = fields
        } else {
            let missing = fields.fields.filter { !contains($0.name) }
            changeOwn { own in
                for field in missing { own.append(field) }
            }
        }
    }

    private var ownFields: HTTPFields {
        switch own {
        case .plain(let fields): fields
        case .encoded(let encoded): encoded.fields
        }
    }

    private mutating func changeOwn(_ change: (inout HTTPFields) -> Void) {
        var fields = ownFields
        // Releases the second reference to the fields, so that the change does not copy them.
        own = .plain(HTTPFields())
        change(&fields)
        own = .plain(fields)
    }

    /// Whether the response has an own field of that name.
    ///
    /// Encoded fields know their names. Most names differ in length, so that is compared first.
    private func ownContains(_ name: HTTPField.Name) -> Bool {
        switch own {
        case .plain(let fields): return fields.contains(name)
        case .encoded(let encoded):
            let length = name.canonicalName.utf8.count
            return encoded.names.contains { $0.canonicalName.utf8.count == length && $0 == name }
        }
    }

    /// All fields, in the order on the wire.
    package var all: HTTPFields {
        guard let shared else { return ownFields }
        var all = ownFields
        all.append(contentsOf: shared.fields)
        return all
    }

    /// Encodes the response's own fields now, for a response that is sent many times.
    package mutating func encode() {
        own = .encoded(EncodedFields(ownFields))
    }

    /// Appends the lines of all fields, except those that only the encoder writes.
    func appendLines(to output: inout [UInt8]) {
        switch own {
        case .plain(let fields): ResponseEncoder.append(fields, to: &output)
        case .encoded(let encoded): output.append(contentsOf: encoded.lines)
        }
        if let shared { output.append(contentsOf: shared.lines) }
    }
}

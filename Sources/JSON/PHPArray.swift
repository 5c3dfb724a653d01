/// An array of PHP, which is a JSON array and a JSON object in one: values by name, in order (life.md, §3).
///
/// PHP reads both kinds of JSON into it, and writes it as an array when its names are 0, 1, 2 and so on. So no elements are
/// `[]`, and an object with just those names becomes an array. A repeated name keeps its first place and gets the last
/// value.
package struct PHPArray: Sendable {
    private var members: [JSONObject.Member]

    /// - Returns: `nil` for a value that is neither an array nor an object.
    package init?(_ value: JSONValue) {
        switch value {
        case .array(let elements):
            members = elements.enumerated().map { JSONObject.Member(name: String($0), value: $1) }
        case .object(let object): members = Self.unique(object.members)
        default: return nil
        }
    }

    /// Replaces the values of the names that `changes` has, and appends the names that are new.
    ///
    /// This is PHP's `array_replace`: values inside are replaced whole.
    package mutating func replace(with changes: PHPArray) {
        members = Self.unique(members + changes.members)
    }

    /// The text as PHP's `json_encode` writes it, but with the escapes of ``JSONWriter``.
    package var text: [UInt8] {
        var writer = JSONWriter()
        Self.write(members, to: &writer)
        return writer.takeBytes()
    }

    /// Returns the text of an array or object, without a ``PHPArray``; `nil` for any other value.
    package static func text(of value: JSONValue) -> [UInt8]? {
        switch value {
        case .array, .object: break
        default: return nil
        }
        var writer = JSONWriter()
        write(value, to: &writer)
        return writer.takeBytes()
    }

    // MARK: - Writing

    private static func write(_ value: JSONValue, to writer: inout JSONWriter) {
        switch value {
        case .array(let elements):
            writer.beginArray()
            for index in elements.indices { write(elements[index], to: &writer) }
            writer.endArray()
        case .object(let object): write(unique(object.members), to: &writer)
        case .double(let value): writer.encoded(PHPDouble.text(of: value).utf8)
        default: writer.value(value)
        }
    }

    private static func write(_ members: [JSONObject.Member], to writer: inout JSONWriter) {
        let isList = members.indices.allSatisfy { members[$0].name.isNumber($0) }
        if isList { writer.beginArray() } else { writer.beginObject() }
        for index in members.indices {
            if !isList { writer.name(members[index].name) }
            write(members[index].value, to: &writer)
        }
        if isList { writer.endArray() } else { writer.endObject() }
    }

    // MARK: - Names

    private static func unique(_ members: [JSONObject.Member]) -> [JSONObject.Member] {
        guard JSONObject(members).hasRepeatedName else { return members }
        var unique: [JSONObject.Member] = []
        var places: [ScalarString: Int] = [:]
        for member in members {
            if let place = places[ScalarString(member.name)] {
                unique[place].value = member.value
            } else {
                places[ScalarString(member.name)] = unique.count
                unique.append(member)
            }
        }
        return unique
    }
}

extension String {
    /// Whether the text is the number in the form that PHP takes for an integer: without a sign and leading zeros.
    fileprivate func isNumber(_ number: Int) -> Bool {
        guard let first = utf8.first, UInt8(ascii: "0")...UInt8(ascii: "9") ~= first else { return false }
        return hasSameScalars(as: String(number))
    }
}

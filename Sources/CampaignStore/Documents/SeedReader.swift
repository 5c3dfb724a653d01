internal import JSON

/// A value in a seed or state document, with its path for the error messages.
///
/// ``object(_:)`` gives access to members by name and refuses unknown members.
struct SeedReader {
    let value: JSONValue
    let path: String

    init(_ value: JSONValue, path: String = "") {
        self.value = value
        self.path = path
    }

    /// Returns the error for this value.
    ///
    /// - Parameter found: a description of the value; `nil` for the standard description.
    func refusal(expected: String, found: String? = nil) -> SeedError {
        SeedError(path: path, expected: expected, found: found ?? Self.description(of: value))
    }

    // MARK: Objects and lists

    /// Reads an object. Refuses unknown and repeated members.
    ///
    /// - Parameter names: the names of all allowed members.
    func object(_ names: [String]) throws(SeedError) -> Object {
        for member in try members() where !names.contains(member.name) {
            throw SeedError(
                path: memberPath(member.name), expected: "one of the members \(names.joined(separator: ", "))",
                found: "an unknown member")
        }
        return Object(reader: self)
    }

    /// Reads an object with arbitrary member names, in the order of the document. Refuses repeated members.
    func members() throws(SeedError) -> [(name: String, reader: SeedReader)] {
        guard case .object(let object) = value else { throw refusal(expected: "an object") }
        var seen: Set<[UInt8]> = []
        var members: [(name: String, reader: SeedReader)] = []
        for member in object.members {
            guard seen.insert(Array(member.name.utf8)).inserted else {
                throw SeedError(path: memberPath(member.name), expected: "one member of this name", found: "two")
            }
            members.append((member.name, SeedReader(member.value, path: memberPath(member.name))))
        }
        return members
    }

    /// Reads a list without paths for its elements, which would take long for a million of them.
    func list() throws(SeedError) -> [JSONValue] {
        guard case .array(let elements) = value else { throw refusal(expected: "a list") }
        return elements
    }

    func elements() throws(SeedError) -> [SeedReader] {
        try list().enumerated().map { SeedReader($1, path: "\(path)[\($0)]") }
    }

    struct Object {
        let reader: SeedReader

        /// Returns the member; `nil` if it is absent or `null`.
        func optional(_ name: String) -> SeedReader? {
            guard case .object(let object) = reader.value, let value = object[name], value != .null else { return nil }
            return SeedReader(value, path: reader.memberPath(name))
        }

        /// Returns the path of the member `name`.
        func path(_ name: String) -> String { reader.memberPath(name) }

        /// Returns the member; throws if it is absent or `null`.
        func required(_ name: String, _ expected: String) throws(SeedError) -> SeedReader {
            if let member = optional(name) { return member }
            var found = "nothing"
            if case .object(let object) = reader.value, object[name] != nil { found = "null" }
            throw SeedError(path: reader.memberPath(name), expected: expected, found: found)
        }
    }

    private func memberPath(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") || isAlphanumeric($0) }
        guard isPlain, !name.isEmpty else { return "\(path)[\(Self.quoted(name))]" }
        return path.isEmpty ? name : "\(path).\(name)"
    }

    private func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    // MARK: Scalars

    func integer(_ range: ClosedRange<Int64>, _ expected: String) throws(SeedError) -> Int64 {
        guard case .integer(let integer) = value, range.contains(integer) else { throw refusal(expected: expected) }
        return integer
    }

    func boolean() throws(SeedError) -> Bool {
        guard case .bool(let bool) = value else { throw refusal(expected: "true or false") }
        return bool
    }

    /// Reads a string.
    ///
    /// - Parameter isValid: the rule for the string. The default refuses an empty string and one with U+0000, at which
    ///   GRDB would end the string.
    func string(_ expected: String, where isValid: (String) -> Bool = { !$0.isEmpty && !$0.utf8.contains(0) })
        throws(SeedError) -> String
    {
        guard case .string(let string) = value, isValid(string) else { throw refusal(expected: expected) }
        return string
    }

    /// Reads one of the raw values of an enum.
    func oneOf<Choice: RawRepresentable<String> & CaseIterable>(_: Choice.Type) throws(SeedError) -> Choice {
        if case .string(let string) = value, let choice = Choice(rawValue: string) { return choice }
        let choices = Choice.allCases.map { "\"\($0.rawValue)\"" }
        throw refusal(expected: choices.joined(separator: " or "))
    }

    // MARK: Descriptions

    static func description(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .integer(let integer): "the integer \(integer)"
        case .double(let double): "the number \(double)"
        case .string(let string): "the string \(quoted(string))"
        case .array(let elements): elements.isEmpty ? "an empty list" : "a list"
        case .object: "an object"
        }
    }

    /// Returns the string in JSON syntax, which is always one line, cut after 60 code points.
    static func quoted(_ string: String) -> String {
        let limit = 60
        let shown = string.unicodeScalars.prefix(limit)
        let isCut = shown.endIndex < string.unicodeScalars.endIndex
        return JSONText.text(.string(String(shown))) + (isCut ? "..." : "")
    }
}

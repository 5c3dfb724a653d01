package import JSON

extension AccountDefinition {
    /// Reads one account in the format of a seed; see ``Seed/init(json:isTimezone:)``.
    ///
    /// - Parameters:
    ///   - plans: the plans that the account may name.
    ///   - isTimezone: whether a name is in the timezone database.
    /// - Throws: ``SeedError``, the first mistake in the order of the members.
    package init(json: JSONValue, plans: [Plan], isTimezone: (String) -> Bool) throws(SeedError) {
        try self.init(SeedReader(json), plans: NamedPlans(plans), isTimezone: isTimezone)
    }

    init(_ reader: SeedReader, plans: NamedPlans, isTimezone: (String) -> Bool) throws(SeedError) {
        let account = try reader.object(["name", "plan", "timezone", "api_keys", "assistants", "phone_numbers"])
        let timezone = "a timezone such as \"America/New_York\""
        self.init(
            name: try account.required("name", Self.nameRule).string(Self.nameRule, where: Self.isName),
            plan: try Self.plan(account.required("plan", "the name of a plan or an object with its limits"), of: plans),
            timezone: try account.required("timezone", timezone).string(timezone, where: isTimezone),
            apiKeys: try Self.apiKeys(account.required("api_keys", "a list of keys")),
            assistants: try account.optional("assistants").map { reader throws(SeedError) in
                try Self.distinct(reader) { element throws(SeedError) in
                    let assistant = try Assistant(element)
                    return (assistant, assistant.id)
                }
            } ?? [],
            phoneNumbers: try account.optional("phone_numbers").map { reader throws(SeedError) in
                try Self.distinct(reader) { element throws(SeedError) in
                    let number = try PhoneNumber(element)
                    return (number, number.id)
                }
            } ?? [])
    }

    /// Writes the account in the format of a seed.
    ///
    /// - Parameter plans: if the account's plan equals one of these, only its name is written, otherwise all its
    ///   limits.
    package func json(plans: [Plan]) -> JSONValue { json(plans: NamedPlans(plans)) }

    func json(plans: NamedPlans) -> JSONValue {
        [
            "name": .string(name),
            "plan": plans[plan.name] == plan ? .string(plan.name) : plan.document,
            "timezone": .string(timezone),
            "api_keys": .array(apiKeys.map { .string($0) }),
            "assistants": .array(assistants.map { $0.json() }),
            "phone_numbers": .array(phoneNumbers.map { $0.json() }),
        ]
    }

    // MARK: Rules of the members

    /// The rule for names. URLs of the control plane contain names, and an ASCII name has only one spelling.
    package static let nameRule = "1 to 255 printable ASCII characters without a slash"

    /// Whether a name satisfies ``nameRule``.
    package static func isName(_ name: String) -> Bool {
        (1...255).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "/") }
    }

    /// Whether a key can be the token in `Authorization: Bearer TOKEN`.
    static func isAPIKey(_ key: String) -> Bool {
        (1...255).contains(key.utf8.count) && key.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func apiKeys(_ reader: SeedReader) throws(SeedError) -> [String] {
        var keys: [String] = []
        for element in try reader.elements() {
            keys.append(try element.string("1 to 255 visible ASCII characters", where: isAPIKey))
        }
        return keys
    }

    private static func plan(_ reader: SeedReader, of plans: NamedPlans) throws(SeedError) -> Plan {
        let named: String?
        switch reader.value {
        case .object:
            let object = try reader.object(["name"] + Plan.limits)
            let name = try object.required("name", "the plan's name").string("a name that is not empty")
            guard Plan.limits.allSatisfy({ object.optional($0) == nil }) else { return try Plan(name: name, object) }
            // An object with only a name means the plan with that name.
            named = name
        case .string(let name): named = name
        default: named = nil
        }
        if let named, let plan = plans[named] { return plan }
        let names = plans.list.map { SeedReader.quoted($0.name) }
        throw reader.refusal(expected: (names + ["an object with its limits"]).joined(separator: " or "))
    }

    /// Reads a list whose ids must be distinct.
    ///
    /// Another account may have the same ids, so that each test can use an account with the demo's assistants.
    private static func distinct<Element>(
        _ reader: SeedReader, _ read: (SeedReader) throws(SeedError) -> (Element, id: Int64)
    ) throws(SeedError) -> [Element] {
        var elements: [Element] = []
        var pathOfID: [Int64: String] = [:]
        for item in try reader.elements() {
            let (element, id) = try read(item)
            let path = "\(item.path).id"
            if let other = pathOfID.updateValue(path, forKey: id) {
                throw SeedError(
                    path: path, expected: "an id that is unique in this list", found: "\(id), which is also \(other)")
            }
            elements.append(element)
        }
        return elements
    }
}

private let idRule = "an integer of at least 1"

extension SeedReader.Object {
    /// Reads the member `name` as an id, an integer of at least 1.
    func id(_ name: String) throws(SeedError) -> Int64 {
        try required(name, idRule).integer(1...Int64.max, idRule)
    }
}

extension Assistant {
    init(_ reader: SeedReader) throws(SeedError) {
        let assistant = try reader.object(["id", "name", "type", "post_call_schema"])
        let name = "a name that is not empty"
        self.init(
            id: try assistant.id("id"),
            name: try assistant.required("name", name).string(name),
            type: try assistant.required("type", "\"outbound\" or \"inbound\"").oneOf(Direction.self),
            postCallSchema: try assistant.optional("post_call_schema").map(PostCallVariable.list) ?? [])
    }

    func json() -> JSONValue {
        [
            "id": .integer(id), "name": .string(name), "type": .string(type.rawValue),
            "post_call_schema": .array(postCallSchema.map { $0.json() }),
        ]
    }
}

extension PostCallVariable {
    static func list(_ reader: SeedReader) throws(SeedError) -> [PostCallVariable] {
        var variables: [PostCallVariable] = []
        var names: Set<ScalarString> = []
        for element in try reader.elements() {
            let variable = try PostCallVariable(element)
            guard names.insert(ScalarString(variable.name)).inserted else {
                throw SeedError(
                    path: "\(element.path).name", expected: "a name that is unique in this schema",
                    found: "\(SeedReader.quoted(variable.name)) twice")
            }
            variables.append(variable)
        }
        return variables
    }

    private init(_ reader: SeedReader) throws(SeedError) {
        let variable = try reader.object(["name", "type", "description"])
        let name = "a name that is not empty"
        self.init(
            name: try variable.required("name", name).string(name),
            type: try variable.required("type", "the variable's type").oneOf(Kind.self),
            description: try variable.optional("description")?.string("a string", where: { !$0.utf8.contains(0) }))
    }

    func json() -> JSONValue {
        var object: JSONObject = ["name": .string(name), "type": .string(type.rawValue)]
        if let description { object.append("description", .string(description)) }
        return .object(object)
    }
}

extension PhoneNumber {
    init(_ reader: SeedReader) throws(SeedError) {
        let number = try reader.object(["id", "phone_number"])
        let rule = "a phone number such as \"+15550100001\""
        self.init(
            id: try number.id("id"),
            phoneNumber: try number.required("phone_number", rule).string(rule))
    }

    func json() -> JSONValue {
        ["id": .integer(id), "phone_number": .string(phoneNumber)]
    }
}

internal import Base
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

    /// A member of the accounts of a state document. It changes with the calls, so the definition does not have it.
    static let simulatedUntilName = "simulated_until"

    /// - Parameter otherMembers: names that the caller reads itself.
    init(
        _ reader: SeedReader, plans: NamedPlans, isTimezone: (String) -> Bool, otherMembers: [String] = []
    ) throws(SeedError) {
        let account = try reader.object(
            [
                "name", "plan", "timezone", "api_keys", "user", "balance", "lead_list", "clock", "assistants",
                "phone_numbers", "outcomes",
            ] + otherMembers)
        let name = try account.required("name", Self.nameRule).string(Self.nameRule, where: Self.isName)
        let plan = try Self.plan(account.required("plan", "the name of a plan or an object with its limits"), of: plans)
        let timezone = try account.required("timezone", SeedReader.timezoneRule).timezone(where: isTimezone)
        self.init(
            name: name, plan: plan, timezone: timezone,
            apiKeys: try Self.apiKeys(account.required("api_keys", "a list of keys")),
            user: try account.optional("user").map { reader throws(SeedError) in
                try AccountUser(reader, ofAccount: name)
            },
            balance: try account.optional("balance")?.number() ?? Self.defaultBalance,
            leadList: try account.optional("lead_list")?.oneOf(LeadList.self),
            clock: try account.optional("clock").map(ClockMode.init),
            assistants: try account.optional("assistants").map { reader throws(SeedError) in
                try Self.distinct(reader) { element throws(SeedError) in
                    let assistant = try Assistant(element, timezone: timezone, isTimezone: isTimezone)
                    return (assistant, assistant.id)
                }
            } ?? [],
            phoneNumbers: try account.optional("phone_numbers").map { reader throws(SeedError) in
                try Self.distinct(reader) { element throws(SeedError) in
                    let number = try PhoneNumber(element)
                    return (number, number.id)
                }
            } ?? [], outcomes: try account.optional("outcomes").map(OutcomeSetting.list) ?? [])
        try checkNumbersOfAssistants(in: account)
    }

    /// Refuses an assistant whose phone number is none of the account's.
    private func checkNumbersOfAssistants(in account: SeedReader.Object) throws(SeedError) {
        guard assistants.contains(where: { $0.phoneNumberID != nil }) else { return }
        let known = Set(phoneNumbers.map(\.id))
        for (index, assistant) in assistants.enumerated() {
            guard let id = assistant.phoneNumberID, !known.contains(id) else { continue }
            throw SeedError(
                path: "\(account.path("assistants"))[\(index)].phone_number_id",
                expected: "the id of one of the account's phone numbers", found: "the integer \(id)")
        }
    }

    /// Writes the account in the format of a seed.
    ///
    /// - Parameter plans: if the account's plan equals one of these, only its name is written, otherwise all its
    ///   limits.
    package func json(plans: [Plan]) -> JSONValue { json(plans: NamedPlans(plans)) }

    func json(plans: NamedPlans) -> JSONValue {
        var object: JSONObject = [
            "name": .string(name),
            "plan": plans[plan.name] == plan ? .string(plan.name) : plan.document,
            "timezone": .string(timezone),
            "api_keys": .array(apiKeys.map { .string($0) }),
            "user": ["name": .string(user.name), "email": .string(user.email)],
            "balance": balance.json,
        ]
        if let leadList { object.append("lead_list", .string(leadList.rawValue)) }
        if let clock { object.append("clock", clock.json()) }
        object.append("assistants", .array(assistants.map { $0.json() }))
        object.append("phone_numbers", .array(phoneNumbers.map { $0.json() }))
        if !outcomes.isEmpty { object.append("outcomes", .array(outcomes.map { $0.json() })) }
        return .object(object)
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

extension AccountUser {
    /// Reads a user. A member that is absent has the value of ``init(ofAccount:)``.
    fileprivate init(_ reader: SeedReader, ofAccount account: String) throws(SeedError) {
        let user = try reader.object(["name", "email"])
        let rule = "a string that is not empty"
        self.init(ofAccount: account)
        if let reader = user.optional("name") { name = try reader.string(rule) }
        if let reader = user.optional("email") { email = try reader.string(rule) }
    }
}

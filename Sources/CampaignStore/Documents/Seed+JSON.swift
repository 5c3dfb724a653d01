package import JSON

/// The format of plans and accounts in a seed:
///
///     {"plans": {"growth": {"max_campaigns": 100, "max_calls_in_parallel": 10, "rate_limit": 60}},
///      "accounts": [{"name": "demo", "plan": "growth", "timezone": "America/New_York", "api_keys": ["demo-key"],
///        "user": {"name": "Dana", "email": "dana@example.com"}, "balance": 125.5, "lead_list": "pages",
///        "assistants": [{"id": 129, "name": "Booking", "type": "outbound", "phone_number_id": 1,
///          "post_call_schema": [{"name": "booked", "type": "bool", "description": "..."}]}],
///        "phone_numbers": [{"id": 1, "phone_number": "+15550100001"}]}]}
///
/// Of an account, `name`, `plan`, `timezone` and `api_keys` are required. The other members may be absent or `null`; the
/// initialisers of ``AccountDefinition``, ``Assistant`` and ``PhoneNumber`` have their defaults. An account's plan is a
/// name in `plans`, or an object with a `name` and its own limits. An object with only a `name` means the plan with that
/// name. Everything else is a mistake. Unknown members are mistakes too, because a misspelt member would otherwise be
/// ignored silently.
///
/// A whole document has further members; see ``State/init(json:isTimezone:)``.
extension Seed {
    /// Reads `plans` and `accounts` from a document that may have further members.
    init(_ document: SeedReader.Object, isTimezone: (String) -> Bool) throws(SeedError) {
        var plans: [Plan] = []
        if let reader = document.optional("plans") {
            for (name, member) in try reader.members() {
                guard !name.isEmpty else {
                    throw SeedError(path: member.path, expected: "a plan name that is not empty", found: "an empty one")
                }
                plans.append(try Plan(name: name, member.object(Plan.limits)))
            }
        }
        let namedPlans = NamedPlans(plans)
        var accounts: [AccountDefinition] = []
        var uniqueness = AccountUniqueness()
        for reader in try document.required("accounts", "a list of accounts").elements() {
            let account = try AccountDefinition(
                reader, plans: namedPlans, isTimezone: isTimezone,
                otherMembers: [AccountDefinition.simulatedUntilName])
            try uniqueness.admit(account, at: reader.path)
            accounts.append(account)
        }
        self.init(plans: plans, accounts: accounts)
    }
}

/// Checks that no two accounts of a document share a name or an API key.
private struct AccountUniqueness {
    private var pathOfName: [ScalarString: String] = [:]
    private var pathOfKey: [ScalarString: String] = [:]

    mutating func admit(_ account: AccountDefinition, at path: String) throws(SeedError) {
        if let other = pathOfName.updateValue("\(path).name", forKey: ScalarString(account.name)) {
            throw SeedError(
                path: "\(path).name", expected: "a unique name",
                found: "\(SeedReader.quoted(account.name)), which is also \(other)")
        }
        for (index, key) in account.apiKeys.enumerated() {
            let keyPath = "\(path).api_keys[\(index)]"
            if let other = pathOfKey.updateValue(keyPath, forKey: ScalarString(key)) {
                throw SeedError(
                    path: keyPath, expected: "a unique key",
                    found: "\(SeedReader.quoted(key)), which is also \(other)")
            }
        }
    }
}

// MARK: - Plans

extension Plan {
    static let limits = ["max_campaigns", "max_calls_in_parallel", "rate_limit"]

    init(name: String, _ object: SeedReader.Object) throws(SeedError) {
        let atLeast0 = "an integer of at least 0"
        let atLeast1 = "an integer of at least 1"
        self.init(
            name: name,
            maximumCampaigns: try object.required("max_campaigns", atLeast0).integer(0...Int64.max, atLeast0),
            maximumCallsInParallel: try object.required("max_calls_in_parallel", atLeast1)
                .integer(1...Int64.max, atLeast1),
            rateLimit: try object.optional("rate_limit")?.integer(1...Int64.max, "requests a minute, at least 1"))
    }

    /// The limits without the name, the form of a plan in the seed's `plans`.
    func json() -> JSONObject {
        var object: JSONObject = [
            "max_campaigns": .integer(maximumCampaigns), "max_calls_in_parallel": .integer(maximumCallsInParallel),
        ]
        if let rateLimit { object.append("rate_limit", .integer(rateLimit)) }
        return object
    }

    /// The name and the limits, the form of a plan inside an account.
    package var document: JSONValue {
        .object(JSONObject([JSONObject.Member(name: "name", value: .string(name))] + json().members))
    }
}

import CampaignStore
import JSON
import MockControl

/// The accounts of a mock. A test with an account of its own does not touch other tests.
///
///     let account = try await mock.accounts.make(plan: .limits(campaigns: 1), balance: 0)
///     client.key = account.key
public struct AccountControl: Sendable {
    let control: ControlPlane

    /// All accounts, in the order in which they were made.
    public var all: [MockAccount] { control.accountList.map(MockAccount.init) }

    /// Finds an account.
    ///
    /// - Throws: ``MockError`` when there is no account of that name.
    public func named(_ name: String) throws(MockError) -> MockAccount {
        try MockAccount(steering { () throws(ControlRefusal) in try control.account(named: name) })
    }

    /// Makes an account: a copy of the demo account with its assistants and phone numbers, but without campaigns.
    ///
    /// - Parameters:
    ///   - name: 1 to 255 printable ASCII characters without a slash; `nil` for a random name.
    ///   - plan: The plan, or limits that differ from the demo account's.
    ///   - timezone: The default time zone of its campaigns, such as `Europe/Berlin`.
    ///   - keys: The API keys; `nil` for one random key.
    ///   - balance: The money left for calls.
    ///   - clock: A clock of its own; `nil` to follow the mock's clock.
    ///   - members: Any other members of an account in a seed, such as
    ///     `["user": ["name": "Ann"], "assistants": [["id": 7, "name": "Mine", "type": "outbound"]]]`. They are merged
    ///     into the copy (RFC 7396: `nil` removes a member).
    /// - Returns: The account.
    /// - Throws: ``MockError`` when the name or a key belongs to another account or a member is invalid.
    @discardableResult
    public func make(
        _ name: String? = nil, plan: MockPlan? = nil, timezone: String? = nil, keys: [String]? = nil,
        balance: Double? = nil, clock: MockClockMode? = nil, members: [String: MockJSON] = [:]
    ) async throws(MockError) -> MockAccount {
        let document = try Self.document(
            name: name, plan: plan, timezone: timezone, keys: keys, balance: balance, clock: clock, members: members)
        return MockAccount(
            try await steering { () async throws(ControlRefusal) in try await control.makeAccount(document) })
    }

    /// Changes an account. Parameters that are `nil` change nothing.
    ///
    ///     try await mock.accounts.change("demo", plan: .limits(campaigns: 0))     // the next create gets a 403
    ///
    /// - Parameters:
    ///   - name: The account's present name.
    ///   - newName: Its name from now on. Its campaigns stay with it.
    ///   - plan: The plan, or limits that change.
    ///   - timezone: The default time zone of its campaigns, such as `Europe/Berlin`.
    ///   - keys: The API keys in place of the present ones.
    ///   - balance: The money left for calls.
    ///   - members: Any other members of an account in a seed, as for
    ///     ``make(_:plan:timezone:keys:balance:clock:members:)``.
    /// - Returns: The changed account.
    /// - Throws: ``MockError`` when the account does not exist, or the change is invalid; nothing has changed then.
    @discardableResult
    public func change(
        _ name: String, newName: String? = nil, plan: MockPlan? = nil, timezone: String? = nil, keys: [String]? = nil,
        balance: Double? = nil, members: [String: MockJSON] = [:]
    ) async throws(MockError) -> MockAccount {
        let document = try Self.document(
            name: newName, plan: plan, timezone: timezone, keys: keys, balance: balance, clock: nil, members: members)
        return MockAccount(
            try await steering { () async throws(ControlRefusal) in
                _ = try control.account(named: name)
                return try await control.changeAccount(named: name, document)
            })
    }

    /// Resets one account: its campaigns, leads, calls, webhooks, outcomes, journal entries, the faults that match only
    /// it, its own clock and its counted rate go, and it is again as it was made or seeded. Ids go on.
    ///
    /// - Throws: ``MockError`` when the account does not exist.
    public func reset(_ name: String) async throws(MockError) {
        _ = try await steering { () async throws(ControlRefusal) in try await control.resetAccount(named: name) }
    }

    /// Removes an account with its campaigns and leads. Its keys are no longer valid.
    ///
    /// - Throws: ``MockError`` when the account does not exist.
    public func remove(_ name: String) async throws(MockError) {
        try await steering { () async throws(ControlRefusal) in try await control.deleteAccount(named: name) }
    }

    /// The clock of an account, which may have one of its own.
    ///
    ///     try await mock.accounts.clock(of: "mine").freeze(at: "2026-02-23T10:00:00Z")
    public func clock(of name: String) -> ClockControl { ClockControl(control: control, account: name) }

    /// What is set for the calls of an account.
    ///
    ///     try await mock.accounts.outcomes(of: "mine").set(MockOutcome(.voicemail))
    public func outcomes(of name: String) -> OutcomeControl { OutcomeControl(control: control, account: name) }

    /// Removes an account that was made for one test, with its faults and its requests in the journal.
    package func discard(_ account: MockAccount) async throws(MockError) {
        try await steering { () async throws(ControlRefusal) in
            try await control.discardAccount(id: account.id, madeAs: account.name)
        }
    }

    private static func document(
        name: String?, plan: MockPlan?, timezone: String?, keys: [String]?, balance: Double?, clock: MockClockMode?,
        members: [String: MockJSON]
    ) throws(MockError) -> JSONObject {
        var document = JSONObject(members)
        if let name { document["name"] = .string(name) }
        if let plan { document["plan"] = plan.document }
        if let timezone { document["timezone"] = .string(timezone) }
        if let keys { document["api_keys"] = .array(keys.map { .string($0) }) }
        if let balance { document["balance"] = .double(balance) }
        if let clock { document["clock"] = try clock.checked("accounts.clock").json() }
        return document
    }
}

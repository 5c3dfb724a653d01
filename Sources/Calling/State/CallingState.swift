/// What decides about all further calls of an account. A simulation that starts from it goes on as if it had not ended.
package struct CallingState: Sendable, Equatable {
    /// The second up to which all has been played, in Unix seconds: where the account's clock stands.
    package var clock: Int64
    /// The simulation's time (calling.md, §1), in Unix seconds; `nil` for an account without a past.
    package var simulatedUntil: Int64?
    /// The plan's maximum of calls that go on in the account; at least 1.
    package var maximumCallsInParallel: Int64
    /// Whether campaigns call; `false` with `--calls off`.
    package var placesCalls: Bool
    package var rules: [OutcomeRule]
    /// The id of the next call.
    package var nextCallID: Int64
    /// In the order of their ids.
    package var campaigns: [CallingCampaign]
    /// In the order of their ids.
    package var contacts: [Contact]
    /// The calls that go on, in the order of their ids.
    package var calls: [Call]

    package init(
        clock: Int64, simulatedUntil: Int64? = nil, maximumCallsInParallel: Int64, placesCalls: Bool = true,
        rules: [OutcomeRule] = [], nextCallID: Int64 = 1, campaigns: [CallingCampaign] = [], contacts: [Contact] = [],
        calls: [Call] = []
    ) {
        self.clock = clock
        self.simulatedUntil = simulatedUntil
        self.maximumCallsInParallel = maximumCallsInParallel
        self.placesCalls = placesCalls
        self.rules = rules
        self.nextCallID = nextCallID
        self.campaigns = campaigns
        self.contacts = contacts
        self.calls = calls
    }
}

import CampaignStore
import JSON
import MockControl

/// What is set for the calls of an account. Where nothing that is set matches, the number decides: a test number such as
/// `+15005550002` is busy, every other call is completed.
///
///     let outcomes = mock.accounts.outcomes(of: "mine")
///     try await outcomes.set(MockOutcome(.noAnswer, attempt: 1))
///     try outcomes.all                                    // the outcome that was set
///     try await outcomes.removeAll()
///
/// Outcomes are a part of the account: the state and snapshots have them, and a reset of the account removes them. The
/// outcome of a call is fixed when it begins.
public struct OutcomeControl: Sendable {
    let control: ControlPlane
    /// The name of the account.
    public let account: String

    /// What is set, in its order.
    ///
    /// - Throws: ``MockError`` when the account does not exist.
    public var all: [MockOutcome] {
        get throws(MockError) {
            try steering { () throws(ControlRefusal) in
                try control.account(named: account).definition.outcomes.map(MockOutcome.init)
            }
        }
    }

    /// Sets what comes of the calls from now on, in place of what was set before.
    ///
    /// - Parameter outcomes: The first that matches a call decides.
    /// - Throws: ``MockError`` with the place of the first mistake, or when the account does not exist; nothing has
    ///   changed then.
    public func set(_ outcomes: [MockOutcome]) async throws(MockError) {
        var list: [JSONValue] = []
        for outcome in outcomes { list.append(try outcome.document()) }
        let settings: [OutcomeSetting]
        do throws(SeedError) {
            settings = try OutcomeSetting.list(json: .array(list))
        } catch {
            throw MockError(error.message)
        }
        try await steering { () async throws(ControlRefusal) -> Void in
            _ = try control.account(named: account)
            try await control.setOutcomes(settings, ofAccount: account)
        }
    }

    /// Sets what comes of the calls from now on, in place of what was set before.
    ///
    /// - Parameter outcomes: The first that matches a call decides.
    /// - Throws: ``MockError`` with the place of the first mistake, or when the account does not exist; nothing has
    ///   changed then.
    public func set(_ outcomes: MockOutcome...) async throws(MockError) { try await set(outcomes) }

    /// Forgets what was set. The numbers decide again.
    ///
    /// - Throws: ``MockError`` when the account does not exist.
    public func removeAll() async throws(MockError) { try await set([]) }
}

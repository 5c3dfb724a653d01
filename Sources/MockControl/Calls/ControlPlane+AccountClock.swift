package import Base
import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes
package import JSON
import Validation

// The clock of one account.
extension ControlPlane {
    func readAccountClock(_ request: Request) async throws(ControlRefusal) -> Response {
        Answer.json(.ok, clock.json(ofAccount: try account(in: request)))
    }

    func setAccountClock(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let name = try account(in: request).name
        let change = try ClockChange(try ControlBody(request, fields))
        return Answer.json(.ok, try await changeClock(ofAccount: name, change).answer(shared: false))
    }

    /// The clock of an account, or the mock's clock.
    ///
    /// - Parameter name: the account's name; `nil` for the mock's clock.
    /// - Returns: how the clock relates to the machine's time, its time in Unix seconds, and whether it is an account's
    ///   that has none of its own.
    package func clock(
        of name: String?
    ) throws(ControlRefusal) -> (mode: ClockMode, now: Int64, isShared: Bool) {
        guard let name else { return (clock.mode, clock.now, false) }
        let own = try account(named: name).definition.clock
        return (own ?? clock.mode, clock.now(in: own), own == nil)
    }

    /// Gives an account a clock of its own, or changes the one that it has.
    ///
    /// The change is based on the clock that the account follows inside the transaction, so no concurrent change is lost.
    ///
    /// - Returns: the account's clock after the change, and what was played.
    @discardableResult
    package func changeClock(
        ofAccount name: String, _ change: ClockChange
    ) async throws(ControlRefusal) -> PlayedChange {
        let result = Locked<Result<PlayedChange, ControlRefusal>?>(nil)
        do throws(ControlRefusal) {
            try await changeClock(ofAccount: name) { [clock] mode throws(SeedError) in
                let played = Result { [mode] () throws(ControlRefusal) in
                    try change.play(from: mode ?? clock.mode, machineTime: .now)
                }
                result.withLock { $0 = played }
                guard case .success(let played) = played else {
                    throw SeedError(path: "clock", expected: "a time in the years 1970 to 9999", found: "another")
                }
                mode = played.mode
            }
        } catch {
            if case .failure(let refusal) = result.withLock({ $0 }) { throw refusal }
            throw error
        }
        guard case .success(let played) = result.withLock({ $0 }) else {
            throw .notFound("There is no account \(name).")
        }
        return played
    }

    func removeAccountClock(_ request: Request) async throws(ControlRefusal) -> Response {
        Answer.json(.ok, try await removeClock(ofAccount: try account(in: request).name))
    }

    /// Takes the account's own clock away. The account then follows the mock's clock again.
    ///
    /// - Returns: the account's clock after the change.
    @discardableResult
    package func removeClock(ofAccount name: String) async throws(ControlRefusal) -> JSONValue {
        try await changeClock(ofAccount: name) { $0 = nil }
    }

    @discardableResult
    private func changeClock(
        ofAccount name: String, _ edit: @escaping @Sendable (inout ClockMode?) throws(SeedError) -> Void
    ) async throws(ControlRefusal) -> JSONValue {
        try await change(naming: name) { [self] () async throws(AccountRefusal) in
            let account = try await store.updateAccount(named: name) { definition throws(SeedError) in
                try edit(&definition.clock)
            }
            let after = clock.json(ofAccount: account)
            var event = after.object ?? [:]
            event["account"] = .string(account.name)
            journal.publish("clock", .object(event), about: Event.Topic(account: account.name))
            return after
        }
    }
}

extension MockClock {
    /// The clock that an account follows: its own, or this one.
    fileprivate func json(ofAccount account: Account) -> JSONValue {
        let own = account.definition.clock
        return .object((own ?? mode).json(at: .now, shared: own == nil))
    }
}

package import Base
import CampaignAPI
import CampaignRunner
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

    /// Gives an account a clock of its own, or changes the one that it has, and plays what happens on its way.
    ///
    /// - Returns: the account's clock after the change, and what was played.
    @discardableResult
    package func changeClock(
        ofAccount name: String, _ change: ClockChange
    ) async throws(ControlRefusal) -> PlayedChange {
        try await changeClock(ofAccount: name, goal: change.advanceTo) { mode, machineTime throws(ControlRefusal) in
            try change.mode(from: mode, machineTime: machineTime)
        }.played
    }

    func removeAccountClock(_ request: Request) async throws(ControlRefusal) -> Response {
        Answer.json(.ok, try await removeClock(ofAccount: try account(in: request).name))
    }

    /// Takes the account's own clock away. The account then follows the mock's clock again, and what happens up to its
    /// time is played.
    ///
    /// - Returns: the account's clock after the change.
    @discardableResult
    package func removeClock(ofAccount name: String) async throws(ControlRefusal) -> JSONValue {
        try await changeClock(ofAccount: name) { _, _ in nil }.clock
    }

    /// - Parameter change: returns the mode after the change, but for the goal; `nil` to follow the mock's clock.
    private func changeClock(
        ofAccount name: String, goal: ClockChange.Goal? = nil,
        _ change: @escaping @Sendable (ClockMode, UnixTime) throws(ControlRefusal) -> ClockMode?
    ) async throws(ControlRefusal) -> (played: PlayedChange, clock: JSONValue) {
        try await uninterrupted { [self] () async throws(ControlRefusal) in
            var earlier: PlayedChange?
            while true {
                let account = try account(named: name)
                let before = account.definition.clock
                var isOwn = true
                var played = try await play(
                    of: .account(id: account.id), from: before ?? clock.mode, goal: goal
                ) { [shared = clock.mode] mode, machineTime throws(ControlRefusal) in
                    let after = try change(mode, machineTime)
                    isOwn = after != nil
                    return after ?? shared
                }
                if let earlier { played.add(earlier) }
                earlier = played
                guard let account = try await setClock(isOwn ? played.mode : nil, ofAccount: name, inPlaceOf: before)
                else { continue }
                let after = clock.json(ofAccount: account)
                var event = after.object ?? [:]
                event["account"] = .string(account.name)
                journal.publish("clock", .object(event), about: Event.Topic(account: account.name))
                runner.wake()
                return (played, after)
            }
        }
    }

    /// Stores an account's clock.
    ///
    /// - Returns: the account after the change; `nil` if another change of its clock came first.
    private func setClock(
        _ mode: ClockMode?, ofAccount name: String, inPlaceOf before: ClockMode?
    ) async throws(ControlRefusal) -> Account? {
        let isSet = Locked(false)
        let account = try await change(naming: name) { [self] () async throws(AccountRefusal) in
            try await store.updateAccount(named: name) { definition in
                guard definition.clock == before else { return }
                definition.clock = mode
                isSet.withLock { $0 = true }
            }
        }
        return isSet.withLock { $0 } ? account : nil
    }
}

extension MockClock {
    /// The clock that an account follows: its own, or this one.
    fileprivate func json(ofAccount account: Account) -> JSONValue {
        let own = account.definition.clock
        return .object((own ?? mode).json(at: .now, shared: own == nil))
    }
}

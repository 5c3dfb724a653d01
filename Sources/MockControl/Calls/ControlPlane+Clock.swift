import Base
import CampaignAPI
import CampaignRunner
import HTTPServer
import HTTPTypes
import JSON
import Validation

// The mock's time.
extension ControlPlane {
    func readClock(_ request: Request) async throws(ControlRefusal) -> Response {
        Answer.json(.ok, clock.json)
    }

    func setClock(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let body = try ControlBody(request, fields)
        return Answer.json(.ok, try await changeClock(try ClockChange(body)).answer())
    }

    /// Sets the mock's clock back to its mode at the start, and plays what happens on its way.
    package func resetClock() async throws(ControlRefusal) {
        let initial = initialClock
        try await changeClock { _, _ in initial }
    }

    /// Changes the mock's clock, and plays what happens on its way.
    ///
    /// - Returns: the clock after the change, and what was played.
    @discardableResult
    package func changeClock(_ change: ClockChange) async throws(ControlRefusal) -> PlayedChange {
        try await changeClock(goal: change.advanceTo) { mode, machineTime throws(ControlRefusal) in
            try change.mode(from: mode, machineTime: machineTime)
        }
    }

    @discardableResult
    private func changeClock(
        goal: ClockChange.Goal? = nil,
        _ change: @escaping @Sendable (ClockMode, UnixTime) throws(ControlRefusal) -> ClockMode
    ) async throws(ControlRefusal) -> PlayedChange {
        try await uninterrupted { [self] () async throws(ControlRefusal) in
            var earlier: PlayedChange?
            while true {
                let before = clock.mode
                var played = try await play(of: .shared, from: before, goal: goal, change)
                if let earlier { played.add(earlier) }
                earlier = played
                let isSet = clock.change { [after = played.mode] mode, _ in
                    // Another change of the meantime comes first. This one is then made from there.
                    guard mode == before else { return false }
                    mode = after
                    return true
                }
                guard isSet else { continue }
                journal.publish("clock", .object(played.clock()))
                runner.wake()
                return played
            }
        }
    }
}

extension MockClock {
    fileprivate var json: JSONValue {
        .object(mode.json(at: .now))
    }
}

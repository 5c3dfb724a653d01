import Base
import CampaignAPI
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
        return Answer.json(.ok, try changeClock(try ClockChange(body)).answer())
    }

    /// Sets the mock's clock back to its mode at the start.
    package func resetClock() {
        clock.set(initialClock)
        journal.publish("clock", clock.json)
    }

    /// Changes the mock's clock.
    ///
    /// - Returns: the clock after the change, and what was played.
    @discardableResult
    package func changeClock(_ change: ClockChange) throws(ControlRefusal) -> PlayedChange {
        let played = try clock.change { (mode, machineTime) throws(ControlRefusal) in
            let played = try change.play(from: mode, machineTime: machineTime)
            mode = played.mode
            return played
        }
        journal.publish("clock", .object(played.clock()))
        return played
    }
}

extension MockClock {
    fileprivate var json: JSONValue {
        .object(mode.json(at: .now))
    }
}

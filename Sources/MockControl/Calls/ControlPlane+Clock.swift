import Base
import CampaignAPI
import HTTPServer
import HTTPTypes
package import JSON
import Validation

// The mock's time.
extension ControlPlane {
    func readClock(_ request: Request) async throws(ControlRefusal) -> Response {
        Answer.json(.ok, clock.json)
    }

    func setClock(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let body = try ControlBody(request, fields)
        return Answer.json(.ok, try changeClock(try ClockChange(body)))
    }

    /// Sets the mock's clock back to its mode at the start.
    package func resetClock() {
        clock.set(initialClock)
        journal.publish("clock", clock.json)
    }

    /// Changes the mock's clock.
    ///
    /// - Returns: the clock after the change.
    @discardableResult
    package func changeClock(_ change: ClockChange) throws(ControlRefusal) -> JSONValue {
        try clock.change { (mode, machineTime) throws(ControlRefusal) in
            try change.mode(from: mode, machineTime: machineTime)
        }
        let after = clock.json
        journal.publish("clock", after)
        return after
    }
}

extension MockClock {
    fileprivate var json: JSONValue {
        mode.json(now: now)
    }
}

extension ClockMode {
    /// - Parameters:
    ///   - now: the clock's time in Unix seconds.
    ///   - shared: whether an account has no clock of its own; `nil` for the mock's clock.
    func json(now: Int64, shared: Bool? = nil) -> JSONValue {
        var object: JSONObject = ["mode": .string(name), "now": .string(Timestamp.text(now))]
        if let shared { object.append("shared", .bool(shared)) }
        if case .offset(let seconds) = self { object.append("offset_seconds", .integer(seconds)) }
        return .object(object)
    }

    private var name: String {
        switch self {
        case .real: "real"
        case .offset: "offset"
        case .frozen: "frozen"
        }
    }
}

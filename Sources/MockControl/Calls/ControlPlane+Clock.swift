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

    func setClock(_ request: Request) async throws(ControlRefusal) -> Response {
        let body = try ControlBody(request, ClockChange.fields)
        let change = try ClockChange(body)
        try clock.change { (mode, machineTime) throws(ControlRefusal) in
            try change.mode(from: mode, machineTime: machineTime)
        }
        let after = clock.json
        journal.publish("clock", after)
        return Answer.json(.ok, after)
    }
}

extension MockClock {
    fileprivate var json: JSONValue {
        let mode = mode
        var object: JSONObject = ["mode": .string(mode.name), "now": .string(Timestamp.text(now))]
        if case .offset(let seconds) = mode { object.append("offset_seconds", .integer(seconds)) }
        return .object(object)
    }
}

extension ClockMode {
    fileprivate var name: String {
        switch self {
        case .real: "real"
        case .offset: "offset"
        case .frozen: "frozen"
        }
    }
}

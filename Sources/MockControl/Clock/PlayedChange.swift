package import Base
import JSON

/// A clock after a change, and what the change has set off.
package struct PlayedChange: Sendable, Equatable {
    /// The clock's mode after the change.
    package internal(set) var mode: ClockMode
    /// The machine's time of the change.
    package let machineTime: UnixTime
    /// How many calls began.
    package var calls = 0
    /// How many contacts changed their status, each counted once.
    package var leads = 0
    /// How many posts were made for webhooks.
    package var webhooks = 0

    package init(mode: ClockMode, machineTime: UnixTime) {
        self.mode = mode
        self.machineTime = machineTime
    }

    /// Adds what an earlier try of the same change has played.
    mutating func add(_ earlier: PlayedChange) {
        calls += earlier.calls
        leads += earlier.leads
        webhooks += earlier.webhooks
    }

    /// The time of the clock after the change, in Unix seconds.
    package var until: Int64 { mode.moment(at: machineTime) }

    /// The clock, without what was played: an event.
    func clock(shared: Bool? = nil) -> JSONObject {
        mode.json(at: machineTime, shared: shared)
    }

    /// The clock with what was played (calling.md, §1): the answer to the change.
    func answer(shared: Bool? = nil) -> JSONValue {
        var answer = clock(shared: shared)
        answer.append(
            "simulated",
            [
                "calls": .integer(Int64(calls)), "leads": .integer(Int64(leads)), "webhooks": .integer(Int64(webhooks)),
                "until": .string(Timestamp.text(until)),
            ])
        return .object(answer)
    }
}

extension ClockMode {
    /// The clock as the control plane shows it.
    ///
    /// - Parameters:
    ///   - machineTime: the machine's time now. All members are of this moment, also `offset_seconds` of a clock with a
    ///     speed, which grows.
    ///   - shared: whether an account has no clock of its own; `nil` for the mock's clock.
    func json(at machineTime: UnixTime, shared: Bool? = nil) -> JSONObject {
        let now = moment(at: machineTime)
        var object: JSONObject = ["mode": .string(name), "now": .string(Timestamp.text(now))]
        if let shared { object.append("shared", .bool(shared)) }
        switch self {
        case .real, .frozen: break
        case .offset(let seconds): object.append("offset_seconds", .integer(seconds))
        case .running(let clock):
            object.append("offset_seconds", .integer(now.subtractingSaturated(machineTime.seconds)))
            object.append("speed", .integer(clock.speed))
        }
        return object
    }

    private var name: String {
        switch self {
        case .real: "real"
        case .offset, .running: "offset"
        case .frozen: "frozen"
        }
    }
}

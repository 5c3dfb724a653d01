import Calling
import JSON

/// A scenario that has been played.
///
/// A scenario is a state and steps: moves of the clock, and requests with the time of the clock. The forms are those that
/// `scripts/support/calling/scenarios.py` makes.
struct ScenarioRun {
    private var simulation: Simulation
    private var log: [JSONValue] = []
    private var answers: [JSONValue] = []

    init(_ scenario: JSONValue) {
        simulation = Simulation(CallingState(scenario: scenario))
        for step in scenario["steps"]?.array ?? [] {
            simulation.resetTally()
            let answer = play(step)
            keepLog()
            answers.append([
                .string(answer), .integer(simulation.clock), .optional(simulation.simulatedUntil),
                .integer(Int64(simulation.tally.calls)), .integer(Int64(simulation.tally.contacts)),
            ])
        }
        keepLog()
    }

    private mutating func play(_ step: JSONValue) -> String {
        if let clock = step["clock"]?.integer {
            // The limit makes pauses, which must change nothing.
            while !simulation.advance(to: clock, limit: 3) { keepLog() }
        } else if step["advance_to"]?.string == "next" {
            _ = simulation.advanceToNext()
        } else if step["advance_to"]?.string == "idle" {
            let bound = Simulation.idleBound(from: simulation.clock)
            while !simulation.advanceToIdle(until: bound, limit: 5) { keepLog() }
        } else if step["restart"] != nil {
            keepLog()
            simulation = Simulation(simulation.state)
            simulation.resetTally()
        } else if let clock = step["at"]?.integer {
            // A refusal is found out when all is done that the second had due.
            if clock < simulation.clock { _ = simulation.advance(to: clock) }
            _ = simulation.advance(to: clock)
            guard let command = Command(step: step, in: simulation) else { return "refused" }
            simulation.apply(command, at: clock)
        }
        return "done"
    }

    private mutating func keepLog() {
        for happening in simulation.takeHappenings() {
            switch happening {
            case .callBegan(let call):
                log.append([
                    "begin", .integer(call.beganAt), .integer(call.id), .optional(call.campaignID),
                    .optional(call.contactID), .string(call.phoneNumber), .optional(call.phoneNumberID),
                    .integer(call.attempt), .string(call.plan.outcome.rawValue), .integer(call.plan.seconds),
                    .optional(call.plan.rule.map(Int64.init)),
                ])
            case .callEnded(let call, let second): log.append(["end", .integer(second), .integer(call.id)])
            case .postDue: break
            case .contactChanged(let change):
                guard change.before != change.status else { continue }
                log.append([
                    "contact", .integer(change.second), .integer(change.id), .string(change.status.rawValue),
                ])
            case .campaignChanged(let id, let status, let second):
                log.append(["campaign", .integer(second), .integer(id), .string(status.rawValue)])
            }
        }
    }

    /// In the form of `scripts/support/calling/oracle.py`.
    var result: JSONValue {
        let state = simulation.state
        return [
            "answers": .array(answers), "log": .array(log),
            "contacts": .array(
                state.contacts.map {
                    [
                        .integer($0.id), .integer($0.campaignID), .string($0.status.rawValue), .integer($0.attempts),
                        .optional($0.dueAt),
                    ]
                }),
            "campaigns": .array(
                state.campaigns.map { [.integer($0.id), .string($0.status.rawValue), .integer($0.callsBegun)] }),
            "going": .array(state.calls.map { [.integer($0.id), .integer($0.endsAt), .bool($0.decides)] }),
        ]
    }
}

extension JSONValue {
    static func optional(_ value: Int64?) -> JSONValue { value.map { .integer($0) } ?? .null }
}

import Calling
import TimeZones

/// An account whose time is told from its first second on: 0 is 2026-02-23T09:00:00Z, a Monday.
struct Timeline {
    static let start: Int64 = 1_771_837_200

    private(set) var simulation: Simulation

    init(
        maximum: Int64 = 10, placesCalls: Bool = true, rules: [OutcomeRule] = [], _ campaigns: [CallingCampaign],
        _ contacts: [Contact]
    ) {
        simulation = Simulation(
            CallingState(
                clock: Self.start, maximumCallsInParallel: maximum, placesCalls: placesCalls, rules: rules,
                campaigns: campaigns, contacts: contacts))
    }

    /// Lets a request take effect.
    mutating func apply(_ command: Command, at second: Int64 = 0) {
        simulation.apply(command, at: Self.start + second)
    }

    mutating func advance(to second: Int64) {
        _ = simulation.advance(to: Self.start + second)
    }

    /// Returns the second that is reached; `nil` if there is none.
    mutating func advanceToNext() -> Int64? {
        simulation.advanceToNext().map { $0 - Self.start }
    }

    mutating func advanceToIdle() -> Int64 {
        _ = simulation.advanceToIdle()
        return clock
    }

    mutating func restart() {
        simulation = Simulation(simulation.state)
    }

    var clock: Int64 { simulation.clock - Self.start }
    var simulatedUntil: Int64? { simulation.simulatedUntil.map { $0 - Self.start } }

    /// What has happened since the last time, such as `60 call 1 ends` and `60 contact 1 completed`.
    mutating func lines() -> [String] {
        simulation.takeHappenings().map { happening in
            switch happening {
            case .callBegan(let call):
                let number = call.phoneNumberID.map { " from \($0)" } ?? ""
                let contact = call.contactID.map { " to \($0)" } ?? ""
                return "\(call.beganAt - Self.start) call \(call.id)\(contact)\(number): \(call.plan.outcome.rawValue)"
            case .callEnded(let call, let second): return "\(second - Self.start) call \(call.id) ends"
            case .postDue(let id, let second): return "\(second - Self.start) post \(id)"
            case .contactChanged(let change):
                let due = change.dueAt.map { " due \($0 - Self.start)" } ?? ""
                return "\(change.second - Self.start) contact \(change.id) \(change.status.rawValue)\(due)"
            case .campaignChanged(let id, let status, let second):
                return "\(second - Self.start) campaign \(id) \(status.rawValue)"
            }
        }
    }

    /// The lines of calls that begin.
    mutating func calls() -> [String] { lines().filter { $0.contains(":") } }
}

extension CallingCampaign {
    /// A campaign that may call at any time.
    static func mock(
        _ id: Int64 = 1, _ status: Status = .draft, window: CallingWindow? = nil, parallel: Int64 = 3,
        retries: Int64 = 3, interval: Int64 = 3600, onVoicemail: Bool = false, onGoalIncomplete: Bool = false,
        completes: Bool = true, numbers: [Int64] = []
    ) throws -> CallingCampaign {
        CallingCampaign(
            id: id, assistantID: 127, status: status,
            window: try window ?? CallingWindowTests.window("00:00", "23:59", Array(0...6), "UTC"),
            maximumCallsInParallel: parallel, maximumRetries: retries, retryInterval: interval,
            retriesOnVoicemail: onVoicemail, retriesOnGoalIncomplete: onGoalIncomplete,
            completesWithoutLeads: completes, phoneNumberIDs: numbers)
    }
}

extension Contact {
    /// A contact whose calls have the outcome, `nil` for completed ones.
    static func mock(
        _ id: Int64, of lead: Int64? = nil, campaign: Int64 = 1, always outcome: CallOutcome? = nil,
        _ status: ContactStatus = .created, dueAt: Int64? = nil
    ) -> Contact {
        let digit =
            switch outcome {
            case .noAnswer: 1
            case .busy: 2
            case .failed: 3
            case .voicemail: 4
            case .goalIncomplete: 5
            case .completed, nil: 0
            }
        return Contact(
            id: id, campaignID: campaign, primaryID: lead, phoneNumber: "+1500555000\(digit)", status: status,
            dueAt: dueAt.map { Timeline.start + $0 })
    }
}

import Base
import CampaignAPI
import JSON

/// How a clock of the mock relates to the machine's time.
public enum MockClockMode: Sendable, Equatable {
    /// The clock shows the machine's time.
    case real
    /// The clock shows the machine's time plus whole seconds, which may be negative.
    case offset(by: Duration)
    /// The clock stands still at a time.
    case frozen(at: MockTime)

    /// The clock shows this time now, and runs on from it.
    public static func running(from time: MockTime) -> MockClockMode {
        .offset(by: MockTime(unixSeconds: MockClock.machineTime).duration(to: time))
    }
}

extension MockClockMode {
    init(_ mode: ClockMode) {
        switch mode {
        case .real: self = .real
        case .offset(let seconds): self = .offset(by: .seconds(seconds))
        case .frozen(let moment): self = .frozen(at: MockTime(unixSeconds: moment))
        }
    }

    /// - Parameter name: The setting's name for the error message.
    /// - Throws: ``MockError`` when the time lies outside the years 1970 to 9999, or the offset has a fraction.
    func checked(_ name: String) throws(MockError) -> ClockMode {
        switch self {
        case .real: return .real
        case .offset(let duration):
            let seconds = try duration.wholeSeconds(name)
            let (time, overflow) = MockClock.machineTime.addingReportingOverflow(seconds)
            try OptionCheck.moment(name, overflow ? .max : time)
            return .offset(seconds: seconds)
        case .frozen(let time):
            try OptionCheck.moment(name, time.unixSeconds)
            return .frozen(at: time.unixSeconds)
        }
    }
}

extension ClockMode {
    /// The member `clock` of an account's document.
    var document: JSONValue {
        switch self {
        case .real: ["mode": "real"]
        case .offset(let seconds): ["mode": "offset", "offset_seconds": .integer(seconds)]
        case .frozen(let moment): ["mode": "frozen", "now": .string(Timestamp.text(moment))]
        }
    }
}

extension Duration {
    /// - Throws: ``MockError`` when the duration has a fraction of a second, which the mock's clocks do not have.
    func wholeSeconds(_ name: String) throws(MockError) -> Int64 {
        guard components.attoseconds == 0 else {
            throw MockError(
                "\(name) \(self) has a fraction of a second. Choose whole seconds: the clock has no fractions.")
        }
        return components.seconds
    }
}

import Base

/// How a clock of the mock relates to the machine's time.
public enum MockClockMode: Sendable, Equatable {
    /// The clock shows the machine's time.
    case real
    /// The clock shows the machine's time plus whole seconds, which may be negative.
    case offset(by: Duration)
    /// The clock shows a time now and runs on from it, so many times as fast as the machine's clock.
    ///
    /// The speed is 2 to 100,000; a clock with the speed 1 is one with an offset. A mode that was read from a clock has
    /// the time that the clock showed then.
    case running(from: MockTime, speed: Int)
    /// The clock stands still at a time.
    case frozen(at: MockTime)

    /// The clock shows this time now, and runs on from it.
    public static func running(from time: MockTime) -> MockClockMode {
        .offset(by: MockTime(unixSeconds: UnixTime.now.seconds).duration(to: time))
    }
}

extension MockClockMode {
    init(_ mode: ClockMode) {
        switch mode {
        case .real: self = .real
        case .offset(let seconds): self = .offset(by: .seconds(seconds))
        case .running(let clock):
            self = .running(from: MockTime(unixSeconds: clock.moment(at: .now)), speed: Int(clock.speed))
        case .frozen(let moment): self = .frozen(at: MockTime(unixSeconds: moment))
        }
    }

    /// - Parameter name: The setting's name for the error message.
    /// - Throws: ``MockError`` when the time lies outside the years 1970 to 9999, the offset has a fraction, or the
    ///   speed is out of range.
    func checked(_ name: String) throws(MockError) -> ClockMode {
        switch self {
        case .real: return .real
        case .offset(let duration):
            let seconds = try duration.wholeSeconds(name)
            try OptionCheck.moment(name, UnixTime.now.seconds.addingSaturated(seconds))
            return .offset(seconds: seconds)
        case .running(let time, let speed):
            try OptionCheck.moment(name, time.unixSeconds)
            return .running(from: time.unixSeconds, at: .now, speed: try OptionCheck.speed(name, speed))
        case .frozen(let time):
            try OptionCheck.moment(name, time.unixSeconds)
            return .frozen(at: time.unixSeconds)
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

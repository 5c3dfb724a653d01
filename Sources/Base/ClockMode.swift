/// The relation between a clock of the mock and the machine's time.
package enum ClockMode: Sendable, Equatable {
    /// The machine's time.
    case real
    /// The machine's time plus a number of seconds, which may be negative.
    case offset(seconds: Int64)
    /// It runs faster than the machine's clock.
    case running(RunningClock)
    /// Always the same time, in Unix seconds.
    case frozen(at: Int64)

    /// The years 1970 to 9999 in Unix seconds. A timestamp has a year of four digits.
    package static let representable: ClosedRange<Int64> = 0...253_402_300_799

    /// A clock that shows a moment now and runs on from it.
    ///
    /// - Parameters:
    ///   - moment: in Unix seconds.
    ///   - machineTime: the machine's time now.
    ///   - speed: the clock's seconds in one of the machine's. With 1, the seconds of both begin together.
    package static func running(from moment: Int64, at machineTime: UnixTime, speed: Int64 = 1) -> ClockMode {
        if speed == 1 { return .offset(seconds: moment.subtractingSaturated(machineTime.seconds)) }
        return .running(RunningClock(moment, since: machineTime, speed: speed))
    }

    /// Returns the clock's time in Unix seconds at a time of the machine.
    ///
    /// A clock with an offset or a speed stops at the bounds of ``representable``.
    package func moment(at machineTime: UnixTime) -> Int64 {
        switch self {
        case .real: machineTime.seconds
        case .frozen(let moment): moment
        case .offset(let seconds): Self.clamped(machineTime.seconds.addingSaturated(seconds))
        case .running(let clock): clock.moment(at: machineTime)
        }
    }

    /// The machine's time at which the clock begins to show a second; in the past when it has shown it already.
    ///
    /// It is the earliest time for which ``moment(at:)`` is not below the second.
    ///
    /// - Parameter second: in Unix seconds.
    /// - Returns: `nil` when no clock shows such a second, this one stands still, or its offset puts the second beyond
    ///   the times of ``UnixTime``.
    package func machineTime(of second: Int64) -> UnixTime? {
        guard Self.representable.contains(second) else { return nil }
        switch self {
        case .frozen: return nil
        case .real: return UnixTime(seconds: second)
        case .running(let clock): return clock.machineTime(of: second)
        case .offset(let seconds):
            let time = UnixTime(seconds: second.subtractingSaturated(seconds))
            return time.microseconds == .max ? nil : time
        }
    }

    /// The clock after it was moved to a moment. It stands still there or runs on from there, as fast as before.
    ///
    /// - Parameters:
    ///   - moment: in Unix seconds.
    ///   - machineTime: the machine's time now.
    package func moved(to moment: Int64, at machineTime: UnixTime) -> ClockMode {
        switch self {
        case .frozen: .frozen(at: moment)
        case .real, .offset, .running: .running(from: moment, at: machineTime, speed: speed)
        }
    }

    /// How many seconds pass on the clock in one second of the machine; 0 for a clock that stands still.
    package var speed: Int64 {
        switch self {
        case .frozen: 0
        case .real, .offset: 1
        case .running(let clock): clock.speed
        }
    }

    /// The moment, or the bound of ``representable`` that is next to it.
    static func clamped(_ moment: Int64) -> Int64 {
        min(max(moment, representable.lowerBound), representable.upperBound)
    }
}

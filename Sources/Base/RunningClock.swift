/// A clock that runs faster than the machine's: it showed a moment at a time of the machine, and has run on since.
///
/// It is a pair of two moments, not an offset that grows. So it shows the same time however often it is read, and it
/// goes on over a restart of the program.
package struct RunningClock: Sendable, Equatable {
    /// How many seconds of a clock may pass in one second of the machine.
    package static let speeds: ClosedRange<Int64> = 1...100_000

    /// What the clock showed at ``since``, in Unix seconds.
    package let moment: Int64
    /// The machine's time at which the clock showed ``moment``.
    package let since: UnixTime
    /// The seconds of this clock that pass in one second of the machine.
    package let speed: Int64

    /// - Parameters:
    ///   - moment: in Unix seconds. One outside ``ClockMode/representable`` is moved to the nearer bound.
    ///   - speed: one outside ``speeds`` is moved to the nearer bound.
    package init(_ moment: Int64, since: UnixTime, speed: Int64) {
        self.moment = ClockMode.clamped(moment)
        self.since = since
        self.speed = min(max(speed, Self.speeds.lowerBound), Self.speeds.upperBound)
    }

    /// The whole second that the clock shows, within ``ClockMode/representable``.
    ///
    /// - Parameter machineTime: one before ``since`` gives a moment before ``moment``, as if the clock had always run.
    package func moment(at machineTime: UnixTime) -> Int64 {
        let elapsed = machineTime.microseconds.subtractingSaturated(since.microseconds)
        let run = elapsed.multipliedSaturated(by: speed).dividedDown(by: UnixTime.microsecondsInSecond)
        return ClockMode.clamped(moment.addingSaturated(run))
    }

    /// The machine's time, to the microsecond, at which the clock begins to show a second.
    ///
    /// - Parameter second: in Unix seconds, within ``ClockMode/representable``.
    func machineTime(of second: Int64) -> UnixTime {
        let run = second.subtractingSaturated(moment).multipliedSaturated(by: UnixTime.microsecondsInSecond)
        return UnixTime(microseconds: since.microseconds.addingSaturated(run.dividedUp(by: speed)))
    }
}

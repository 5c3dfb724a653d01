internal import Base
package import TimeZones

/// When a campaign may begin calls: hours of the day on some weekdays, by the wall clock of a time zone (calling.md, §2).
///
/// It is the wall clock at an instant that decides. An hour that daylight saving skips never comes, and one that it
/// repeats comes twice. A window over midnight belongs to the day on which it begins.
package struct CallingWindow: Sendable, Equatable {
    private let zone: TimeZoneRules
    /// The second of the day on which the window opens.
    private let opening: Int64
    /// The second on which it closes, counted from the start of the day on which it opens; may be on the next day.
    private let closing: Int64
    /// Whether the window opens on a weekday, from 0 (Sunday) to 6 (Saturday).
    private let opensOn: [Bool]

    /// - Parameters:
    ///   - start: in seconds from midnight, from 0 to 86,399.
    ///   - end: the start of the last minute of the window, in seconds from midnight. A window whose end is before its
    ///     start is open over midnight.
    ///   - weekdays: from 0 (Sunday) to 6 (Saturday), in any order. With none, the window never opens.
    package init(start: Int64, end: Int64, weekdays: some Sequence<Int>, zone: TimeZoneRules) {
        let day = CivilDate.secondsInDay
        self.zone = zone
        opening = start
        closing = min(end + 60, day) + (start <= end ? 0 : day)
        var opensOn = Array(repeating: false, count: 7)
        for weekday in weekdays where opensOn.indices.contains(weekday) { opensOn[weekday] = true }
        self.opensOn = opensOn
    }

    /// Returns whether calls may begin in a second, which is in Unix seconds.
    package func isOpen(at second: Int64) -> Bool {
        let local = second + zone.offset(at: second)
        return nextOpen(notBefore: local) == local
    }

    /// Returns the first second, not before another, in which calls may begin.
    ///
    /// - Parameter second: in Unix seconds.
    /// - Returns: in Unix seconds; `nil` if the window does not open until the year 10000.
    package func opens(notBefore second: Int64) -> Int64? {
        var second = second
        while second <= ClockMode.representable.upperBound {
            let period = zone.period(at: second)
            guard let local = nextOpen(notBefore: second + period.offset) else { return nil }
            let candidate = local - period.offset
            guard let end = period.end, end <= candidate else { return candidate }
            second = end
        }
        return nil
    }

    /// Returns the first second after another in which no call may begin any more.
    ///
    /// - Parameter second: a second in which the window is open, in Unix seconds.
    /// - Returns: in Unix seconds; `nil` if the window does not close until the year 10000.
    package func closes(after second: Int64) -> Int64? {
        var second = second
        while second <= ClockMode.representable.upperBound {
            let period = zone.period(at: second)
            let candidate = nextClosed(after: second + period.offset).map { $0 - period.offset }
            if let candidate, candidate < period.end ?? .max { return candidate }
            guard let end = period.end else { return nil }
            guard isOpen(at: end) else { return end }
            second = end
        }
        return nil
    }

    // MARK: Local time

    // A local second counts from 1970-01-01T00:00:00 of the zone's wall clock. A day is counted likewise. The window of a
    // day is the one that opens on it. It ends at the latest with the next day.

    /// Returns the first open local second, not before another; `nil` if the window never opens.
    private func nextOpen(notBefore local: Int64) -> Int64? {
        let today = Self.day(of: local)
        for day in (today - 1)...(today + 7) where opens(onDay: day) {
            let start = day * CivilDate.secondsInDay
            if local < start + closing { return max(local, start + opening) }
        }
        return nil
    }

    /// Returns the first closed local second after an open one; `nil` if the window never closes.
    private func nextClosed(after local: Int64) -> Int64? {
        let today = Self.day(of: local)
        var end = local
        for day in (today - 1)...(today + 8) where opens(onDay: day) {
            let start = day * CivilDate.secondsInDay
            if start + opening <= end { end = max(end, start + closing) }
        }
        return end < (today + 8) * CivilDate.secondsInDay ? end : nil
    }

    private func opens(onDay day: Int64) -> Bool {
        // 1970-01-01 was a Thursday.
        let weekday = (day + 4) % 7
        return opensOn[Int(weekday < 0 ? weekday + 7 : weekday)]
    }

    private static func day(of local: Int64) -> Int64 {
        let (day, second) = local.quotientAndRemainder(dividingBy: CivilDate.secondsInDay)
        return second < 0 ? day - 1 : day
    }
}

internal import Base

/// A rule by which daylight saving begins and ends on the same days of each year (RFC 8536, §3.3).
struct YearlyRule: Sendable, Equatable {
    /// A local time on a weekday of a month, such as 02:00 on the last Sunday of March.
    struct Moment: Sendable, Equatable {
        /// 1 is January.
        let month: Int
        /// From 1 to 5; 5 is the last one of the month.
        let week: Int
        /// 0 is Sunday.
        let weekday: Int
        /// In seconds from the start of that day; may be negative, or more than a day.
        let time: Int64

        /// Returns the moment in a year, in seconds since 1970-01-01T00:00:00 in local time; `nil` after the year 9999.
        func localSecond(in year: Int) -> Int64? {
            guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
            let toWeekday = (weekday - first.weekday + 7) % 7
            var day = first.daysSince1970 + toWeekday + (week - 1) * 7
            if CivilDate(daysSince1970: day).month != month { day -= 7 }
            return Int64(day) * CivilDate.secondsInDay + time
        }
    }

    /// In seconds east of UTC, like ``daylightOffset``.
    let standardOffset: Int32
    let daylightOffset: Int32
    /// When daylight saving begins, in standard time.
    let begin: Moment
    /// When daylight saving ends, in daylight saving time.
    let end: Moment

    func offset(at second: Int64) -> Int64 {
        let (begin, end) = transitions(in: year(of: second))
        let standard = Int64(standardOffset)
        guard let begin, let end else { return standard }
        // South of the equator, daylight saving goes on over the turn of the year.
        let isDaylight = begin < end ? begin <= second && second < end : second < end || begin <= second
        return isDaylight ? Int64(daylightOffset) : standard
    }

    /// Returns the first second after another in which daylight saving begins or ends; `nil` after the year 9999.
    func nextTransition(after second: Int64) -> Int64? {
        let year = year(of: second)
        let candidates = [transitions(in: year), transitions(in: year + 1)].flatMap { [$0.begin, $0.end] }
        return candidates.compactMap { $0 }.filter { $0 > second }.min()
    }

    /// The Unix seconds in which daylight saving begins and ends in a year.
    private func transitions(in year: Int) -> (begin: Int64?, end: Int64?) {
        (
            begin.localSecond(in: year).map { $0 - Int64(standardOffset) },
            end.localSecond(in: year).map { $0 - Int64(daylightOffset) }
        )
    }

    private func year(of second: Int64) -> Int {
        CivilDate.split(unixSeconds: second + Int64(standardOffset)).date.year
    }
}

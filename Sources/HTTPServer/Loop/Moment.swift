/// A point in a loop's time, in nanoseconds since the loop was made: eight bytes where an `Instant` takes sixteen.
struct Moment: Comparable, Sendable {
    let nanoseconds: Int64

    /// The moment that never comes.
    static let never = Moment(nanoseconds: .max)

    static func < (left: Moment, right: Moment) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Later by an interval in nanoseconds; far enough away it is ``never``.
    static func + (moment: Moment, interval: Int64) -> Moment {
        let (sum, overflowed) = moment.nanoseconds.addingReportingOverflow(interval)
        return overflowed ? .never : Moment(nanoseconds: sum)
    }
}

extension Duration {
    /// Whole nanoseconds, at most 292 years.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflowed) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carried) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflowed || carried ? .max : sum
    }
}

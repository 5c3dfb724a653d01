/// A point in a loop's time, in nanoseconds since the loop was made.
///
/// It takes eight bytes; `ContinuousClock.Instant` takes sixteen.
struct Moment: Comparable, Sendable {
    let nanoseconds: Int64

    /// Later than every other moment; stands for "no deadline".
    static let never = Moment(nanoseconds: .max)

    static func < (left: Moment, right: Moment) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Adds an interval in nanoseconds; ``never`` on overflow.
    static func + (moment: Moment, interval: Int64) -> Moment {
        let (sum, overflowed) = moment.nanoseconds.addingReportingOverflow(interval)
        return overflowed ? .never : Moment(nanoseconds: sum)
    }
}

extension Duration {
    /// The number of complete nanoseconds; `Int64.max` for more than 292 years.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflowed) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carried) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflowed || carried ? .max : sum
    }
}

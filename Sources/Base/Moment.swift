internal import Foundation

/// A time of the machine's continuous clock, which no setting of the time of day changes.
///
/// The standard library's `ContinuousClock.Instant` reads the same clock. It takes twice the bytes and 128-bit
/// arithmetic, and the compiler does not know its size, so a copy of a value that contains one is a call of the runtime.
package struct Moment: Comparable, Sendable {
    /// In nanoseconds since the clock's start.
    package let nanoseconds: Int64

    @inlinable
    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The current time.
    package static var now: Moment {
        #if os(Linux)
        // Unlike CLOCK_MONOTONIC, this clock goes on while the machine sleeps: clock_gettime(2).
        let clock = CLOCK_BOOTTIME
        #else
        let clock = CLOCK_MONOTONIC
        #endif
        var time = timespec()
        clock_gettime(clock, &time)
        return Moment(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// Later than every other moment; stands for "no deadline".
    @inlinable
    package static var never: Moment { Moment(nanoseconds: .max) }

    @inlinable
    package static func < (left: Moment, right: Moment) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Adds an interval in nanoseconds; ``never`` on overflow.
    @inlinable
    package static func + (moment: Moment, interval: Int64) -> Moment {
        let (sum, overflowed) = moment.nanoseconds.addingReportingOverflow(interval)
        return overflowed ? .never : Moment(nanoseconds: sum)
    }

    /// The time from the right moment to the left one.
    package static func - (end: Moment, start: Moment) -> Duration {
        .nanoseconds(end.nanoseconds - start.nanoseconds)
    }
}

extension Duration {
    /// The number of complete nanoseconds; `Int64.max` for more than 292 years.
    package var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflowed) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carried) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflowed || carried ? .max : sum
    }
}

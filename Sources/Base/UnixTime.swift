internal import Foundation

/// A time of day of the machine with its fraction, in microseconds since the beginning of 1970 (UTC).
///
/// Unlike nanoseconds, microseconds of 64 bits reach over all of ``ClockMode/representable``. They are fine enough for
/// the fastest ``RunningClock``, of which one second takes ten of them, and RFC 3339 text of six digits keeps them whole.
package struct UnixTime: Comparable, Hashable, Sendable {
    package let microseconds: Int64

    package static let microsecondsInSecond: Int64 = 1_000_000

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// The beginning of a second. Saturates 292,000 years from 1970.
    package init(seconds: Int64) {
        microseconds = seconds.multipliedSaturated(by: Self.microsecondsInSecond)
    }

    /// The current time.
    package static var now: UnixTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UnixTime(microseconds: Int64(time.tv_sec) * microsecondsInSecond + Int64(time.tv_nsec) / 1_000)
    }

    /// The whole second in which the time lies, in Unix seconds.
    package var seconds: Int64 { microseconds.dividedDown(by: Self.microsecondsInSecond) }

    /// The nanoseconds from another time to this one, for a timer; negative when this one is earlier. Saturates.
    package func nanoseconds(since other: UnixTime) -> Int64 {
        microseconds.subtractingSaturated(other.microseconds).multipliedSaturated(by: 1_000)
    }

    package static func < (left: UnixTime, right: UnixTime) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension UnixTime {
    /// Reads an RFC 3339 time such as `2026-02-23T10:00:00.123456Z`. What is finer than a microsecond is dropped.
    ///
    /// - Returns: `nil` if the text is no such time.
    package init?(_ text: String) {
        guard let seconds = Timestamp.seconds(text) else { return nil }
        let digits = text.utf8.drop { $0 != UInt8(ascii: ".") }.dropFirst().prefix {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        var fraction: Int64 = 0
        for place in 0..<6 {
            let digit = digits.dropFirst(place).first.map { Int64($0 - UInt8(ascii: "0")) }
            fraction = fraction * 10 + (digit ?? 0)
        }
        self.init(microseconds: seconds * Self.microsecondsInSecond + fraction)
    }

    /// The time in UTC with six digits of its fraction, such as `2026-02-23T10:00:00.123456Z`.
    package var text: String {
        let fraction = String(microseconds - seconds * Self.microsecondsInSecond)
        // The text of whole seconds ends with `000000Z`.
        return Timestamp.text(seconds).dropLast(1 + fraction.count) + fraction + "Z"
    }
}

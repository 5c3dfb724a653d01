import Base

/// A point in time of the mock's clocks: a whole second, counted from 1970 in UTC.
///
///     let start: MockTime = "2026-02-23T10:00:00Z"
///     let later = start.advanced(by: .seconds(3_600))
///     print(later)                                        // 2026-02-23T11:00:00Z
///
/// It is a type of the mock's own, not Foundation's `Date`, so that a program that embeds the mock need not use
/// Foundation, and because `Date` has fractions that the mock's clocks do not have. To convert:
/// `Date(timeIntervalSince1970: Double(time.unixSeconds))`.
public struct MockTime: Sendable, Hashable, InstantProtocol {
    /// The number of seconds since 1970-01-01T00:00:00Z, without leap seconds.
    public var unixSeconds: Int64

    /// - Parameter unixSeconds: The number of seconds since 1970-01-01T00:00:00Z. A clock can show the years 1970 to
    ///   9999 only; a call that takes a time beyond them throws a ``MockError``.
    public init(unixSeconds: Int64) {
        self.unixSeconds = unixSeconds
    }

    /// Reads an RFC 3339 time such as `2026-02-23T10:00:00Z`.
    ///
    /// - Throws: ``MockError`` when the text is no such time, has a non-zero fraction of a second, or lies outside the
    ///   years 1970 to 9999.
    public init(parsing text: String) throws(MockError) {
        do throws(ClockMoment.Mistake) {
            unixSeconds = try ClockMoment.seconds(text)
        } catch {
            throw MockError("The time '\(text)' \(error.expectation).")
        }
    }

    /// The time after a duration, without the fraction of a second. It stays within the bounds of `Int64`.
    public func advanced(by duration: Duration) -> MockTime {
        let (sum, overflow) = unixSeconds.addingReportingOverflow(duration.components.seconds)
        return MockTime(unixSeconds: overflow ? (duration < .zero ? .min : .max) : sum)
    }

    /// The time from this point to another; negative when the other is earlier.
    public func duration(to other: MockTime) -> Duration {
        .seconds(other.unixSeconds) - .seconds(unixSeconds)
    }

    /// Whether the left point is earlier than the right one.
    public static func < (left: MockTime, right: MockTime) -> Bool { left.unixSeconds < right.unixSeconds }
}

extension MockTime: ExpressibleByStringLiteral {
    /// Reads a time from a literal: `"2026-02-23T10:00:00Z"`.
    ///
    /// A literal that is no time is a mistake in the source, like an integer literal that overflows, so it stops the
    /// program with an explanation. For a text that is no literal use ``init(parsing:)``.
    public init(stringLiteral text: String) {
        do throws(MockError) {
            try self.init(parsing: text)
        } catch {
            fatalError(error.message)
        }
    }
}

extension MockTime: CustomStringConvertible {
    /// The time as RFC 3339 text in UTC: `2026-02-23T10:00:00Z`.
    public var description: String { Timestamp.text(unixSeconds).prefix(19) + "Z" }
}

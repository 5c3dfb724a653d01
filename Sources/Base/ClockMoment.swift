/// Reads a time for the mock's clock: a whole second in the years 1970 to 9999.
package enum ClockMoment {
    package enum Mistake: Error, Equatable {
        case noTime
        case fraction
        case outOfRange

        /// The second half of an error message, whose first half names the option or the member.
        package var expectation: String {
            switch self {
            case .noTime: "must be a time such as 2026-02-23T10:00:00Z"
            case .fraction: "must be a whole second, such as 2026-02-23T10:00:00Z: the clock has no fractions"
            case .outOfRange: "must be a time from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z"
            }
        }
    }

    /// Reads a time.
    ///
    /// - Parameter text: an RFC 3339 time. A fraction of a second must be zero.
    /// - Returns: the time in Unix seconds.
    /// - Throws: ``Mistake``.
    package static func seconds(_ text: String) throws(Mistake) -> Int64 {
        guard let seconds = Timestamp.seconds(text) else { throw .noTime }
        let fraction = text.utf8.drop { $0 != UInt8(ascii: ".") }.dropFirst()
        let digits = fraction.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard digits.allSatisfy({ $0 == UInt8(ascii: "0") }) else { throw .fraction }
        guard ClockMode.representable.contains(seconds) else { throw .outOfRange }
        return seconds
    }
}

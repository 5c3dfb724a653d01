/// An HTTP date in its preferred form, IMF-fixdate, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
package struct HTTPDate: Sendable, Equatable {
    /// The 29 bytes of the text.
    package let bytes: [UInt8]

    /// The date of a moment given as seconds since 1970-01-01T00:00:00Z.
    ///
    /// Years are written with four digits, so moments outside the years 0 to 9999 become the nearest of them.
    package init(unixSeconds: Int64) {
        // 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z
        let seconds = min(max(unixSeconds, -62_167_219_200), 253_402_300_799)
        let day = Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
        let second = Int(seconds) - day * 86_400
        let date = CivilDate(daysSince1970: day)

        var text: [UInt8] = []
        text.reserveCapacity(29)
        text.append(contentsOf: Self.dayNames[date.weekday].utf8)
        text.append(contentsOf: ", ".utf8)
        text.appendTwoDigits(date.day)
        text.append(.space)
        text.append(contentsOf: Self.monthNames[date.month - 1].utf8)
        text.append(.space)
        text.appendTwoDigits(date.year / 100)
        text.appendTwoDigits(date.year % 100)
        text.append(.space)
        text.appendTwoDigits(second / 3_600)
        text.append(.colon)
        text.appendTwoDigits(second / 60 % 60)
        text.append(.colon)
        text.appendTwoDigits(second % 60)
        text.append(contentsOf: " GMT".utf8)
        bytes = text
    }

    private static let dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension HTTPDate: CustomStringConvertible {
    package var description: String { String(decoding: bytes, as: UTF8.self) }
}

/// A day of the proleptic Gregorian calendar.
private struct CivilDate {
    let year: Int
    let month: Int
    let day: Int
    /// 0 is Sunday.
    let weekday: Int

    /// Counts in eras of 400 years, which all have 146,097 days, and in years that begin in March, so that the leap
    /// day is a year's last.
    init(daysSince1970: Int) {
        let days = daysSince1970 + 719_468  // since 0000-03-01
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        weekday = ((daysSince1970 + 4) % 7 + 7) % 7  // 1970-01-01 was a Thursday
    }
}

extension [UInt8] {
    fileprivate mutating func appendTwoDigits(_ number: Int) {
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}

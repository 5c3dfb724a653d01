/// A day of the proleptic Gregorian calendar.
package struct CivilDate: Sendable, Equatable {
    package let year: Int
    /// 1 is January.
    package let month: Int
    /// 1 is the first day of the month.
    package let day: Int

    package static let secondsInDay: Int64 = 86_400

    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". A computational year begins in March, so the leap
    // day is its last day. An era is 400 years, which are 146,097 days.
    // <https://howardhinnant.github.io/date_algorithms.html>

    /// Creates the date that lies a number of days after 1970-01-01.
    ///
    /// - Parameter days: negative for dates before 1970-01-01. The magnitude must not exceed 10^15.
    package init(daysSince1970 days: Int) {
        let (era, dayOfEra) = floorDivide(days + 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Creates a date from its parts; `nil` if the date does not exist, such as 31 February.
    ///
    /// - Parameter year: from 0 to 9999; `nil` is returned for any other year.
    package init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        guard CivilDate(daysSince1970: daysSince1970) == self else { return nil }
    }

    /// The number of days since 1970-01-01; negative for earlier dates.
    package var daysSince1970: Int {
        let (era, yearOfEra) = floorDivide(month <= 2 ? year - 1 : year, 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day of the week, from 0 (Sunday) to 6 (Saturday).
    package var weekday: Int {
        // 1970-01-01 was a Thursday.
        floorDivide(daysSince1970 + 4, 7).remainder
    }
}

extension CivilDate {
    /// Splits a time into its UTC date and the second of that day, from 0 to 86,399.
    ///
    /// - Parameter seconds: seconds since 1970-01-01T00:00:00Z; negative for earlier times.
    package static func split(unixSeconds seconds: Int64) -> (date: CivilDate, second: Int) {
        let (days, second) = floorDivide(Int(seconds), Int(secondsInDay))
        return (CivilDate(daysSince1970: days), second)
    }
}

private func floorDivide(_ value: Int, _ divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}

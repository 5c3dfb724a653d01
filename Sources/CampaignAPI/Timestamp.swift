/// Moments as the platform writes them, to the second in UTC: `2026-02-23T10:00:00.000000Z` (api.md, Laravel's JSON dates).
package enum Timestamp {
    /// - Parameter unixSeconds: seconds since 1970-01-01T00:00:00Z, within ``MockClock/representable``.
    package static func string(_ unixSeconds: Int64) -> String {
        String(decoding: bytes(unixSeconds), as: UTF8.self)
    }

    /// The 27 bytes of the text.
    static func bytes(_ unixSeconds: Int64) -> [UInt8] {
        let (day, second) = floorDivide(unixSeconds, by: 86_400)
        let date = civilDate(daysSinceEpoch: day)
        var text = Array("0000-00-00T00:00:00.000000Z".utf8)
        write(date.year, digits: 4, at: 0, into: &text)
        write(date.month, digits: 2, at: 5, into: &text)
        write(date.day, digits: 2, at: 8, into: &text)
        write(second / 3_600, digits: 2, at: 11, into: &text)
        write(second / 60 % 60, digits: 2, at: 14, into: &text)
        write(second % 60, digits: 2, at: 17, into: &text)
        return text
    }

    /// Reads an RFC 3339 time: `2026-02-23T10:00:00Z`, with a fraction (dropped) or a numeric offset if wanted.
    /// - Returns: Unix seconds, or `nil` when the text is no such time or lies outside the years 1970 to 9999.
    package static func parse(_ text: String) -> Int64? {
        var rest = Substring(text)
        guard let year = digits(4, from: &rest), literal("-", from: &rest),
            let month = digits(2, from: &rest), literal("-", from: &rest),
            let day = digits(2, from: &rest), literal("T", from: &rest) || literal("t", from: &rest),
            let hour = digits(2, from: &rest), literal(":", from: &rest),
            let minute = digits(2, from: &rest), literal(":", from: &rest),
            let second = digits(2, from: &rest),
            (1...12).contains(month), (1...daysInMonth(month, of: year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        if literal(".", from: &rest) {
            let fraction = rest.prefix { $0.isASCII && $0.isNumber }
            guard !fraction.isEmpty else { return nil }
            rest = rest.dropFirst(fraction.count)
        }
        guard let offset = offset(from: &rest), rest.isEmpty else { return nil }
        let days = daysSinceEpoch(year: year, month: month, day: day)
        let moment = days * 86_400 + hour * 3_600 + minute * 60 + second - offset
        return MockClock.representable.contains(moment) ? moment : nil
    }

    private static func digits(_ count: Int, from text: inout Substring) -> Int64? {
        let digits = text.prefix(count)
        guard digits.utf8.count == count, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        text = text.dropFirst(count)
        return Int64(digits)
    }

    private static func literal(_ character: Character, from text: inout Substring) -> Bool {
        guard text.first == character else { return false }
        text = text.dropFirst()
        return true
    }

    /// Seconds east of UTC.
    private static func offset(from text: inout Substring) -> Int64? {
        if literal("Z", from: &text) || literal("z", from: &text) { return 0 }
        let sign: Int64
        if literal("+", from: &text) { sign = 1 } else if literal("-", from: &text) { sign = -1 } else { return nil }
        guard let hour = digits(2, from: &text), literal(":", from: &text), let minute = digits(2, from: &text),
            hour < 24, minute < 60
        else { return nil }
        return sign * (hour * 3_600 + minute * 60)
    }

    private static func write(_ number: Int64, digits: Int, at start: Int, into text: inout [UInt8]) {
        var rest = number
        for index in stride(from: start + digits - 1, through: start, by: -1) {
            text[index] = UInt8(48 + rest % 10)
            rest /= 10
        }
    }
}

extension Timestamp {
    private static func floorDivide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private static func daysInMonth(_ month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // Years are counted from March, so that a leap day is the last of its year; an era is the 400 years after which the
    // Gregorian calendar repeats.
    private static func civilDate(daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = floorDivide(daysSinceEpoch + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
        let (era, yearOfEra) = floorDivide(month <= 2 ? year - 1 : year, by: 400)
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

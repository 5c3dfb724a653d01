/// Unix seconds as the API writes them, `2026-02-23T10:00:00.000000Z`, and back.
///
/// UTC, proleptic Gregorian calendar.
package enum Timestamp {
    /// - Parameter seconds: from year 1 to year 9999; anything beyond is shown as the nearest that is within.
    package static func text(_ seconds: Int64) -> String {
        let seconds = min(max(seconds, range.lowerBound), range.upperBound)
        let (days, second) = floorDivide(seconds, secondsInDay)
        let (year, month, day) = date(daysSinceEpoch: days)
        return String(unsafeUninitializedCapacity: 27) { buffer in
            func write(_ twoDigits: Int64, at offset: Int) {
                buffer[offset] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: twoDigits / 10)
                buffer[offset + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: twoDigits % 10)
            }
            let form: StaticString = "0000-00-00T00:00:00.000000Z"
            buffer.baseAddress?.update(from: form.utf8Start, count: form.utf8CodeUnitCount)
            write(year / 100, at: 0)
            write(year % 100, at: 2)
            write(month, at: 5)
            write(day, at: 8)
            write(second / 3600, at: 11)
            write(second / 60 % 60, at: 14)
            write(second % 60, at: 17)
            return 27
        }
    }

    /// Reads an RFC 3339 time: `2026-02-23T10:00:00Z`, with a fraction of a second (dropped) or a numeric offset if wanted.
    ///
    /// `nil` for anything else.
    package static func seconds(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 40,
            bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]),
            let second = number(bytes[17..<19]), let offset = offset(behindFraction: bytes[19...]),
            year >= 1, (1...12).contains(month), day >= 1, hour < 24, minute < 60, second < 60
        else { return nil }
        let days = daysSinceEpoch(year: year, month: month, day: day)
        // 31 February would come back as another date.
        guard date(daysSinceEpoch: days) == (year, month, day) else { return nil }
        let seconds = days * secondsInDay + hour * 3600 + minute * 60 + second - offset
        return range.contains(seconds) ? seconds : nil
    }

    /// Seconds east of UTC, from `Z`, `.000Z`, `+02:00` or `.5-05:00`.
    private static func offset(behindFraction bytes: ArraySlice<UInt8>) -> Int64? {
        var rest = bytes
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { isDigit($0) }
            guard !digits.isEmpty else { return nil }
            rest = rest[digits.endIndex...]
        }
        guard let sign = rest.first else { return nil }
        if sign == UInt8(ascii: "Z") { return rest.count == 1 ? 0 : nil }
        let start = rest.startIndex
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), rest.count == 6,
            rest[start + 3] == UInt8(ascii: ":"), let hour = number(rest[start + 1..<start + 3]),
            let minute = number(rest[start + 4..<start + 6]), hour < 24, minute < 60
        else { return nil }
        let offset = hour * 3600 + minute * 60
        return sign == UInt8(ascii: "-") ? -offset : offset
    }

    /// A number of nothing but ASCII digits.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        var value: Int64 = 0
        for byte in digits {
            guard isDigit(byte) else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return value
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// From 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
    package static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    private static let secondsInDay: Int64 = 86_400

    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so that the leap day is last,
    // and 400 years are 146,097 days. <https://howardhinnant.github.io/date_algorithms.html>

    private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
        let (era, yearOfEra) = floorDivide(month <= 2 ? year - 1 : year, 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func date(daysSinceEpoch days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = floorDivide(days + 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

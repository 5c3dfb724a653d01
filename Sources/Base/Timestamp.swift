/// Converts between Unix seconds and the API's text form, such as `2026-02-23T10:00:00.000000Z`.
///
/// The text is in UTC and in the proleptic Gregorian calendar.
package enum Timestamp {
    /// Returns the text of a time, always with six zeros as the fraction.
    ///
    /// - Parameter seconds: seconds since 1970-01-01T00:00:00Z. A time outside ``range`` is moved to the nearer bound.
    package static func text(_ seconds: Int64) -> String {
        let seconds = min(max(seconds, range.lowerBound), range.upperBound)
        let (date, second) = CivilDate.split(unixSeconds: seconds)
        return String(unsafeUninitializedCapacity: 27) { buffer in
            func write(_ twoDigits: Int, at offset: Int) {
                buffer[offset] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: twoDigits / 10)
                buffer[offset + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: twoDigits % 10)
            }
            let form: StaticString = "0000-00-00T00:00:00.000000Z"
            buffer.baseAddress?.update(from: form.utf8Start, count: form.utf8CodeUnitCount)
            write(date.year / 100, at: 0)
            write(date.year % 100, at: 2)
            write(date.month, at: 5)
            write(date.day, at: 8)
            write(second / 3600, at: 11)
            write(second / 60 % 60, at: 14)
            write(second % 60, at: 17)
            return 27
        }
    }

    /// Returns the text of a time in the form of leads and calls, such as `2026-02-23 10:00:00` (life.md, §1).
    ///
    /// - Parameter seconds: seconds since 1970-01-01T00:00:00Z. A time outside ``range`` is moved to the nearer bound.
    package static func spacedText(_ seconds: Int64) -> String {
        let text = Array(text(seconds).utf8)
        return String(unsafeUninitializedCapacity: 19) { buffer in
            _ = buffer.update(fromContentsOf: text[..<19])
            buffer[10] = UInt8(ascii: " ")
            return 19
        }
    }

    /// Reads an RFC 3339 time such as `2026-02-23T10:00:00Z`.
    ///
    /// The text may contain a numeric offset and a fraction of a second. The fraction is dropped.
    ///
    /// - Returns: seconds since 1970-01-01T00:00:00Z; `nil` if the text is not such a time or the time is outside
    ///   ``range``.
    package static func seconds(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 40,
            bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]),
            let second = number(bytes[17..<19]), let offset = offset(behindFraction: bytes[19...]),
            year >= 1, let date = CivilDate(year: Int(year), month: Int(month), day: Int(day)),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let seconds = Int64(date.daysSince1970) * CivilDate.secondsInDay + hour * 3600 + minute * 60 + second - offset
        return range.contains(seconds) ? seconds : nil
    }

    /// Reads the offset in seconds east of UTC from the end of a time: `Z`, `.000Z`, `+02:00` or `.5-05:00`.
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

    /// Reads a number that consists of ASCII digits only. `digits` must be short enough not to overflow `Int64`.
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
}

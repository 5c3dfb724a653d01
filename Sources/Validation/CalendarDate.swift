package import Base

/// A day as queries write it: `YYYY-MM-DD`.
package enum CalendarDate {
    /// Whether the text is a day that exists, in ten ASCII characters.
    ///
    /// The framework makes a date of the text and compares the date's text with it. So `2026-2-3`, `26-02-03` and
    /// `2026-02-30` fail.
    static func isWellFormed(_ text: String) -> Bool { date(text) != nil }

    /// Reads a day; `nil` when the text is none.
    package static func date(_ text: String) -> CivilDate? {
        let bytes = text.utf8.span
        let dash = UInt8(ascii: "-")
        guard bytes.count == 10, bytes[4] == dash, bytes[7] == dash, let year = number(bytes.extracting(0..<4)),
            let month = number(bytes.extracting(5..<7)), let day = number(bytes.extracting(8..<10))
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Reads at most four ASCII digits.
    private static func number(_ digits: Span<UInt8>) -> Int? {
        var value = 0
        for index in digits.indices {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digits[index] else { return nil }
            value = value * 10 + Int(digits[index] - UInt8(ascii: "0"))
        }
        return value
    }
}

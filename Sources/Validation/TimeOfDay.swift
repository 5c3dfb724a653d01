/// A time of day as bodies write it: `HH:MM` (rules.md chapter 4).
enum TimeOfDay {
    /// Whether the text is a time from `00:00` to `23:59`, in ASCII digits.
    static func isWellFormed(_ text: String) -> Bool {
        let bytes = text.utf8.span
        guard bytes.count == 5, let hour = number(bytes[0], bytes[1]), let minute = number(bytes[3], bytes[4]) else {
            return false
        }
        return hour < 24 && bytes[2] == UInt8(ascii: ":") && minute < 60
    }

    private static func number(_ tens: UInt8, _ ones: UInt8) -> UInt8? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard digits ~= tens, digits ~= ones else { return nil }
        return (tens - digits.lowerBound) * 10 + (ones - digits.lowerBound)
    }
}

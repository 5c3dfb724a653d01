/// The time of day as bodies write it: `HH:MM` (rules.md chapter 4).
enum TimeOfDay {
    /// Whether the text is five code points, from `00:00` to `23:59`, in ASCII digits.
    static func isWellFormed(_ text: String) -> Bool {
        guard text.utf8.count == 5 else { return false }
        var bytes = text.utf8.makeIterator()
        guard let hour = twoDigits(&bytes), hour < 24, bytes.next() == UInt8(ascii: ":"), let minute = twoDigits(&bytes)
        else { return false }
        return minute < 60
    }

    private static func twoDigits(_ bytes: inout String.UTF8View.Iterator) -> UInt8? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let tens = bytes.next(), digits ~= tens, let ones = bytes.next(), digits ~= ones else { return nil }
        return (tens - digits.lowerBound) * 10 + (ones - digits.lowerBound)
    }
}

/// The phone numbers that a lead may have (life.md, §3).
package enum DiallableNumber {
    /// The numbers of digits that are allowed. E.164 has at most 15.
    private static let digitCounts = 7...15

    /// The regular expression (ECMA-262) of all texts from which ``cleaned(_:)`` makes a number.
    package static let pattern = #"^[ .()-]*\+[ .()-]*[1-9]([ .()-]*[0-9]){6,14}[ .()-]*$"#

    /// Returns the number as it is stored: `+` and digits, of which the first is not 0.
    ///
    /// Spaces, dots, dashes and parentheses are taken off.
    ///
    /// - Returns: `nil` for a text that is no such number.
    package static func cleaned(_ text: String) -> String? {
        guard !isClean(text) else { return text }
        var number = text
        number.unicodeScalars.removeAll { " .-()".unicodeScalars.contains($0) }
        return isClean(number) ? number : nil
    }

    private static func isClean(_ text: String) -> Bool {
        let bytes = text.utf8.span
        guard digitCounts ~= bytes.count - 1, bytes[0] == UInt8(ascii: "+"), bytes[1] != UInt8(ascii: "0") else {
            return false
        }
        for index in 1..<bytes.count where !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[index]) { return false }
        return true
    }
}

/// Status lines, `HTTP-version SP status-code SP [ reason-phrase ] CRLF` (RFC 9112 §4).
///
/// Always of version 1.1, the highest we conform to, also towards HTTP/1.0 (RFC 9110 §2.5). Reasons come from this
/// table and from nowhere else, so nothing of a request can reach the line.
enum StatusLine {
    /// The line of a status, and behind it the name of the field that follows in every answer: `Date`.
    static func withDateName(_ code: Int) -> [UInt8] {
        if classes.contains(code) { return lines[code - classes.lowerBound] }
        return line((100...999).contains(code) ? code : 500)
    }

    /// The codes that clients know the classes of (RFC 9110 §15), and their lines: putting one together took a fifth of a
    /// head's time.
    private static let classes = 100..<600
    private static let lines = classes.map(line)

    private static func line(_ code: Int) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(48)
        line.append("HTTP/1.1 ")
        line.appendDecimal(code)
        // The space is required even before an empty reason.
        line.append(.space)
        line.append(RegisteredReason.phrase(of: code) ?? "")
        line.append("\r\nDate: ")
        return line
    }
}

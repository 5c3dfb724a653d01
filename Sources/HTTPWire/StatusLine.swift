/// Status lines, `HTTP-version SP status-code SP [ reason-phrase ] CRLF` (RFC 9112 §4).
///
/// The version is always 1.1, the highest one that this server conforms to, also in a response to HTTP/1.0 (RFC 9110 §2.5).
/// The reason always comes from this table, so that no byte of a request can get into the line.
enum StatusLine {
    /// The line of a status, followed by the name of the field that comes first in every response: `Date`.
    static func withDateName(_ code: Int) -> [UInt8] {
        if classes.contains(code) { return lines[code - classes.lowerBound] }
        return line((100...999).contains(code) ? code : 500)
    }

    /// The status codes of the five classes (RFC 9110 §15). Their lines are made once, because to make one took a fifth of
    /// the time of a head.
    private static let classes = 100..<600
    private static let lines = classes.map(line)

    private static func line(_ code: Int) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(48)
        line.append("HTTP/1.1 ")
        line.appendDecimal(code)
        // The space is required even before an empty reason (RFC 9112 §4).
        line.append(.space)
        line.append(RegisteredReason.phrase(of: code) ?? "")
        line.append("\r\nDate: ")
        return line
    }
}

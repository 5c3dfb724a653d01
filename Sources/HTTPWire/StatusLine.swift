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
        line.append(reason(code))
        line.append("\r\nDate: ")
        return line
    }

    /// The registered reason of a status; empty for any other.
    private static func reason(_ code: Int) -> StaticString {
        switch code {
        case 100: "Continue"
        case 101: "Switching Protocols"
        case 103: "Early Hints"
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 203: "Non-Authoritative Information"
        case 204: "No Content"
        case 205: "Reset Content"
        case 206: "Partial Content"
        case 300: "Multiple Choices"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 303: "See Other"
        case 304: "Not Modified"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 402: "Payment Required"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 407: "Proxy Authentication Required"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 410: "Gone"
        case 411: "Length Required"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 416: "Range Not Satisfiable"
        case 417: "Expectation Failed"
        case 418: "I'm a teapot"
        case 421: "Misdirected Request"
        case 422: "Unprocessable Content"
        case 423: "Locked"
        case 424: "Failed Dependency"
        case 425: "Too Early"
        case 426: "Upgrade Required"
        case 428: "Precondition Required"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 451: "Unavailable For Legal Reasons"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        case 505: "HTTP Version Not Supported"
        case 507: "Insufficient Storage"
        case 511: "Network Authentication Required"
        default: ""
        }
    }
}

import HTTPWire
import Testing

@Suite("Request target") struct RequestTargetTests {
    @Test("follows the grammar exactly", arguments: rows)
    func row(_ row: WireRow) { row.check() }

    private static func get(_ target: String) -> String { "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n" }
    private static func options(_ target: String) -> String { "OPTIONS \(target) HTTP/1.1\r\nHost: a\r\n\r\n" }

    static let rows: [WireRow] =
        [
            .accepts("every character of a path", "3986 §3.3", get("/-._~!$&'()*+,;=:@09AZaz/%41")),
            .accepts("every character of a query", "3986 §3.4", get("/?-._~!$&'()*+,;=:@/?%41")),
            .accepts("empty segments", "9112 §3.2.1", get("//a//")),
            .accepts("dot segments, as sent", "9112 §3.2.1", get("/a/../b")),
            .accepts("an escaped NUL, as sent", "3986 §2.1", get("/%00")),
            .accepts("brackets in a query, as browsers send them", "WHATWG URL", get("/?days[]=monday")),
            .accepts("absolute", "9112 §3.2.2", get("http://a.example/b?c")),
            .accepts("absolute in capitals", "3986 §3.1", get("HTTP://A.EXAMPLE/b")),
            .accepts("absolute without a path", "9112 §3.2.2", get("http://a.example")),
            .accepts("absolute with an IPv6 address", "3986 §3.2.2", get("http://[::1]:7357/")),
            .accepts("asterisk with OPTIONS", "9112 §3.2.4", options("*")),
            .accepts("origin with OPTIONS", "9112 §3.2.1", options("/")),
            .refuses("asterisk with GET", "9112 §3.2.4", get("*"), .invalidTarget),
            .refuses("asterisk with a path", "9112 §3.2.4", options("*/"), .invalidTarget),
            .refuses("asterisk with a query", "9112 §3.2.4", options("*?a"), .invalidTarget),
            .refuses("no slash", "9112 §3.2.1", get("a"), .invalidTarget),
            .refuses("only a query", "9112 §3.2.1", get("?a"), .invalidTarget),
            .refuses("authority without CONNECT", "9112 §3.2.3", get("a.example:80"), .invalidTarget),
            .refuses("fragment", "9112 §3.2", get("/a#b"), .invalidTarget),
            .refuses(
                "https on a connection without TLS", "9110 §7.4", get("https://a.example/b"), .securedTarget),
            .refuses("https in capitals", "9110 §7.4", get("HTTPS://a.example"), .securedTarget),
            .refuses("https without a host", "9110 §4.2.2", get("https:///b"), .invalidTarget),
            .refuses("another scheme", "9112 §3.2.2", get("ftp://a.example/"), .invalidTarget),
            .refuses("a scheme that starts with http", "9112 §3.2.2", get("httpx://a.example/"), .invalidTarget),
            .refuses("a scheme without an authority", "9110 §4.2.1", get("http:/a"), .invalidTarget),
            .refuses("an empty host", "9110 §4.2.1", get("http:///a"), .invalidTarget),
            .refuses("an empty host with a port", "9110 §4.2.1", get("http://:80/a"), .invalidTarget),
            .refuses("user information", "9110 §4.2.4", get("http://me@a.example/"), .invalidTarget),
            .refuses("user and password", "9110 §4.2.4", get("http://me:secret@a.example/"), .invalidTarget),
            .refuses("a port that is no number", "3986 §3.2.3", get("http://a.example:http/"), .invalidTarget),
            .refuses("a malformed IPv6 address", "3986 §3.2.2", get("http://[::1/"), .invalidTarget),
            .refuses("an absolute target with a fragment", "9112 §3.2.2", get("http://a.example/#b"), .invalidTarget),
            .refuses("a percent sign alone", "3986 §2.1", get("/100%"), .invalidTarget),
            .refuses("half an escape", "3986 §2.1", get("/%4"), .invalidTarget),
            .refuses("an escape without digits", "3986 §2.1", get("/%zz"), .invalidTarget),
            .refuses("a bad escape in the query", "3986 §2.1", get("/?a=%g0"), .invalidTarget),
            .refuses("brackets in the path", "3986 §3.3", get("/[a]"), .invalidTarget),
            .refuses("NUL", "9112 §3.2", get("/\0"), .invalidTarget),
            .refuses("a control character", "9112 §3.2", get("/\u{01}"), .invalidTarget),
            .refuses("DEL", "9112 §3.2", get("/\u{7F}"), .invalidTarget),
            .refuses("a byte above ASCII", "9112 §3.2", get("/caf\u{E9}"), .invalidTarget),
            .refuses("a bare CR", "9112 §2.2", get("/a\rb"), .invalidVersion),
        ]
        + "\"<>\\^`{|}".unicodeScalars.map { .refuses("an unescaped \($0)", "3986 §2", get("/\($0)"), .invalidTarget) }

    struct Parts: CustomTestStringConvertible, Sendable {
        let testDescription, line, path: String
        let query: String?
        let authority: String
    }

    @Test(
        "is split into path, query and authority",
        arguments: [
            Parts(testDescription: "origin", line: "GET /a/b HTTP/1.1", path: "/a/b", query: nil, authority: "h"),
            Parts(testDescription: "query", line: "GET /a?b=c?d HTTP/1.1", path: "/a", query: "b=c?d", authority: "h"),
            Parts(testDescription: "empty query", line: "GET /a? HTTP/1.1", path: "/a", query: "", authority: "h"),
            Parts(
                testDescription: "escapes", line: "GET /%2F?%3F HTTP/1.1", path: "/%2F", query: "%3F", authority: "h"),
            Parts(testDescription: "asterisk", line: "OPTIONS * HTTP/1.1", path: "*", query: nil, authority: "h"),
            Parts(
                testDescription: "absolute: its authority wins over Host", line: "GET http://o:1/a?b HTTP/1.1",
                path: "/a",
                query: "b", authority: "o:1"),
            Parts(testDescription: "no path", line: "GET http://o HTTP/1.1", path: "/", query: nil, authority: "o"),
            Parts(
                testDescription: "no path but a query", line: "GET http://o?b HTTP/1.1", path: "/", query: "b",
                authority: "o"),
            Parts(
                testDescription: "no path, with OPTIONS", line: "OPTIONS http://o HTTP/1.1", path: "*", query: nil,
                authority: "o"),
        ])
    func parts(_ row: Parts) throws {
        let outcome = Outcome([UInt8](wire: "\(row.line)\r\nHost: h\r\n\r\n"))
        let request = try #require(outcome.requests.first)
        #expect(request.path == row.path)
        #expect(request.query == row.query)
        #expect(request.authority == row.authority)
        #expect(request.target == row.line.split(separator: " ")[1])
    }
}

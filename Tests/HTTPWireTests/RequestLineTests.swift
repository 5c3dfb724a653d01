import HTTPTypes
import HTTPWire
import Testing

@Suite("Request line") struct RequestLineTests {
    @Test("follows the grammar exactly", arguments: rows)
    func row(_ row: WireRow) { row.check() }

    private static func line(_ line: String) -> String { "\(line)\r\nHost: a\r\n\r\n" }

    static let rows: [WireRow] = [
        .accepts("1.1", "9112 §3", line("GET / HTTP/1.1")),
        .accepts("1.0", "9112 §2.3", line("GET / HTTP/1.0")),
        .accepts("1.2 is answered as 1.1", "9110 §2.5", line("GET / HTTP/1.2")),
        .accepts("1.9 is answered as 1.1", "9110 §2.5", line("GET / HTTP/1.9")),
        .accepts("an unknown method is well-formed", "9110 §9.1", line("BREW / HTTP/1.1")),
        .accepts("a method in small letters is another method", "9110 §9.1", line("get / HTTP/1.1")),
        .accepts("a method of every token character", "9110 §5.6.2", line("!#$%&'*+-.^_`|~09AZaz / HTTP/1.1")),
        .accepts("an empty line before it", "9112 §2.2", "\r\n" + line("GET / HTTP/1.1")),
        .awaits("only an empty line", "9112 §2.2", "\r\n", .start),
        .awaits("only half an empty line", "9112 §2.2", "\r", .start),
        .awaits("nothing", "9112 §2.2", "", .start),
        .awaits("part of a method", "9112 §3", "GE", .head),
        .awaits("a line without its end", "9112 §3", "GET / HTTP/1.1\r", .head),
        .refuses("two empty lines before it", "9112 §2.2", "\r\n\r\n" + line("GET / HTTP/1.1"), .invalidMethod),
        .refuses("a bare LF before it", "9112 §2.2", "\n" + line("GET / HTTP/1.1"), .invalidMethod),
        .refuses("a bare CR before it", "9112 §2.2", "\r" + line("GET / HTTP/1.1"), .invalidLineEnding),
        .refuses("space before the method", "9112 §3", line(" GET / HTTP/1.1"), .invalidMethod),
        .refuses("tab before the method", "9112 §3", line("\tGET / HTTP/1.1"), .invalidMethod),
        .refuses("its first byte elsewhere", "9110 §9.1", line("G\u{16}T / HTTP/1.1"), .invalidMethod),
        .refuses("only spaces", "9112 §3", "   \r\n\r\n", .invalidMethod),
        .refuses("two spaces before the target", "9112 §3", line("GET  / HTTP/1.1"), .invalidTarget),
        .refuses("two spaces before the version", "9112 §3", line("GET /  HTTP/1.1"), .invalidVersion),
        .refuses("tab after the method", "9112 §3", line("GET\t/ HTTP/1.1"), .invalidMethod),
        .refuses("tab after the target", "9112 §3", line("GET /\tHTTP/1.1"), .invalidTarget),
        .refuses("vertical tab after the method", "9112 §3", line("GET\u{0B}/ HTTP/1.1"), .invalidMethod),
        .refuses("form feed after the target", "9112 §3", line("GET /\u{0C}HTTP/1.1"), .invalidTarget),
        .refuses("CR after the method", "9112 §3", line("GET\r/ HTTP/1.1"), .invalidMethod),
        .refuses("space behind the version", "9112 §3", line("GET / HTTP/1.1 "), .invalidVersion),
        .refuses("a fourth word", "9112 §3", line("GET / HTTP/1.1 x"), .invalidVersion),
        .refuses("no version, as in 0.9", "9112 §2.3", "GET /\r\n\r\n", .invalidVersion),
        .refuses("no version after the space", "9112 §2.3", line("GET / "), .invalidVersion),
        .refuses("no target", "9112 §3", line("GET HTTP/1.1"), .invalidVersion),
        .refuses("an empty target", "9112 §3", line("GET  HTTP/1.1"), .invalidTarget),
        .refuses("a method alone", "9112 §3", line("GET"), .invalidMethod),
        .refuses("name in small letters", "9112 §2.3", line("GET / http/1.1"), .invalidVersion),
        .refuses("another protocol's name", "9112 §2.3", line("GET / HTTPS/1.1"), .invalidVersion),
        .refuses("two digits behind the dot", "9112 §2.3", line("GET / HTTP/1.10"), .invalidVersion),
        .refuses("two digits before the dot", "9112 §2.3", line("GET / HTTP/01.1"), .invalidVersion),
        .refuses("no minor version", "9112 §2.3", line("GET / HTTP/1"), .invalidVersion),
        .refuses("no minor version after the dot", "9112 §2.3", line("GET / HTTP/1."), .invalidVersion),
        .refuses("a comma for the dot", "9112 §2.3", line("GET / HTTP/1,1"), .invalidVersion),
        .refuses("a letter for the version", "9112 §2.3", line("GET / HTTP/a.b"), .invalidVersion),
        .refuses("space inside the version", "9112 §2.3", line("GET / HTTP/ 1.1"), .invalidVersion),
        .refuses("version 2 without a minor", "9112 §2.3", line("GET / HTTP/2"), .invalidVersion),
        .refuses("version 2.0", "9110 §15.6.6", line("GET / HTTP/2.0"), .unsupportedVersion),
        .refuses("version 3.0", "9110 §15.6.6", line("GET / HTTP/3.0"), .unsupportedVersion),
        .refuses("version 9.9", "9110 §15.6.6", line("GET / HTTP/9.9"), .unsupportedVersion),
        .refuses("version 0.9 in words", "9110 §15.6.6", line("GET / HTTP/0.9"), .unsupportedVersion),
        .refuses(
            "the preface of HTTP/2", "9113 §3.4", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .unsupportedVersion),
        .refuses("ended by a bare LF", "9112 §2.2", "GET / HTTP/1.1\nHost: a\r\n\r\n", .invalidLineEnding),
        .refuses("ended by a bare CR", "9112 §2.2", "GET / HTTP/1.1\rHost: a\r\n\r\n", .invalidLineEnding),
        .refuses("ended by CR CR LF", "9112 §2.2", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", .invalidLineEnding),
        .refuses("bare LF behind the target", "9112 §2.2", "GET /\nHost: a\r\n\r\n", .invalidLineEnding),
        .refuses("NUL in the method", "9110 §5.6.2", line("G\0T / HTTP/1.1"), .invalidMethod),
        .refuses("a separator in the method", "9110 §5.6.2", line("GET() / HTTP/1.1"), .invalidMethod),
        .refuses("obs-text in the method", "9110 §5.6.2", line("G\u{C9}T / HTTP/1.1"), .invalidMethod),
        .refuses("an empty method", "9112 §3", line("/ HTTP/1.1"), .invalidMethod),
        .refuses("the start of TLS", "9112 §3", "\u{16}\u{03}\u{01}\u{02}\u{00}\u{01}", .encrypted),
        .refuses("CONNECT", "9110 §9.3.6", line("CONNECT a.example:443 HTTP/1.1"), .connectUnsupported),
        .refuses("CONNECT to an IPv6 address", "9110 §9.3.6", line("CONNECT [::1]:443 HTTP/1.1"), .connectUnsupported),
        .refuses("CONNECT without a port", "9110 §9.3.6", line("CONNECT a.example HTTP/1.1"), .invalidTarget),
        .refuses("CONNECT with an empty port", "9110 §9.3.6", line("CONNECT a.example: HTTP/1.1"), .invalidTarget),
        .refuses("CONNECT with a port too high", "9110 §9.3.6", line("CONNECT a:65536 HTTP/1.1"), .invalidTarget),
        .refuses("CONNECT to a path", "9112 §3.2.3", line("CONNECT / HTTP/1.1"), .invalidTarget),
    ]

    @Test("gives a higher minor version as 1", arguments: [("1.0", 0), ("1.1", 1), ("1.2", 1), ("1.9", 1)])
    func minorVersion(version: String, minor: Int) {
        let outcome = Outcome([UInt8](wire: Self.line("GET / HTTP/\(version)")))
        #expect(outcome.requests.first?.version == minor)
    }

    @Test("tells registered methods from others")
    func registry() {
        #expect(HTTPRequest.Method.post.isRegistered)
        #expect(HTTPRequest.Method("PROPFIND")?.isRegistered == true)
        #expect(HTTPRequest.Method("get")?.isRegistered == false)
        #expect(HTTPRequest.Method("BREW")?.isRegistered == false)
    }
}

import HTTPWire
import Testing

@Suite("Host") struct HostTests {
    @Test("must appear once and be valid", arguments: rows)
    func row(_ row: WireRow) { row.check() }

    private static func host(_ value: String) -> String { "GET / HTTP/1.1\r\nHost: \(value)\r\n\r\n" }

    private static let valid = [
        "localhost", "localhost:7357", "a.example", "A.EXAMPLE.", "127.0.0.1:80", "under_score", "a%20b", "a:",
        "999.1.1.1",
        "[::1]", "[::1]:7357", "[::]", "[2001:db8::8:800:200c:417a]", "[1:2:3:4:5:6:7:8]", "[1::]",
        "[::ffff:127.0.0.1]",
        "[1:2:3:4:5:6:1.2.3.4]", "[v1.a:b]", "a:0", "a:65535", "a:00080", "a;b=c",
    ]
    private static let invalid = [
        "a b", "a,b", "a, b", "a/b", "me@a", "http://a", "a:b", "a:80:80", "a:-1", "a:+1", "a:65536", "a:8 0", "a%2",
        "a%zz",
        "a?b", "a#b", "a\\b", "\"a\"", "<a>", "a^b", "a|b", "{a}", "a\u{E9}", "[::1", "::1", "[::1]a", "[::1]:a", "[]",
        "[1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7:8:9]", "[1::2::3]", "[:1]", "[1:]", "[1:::2]", "[12345::]", "[g::]",
        "[1:2:3:4:5:6:7:1.2.3.4]", "[::1.2.3]", "[::1.2.3.4.5]", "[::256.1.1.1]", "[::01.1.1.1]", "[::1.2.3.4:5]",
        "[1.2.3.4]",
        "[fe80::1%25eth0]", "[v.a]", "[v1.]", "[v1]", "[vg.a]", "a]", "a[b", "[1::2:3:4:5:6:7:8]",
    ]

    static let rows: [WireRow] =
        valid.map { .accepts("\"\($0)\"", "9110 §7.2", host($0)) }
        + invalid.map { .refuses("\"\($0)\"", "9112 §3.2", host($0), .invalidHost) }
        + [
            .refuses("missing on 1.1", "9112 §3.2", "GET / HTTP/1.1\r\nX: y\r\n\r\n", .missingHost),
            .refuses("missing on 1.1 without any field", "9112 §3.2", "GET / HTTP/1.1\r\n\r\n", .missingHost),
            .refuses("missing on 1.2", "9112 §3.2", "GET / HTTP/1.2\r\n\r\n", .missingHost),
            .refuses(
                "missing beside an absolute target", "9112 §3.2.2", "GET http://a/ HTTP/1.1\r\n\r\n", .missingHost),
            .refuses("missing on OPTIONS *", "9112 §3.2", "OPTIONS * HTTP/1.1\r\n\r\n", .missingHost),
            .accepts("missing on 1.0", "9112 §3.2", "GET / HTTP/1.0\r\n\r\n"),
            .refuses("twice", "9112 §3.2", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", .repeatedHost),
            .refuses("twice the same", "9112 §3.2", "GET / HTTP/1.1\r\nHost: a\r\nHOST: a\r\n\r\n", .repeatedHost),
            .refuses("twice on 1.0", "9112 §3.2", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", .repeatedHost),
            .refuses(
                "twice, first empty", "9112 §3.2", "GET / HTTP/1.1\r\nHost:\r\nHost: a\r\n\r\n", .repeatedHost),
            .refuses("invalid on 1.0", "9112 §3.2", "GET / HTTP/1.0\r\nHost: a b\r\n\r\n", .invalidHost),
            .refuses(
                "invalid beside an absolute target", "9112 §3.2", "GET http://a/ HTTP/1.1\r\nHost: b c\r\n\r\n",
                .invalidHost),
            .accepts("other than an absolute target's", "9112 §3.2.2", "GET http://a/ HTTP/1.1\r\nHost: b\r\n\r\n"),
            .refuses("empty before a path", "9110 §4.2.1", "GET / HTTP/1.1\r\nHost:\r\n\r\n", .invalidHost),
            .refuses("only a port before a path", "9110 §4.2.1", host(":80"), .invalidHost),
            .accepts("empty before *", "9112 §3.2", "OPTIONS * HTTP/1.1\r\nHost:\r\n\r\n"),
            .accepts("empty beside an absolute target", "9112 §3.2.2", "GET http://a/ HTTP/1.1\r\nHost: \r\n\r\n"),
            .accepts("empty on 1.0", "9112 §3.3", "GET / HTTP/1.0\r\nHost:\r\n\r\n"),
            .accepts("in any case, without a space", "9110 §5.1", "GET / HTTP/1.1\r\nhOsT:a\r\n\r\n"),
            .accepts("between tabs", "9110 §5.5", "GET / HTTP/1.1\r\nHost:\t a \t\r\n\r\n"),
        ]
}

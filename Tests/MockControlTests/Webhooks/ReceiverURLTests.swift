import Base
import HTTPServer
import Testing

@testable import MockControl

@Suite("The URL of a receiver") struct ReceiverURLTests {
    private static let named: Set = [URIHost("hooks.test"), URIHost("192.168.1.5")]

    @Test(
        "is taken apart when posting there is allowed",
        arguments: [
            ("http://localhost:8080/calls?a=b#c", "localhost", 8080, "localhost:8080", "/calls?a=b"),
            ("HTTP://LOCALHOST", "localhost", 80, "localhost", "/"),
            ("http://localhost.:1/", "localhost", 1, "localhost:1", "/"),
            ("http://127.0.0.1?x", "127.0.0.1", 80, "127.0.0.1", "/?x"),
            ("http://127.0.0.1.:81/", "127.0.0.1", 81, "127.0.0.1:81", "/"),
            ("http://127.9.9.9:65535/%20", "127.9.9.9", 65_535, "127.9.9.9:65535", "/%20"),
            ("http://[::1]:8080/", "::1", 8080, "[::1]:8080", "/"),
            ("http://[::ffff:127.0.0.1]/", "127.0.0.1", 80, "127.0.0.1", "/"),
            ("http://hooks.test:90/x", "hooks.test", 90, "hooks.test:90", "/x"),
            ("http://Hooks.Test:/x", "hooks.test", 80, "hooks.test", "/x"),
            ("http://192.168.1.5/", "192.168.1.5", 80, "192.168.1.5", "/"),
        ])
    func allowed(_ text: String, _ host: String, _ port: Int, _ authority: String, _ target: String) throws {
        let url = try ReceiverURL(text, allowing: Self.named)
        #expect(url.place == ClientPlace(host: URIHost(host), port: port))
        #expect(url.authority == authority)
        #expect(url.target == target)
    }

    @Test(
        "is blocked with the reason",
        arguments: [
            ("https://localhost/", ReceiverURL.Refusal.otherScheme("https")),
            ("ftp://localhost/", .otherScheme("ftp")), ("file:///etc/passwd", .malformed("file:///etc/passwd")),
            ("http://example.com/", .hostNotAllowed("example.com")), ("http://10.0.0.1/", .hostNotAllowed("10.0.0.1")),
            ("http://0.0.0.0/", .hostNotAllowed("0.0.0.0")), ("http://[::]/", .hostNotAllowed("[::]")),
            ("http://169.254.169.254/latest", .hostNotAllowed("169.254.169.254")),
            ("http://127.1/", .hostNotAllowed("127.1")), ("http://2130706433/", .hostNotAllowed("2130706433")),
            ("http://0x7f.0.0.1/", .hostNotAllowed("0x7f.0.0.1")),
            ("http://127.0.0.1.example.com/", .hostNotAllowed("127.0.0.1.example.com")),
            ("http://localhost.example.com/", .hostNotAllowed("localhost.example.com")),
            ("http://sub.localhost/", .hostNotAllowed("sub.localhost")),
            ("http://localhost@example.com/", .userInformation), ("http://a:b@localhost/", .userInformation),
            ("localhost:8080/calls", .malformed("localhost:8080/calls")), ("nonsense", .malformed("nonsense")),
            ("", .malformed("")), ("http:///calls", .malformed("http:///calls")),
            ("http://localhost:0/", .invalidPort("0")),
            ("http://localhost:65536/", .invalidPort("65536")),
            ("http://localhost:x/", .invalidPort("x")),
            ("http://[localhost]/", .malformedHost("[localhost]")), ("http://[12]/", .malformedHost("[12]")),
            (#"http://localhost\@example.com/"#, .malformed(#"http://localhost\@example.com/"#)),
            ("http://localhost/a b", .malformed("http://localhost/a b")),
            ("http://localhost/\r\nX: y", .malformed("http://localhost/\r\nX: y")),
            ("http://localhost/é", .malformed("http://localhost/é")),
            ("http://[127.0.0.1]/", .malformedHost("[127.0.0.1]")), ("http://[::1/", .malformedHost("[")),
            ("http://localhost:999999999999999999999/", .invalidPort("999999999999999999999")),
            ("http://bücher.example/", .hostBeyondASCII("bücher.example")),
            ("http://localhost/\u{1B}[31m\0", .malformed("http://localhost/\u{1B}[31m\0")),
            ("http://" + String(repeating: "a", count: 10_000), .hostNotAllowed(String(repeating: "a", count: 10_000))),
            ("http://%6cocalhost/", .malformedHost("%6cocalhost")),
        ])
    func blocked(_ text: String, _ refusal: ReceiverURL.Refusal) {
        #expect(throws: refusal) { try ReceiverURL(text, allowing: Self.named) }
        #expect(refusal.message.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "a message is one line")
        #expect(refusal.message.count < 700)
    }
}

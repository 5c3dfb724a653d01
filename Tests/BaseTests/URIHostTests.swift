import Base
import Testing

@Suite("Host") struct URIHostTests {
    @Test(
        "is loopback if it is a loopback address or the name localhost",
        arguments: [
            "127.0.0.1", "127.255.255.254", "::1", "[::1]", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "[::FFFF:7f00:1]",
            "localhost", "LocalHost", "localhost.",
        ])
    func loopback(_ text: String) {
        #expect(URIHost(text).isLoopback)
    }

    @Test(
        "is not loopback if it only resembles a loopback host",
        arguments: [
            "127.example.com", "127.0.0.1.example.com", "127.0.0.256", "127", "127.0.0", "a.localhost", "localhost..",
            "localhost.example", "::2", "::127.0.0.1", "128.0.0.1", "0.0.0.0", "::", "", ".", "::1%lo", "1.0.0.127",
        ])
    func notLoopback(_ text: String) {
        #expect(!URIHost(text).isLoopback)
    }

    @Test(
        "is written in a URI with an IPv6 address in brackets and in its short form",
        arguments: [
            ("::1", "[::1]"), ("[::1]", "[::1]"), ("FD00:0:0:0:0:0:0:5", "[fd00::5]"), ("127.0.0.1", "127.0.0.1"),
            ("Mock.Test", "mock.test"), ("mock.test.", "mock.test"), ("fe80::1%eth0", "[fe80::1%25eth0]"),
        ])
    func text(_ row: (String, String)) {
        #expect(URIHost(row.0).text == row.1)
    }

    @Test(
        "is read from an authority without the port",
        arguments: [
            ("localhost:7357", "localhost"), ("[::1]:7357", "::1"), ("[::1]", "::1"), ("mock.test", "mock.test"),
            ("mock.test:", "mock.test"),
        ])
    func authority(_ row: (String, String)) {
        #expect(URIHost(authority: row.0) == URIHost(row.1))
    }
}

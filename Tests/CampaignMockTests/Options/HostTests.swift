import CampaignMock
import Foundation
import HTTPServer
import TestSupport
import Testing

@Suite("Hosts and origins") struct HostTests {
    private static func options(_ host: String) -> MockOptions {
        var options = MockOptions()
        options.endpoint = .tcp(host: host, port: 0)
        return options
    }

    @Test(
        "on loopback, in any notation, switch the control plane on and give a URL that works",
        arguments: [
            ("127.0.0.1", "127.0.0.1"), ("127.1", "127.1"), ("0x7f000001", "0x7f000001"), ("localhost", "127.0.0.1"),
            ("LOCALHOST.", "127.0.0.1"),
            ("::1", "[::1]"), ("[::1]", "[::1]"), ("0:0:0:0:0:0:0:1", "[::1]"), ("::ffff:127.0.0.1", "127.0.0.1"),
        ])
    func loopback(_ row: (host: String, inURL: String)) throws {
        let mock = try MockServer(Self.options(row.host))
        #expect(mock.controlPlaneRefusal == nil)
        #expect(mock.url == "http://\(row.inURL):\(mock.port)")
    }

    @Test(
        "beyond loopback switch the control plane off unless a token is set",
        arguments: [
            ("0.0.0.0", "127.0.0.1"), ("0", "127.0.0.1"), ("0x0", "127.0.0.1"), ("::", "[::1]"), ("[::]", "[::1]"),
            ("0:0::0", "[::1]"),
        ])
    func beyondLoopback(_ row: (host: String, inURL: String)) throws {
        var options = Self.options(row.host)
        #expect(try MockServer(options).controlPlaneRefusal?.contains("other machines") == true)
        options.control.token = "open-sesame"
        let mock = try MockServer(options)
        #expect(mock.controlPlaneRefusal == nil)
        #expect(mock.url == "http://\(row.inURL):\(mock.port)")
    }

    @Test(
        "named * are all addresses, by one of which the URL works",
        .enabled(if: (try? HostAddresses(of: "*")) != nil, "needs a system that knows *"))
    func star() throws {
        let mock = try MockServer(Self.options("*"))
        #expect(mock.controlPlaneRefusal?.contains("other machines") == true)
        #expect(mock.url == "http://127.0.0.1:\(mock.port)")
    }

    @Test("named localhost are both loopback addresses, on one port, and the control plane is on at both")
    func bothLoopbackAddresses() async throws {
        try await withMock(Self.options("localhost")) { mock in
            for host in Loopback.hasIPv6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"] {
                let authority = host == "::1" ? "[::1]:\(mock.port)" : "\(host):\(mock.port)"
                let connection = try RawConnection(host: host, port: mock.port)
                try await connection.send("GET /_mock/accounts/demo HTTP/1.1\r\nHost: \(authority)\r\n\r\n")
                let response = try await connection.receiveResponse()
                #expect(response.status == 200)
                #expect(response.text.contains("\"base_url\":\"http://\(authority)/api\""))
            }
        }
    }

    @Test("that are one address are bound alone", .enabled(if: Loopback.hasIPv6, "needs ::1"))
    func oneAddress() async throws {
        for (host, other) in [("127.0.0.1", "::1"), ("::1", "127.0.0.1")] {
            let mock = try MockServer(Self.options(host))
            defer { mock.stop() }
            _ = try RawConnection(host: host, port: mock.port)
            // The port is free for another server.
            var options = Self.options(other)
            options.endpoint = .tcp(host: other, port: mock.port)
            try MockServer(options).stop()
        }
    }

    @Test("of requests over a Unix domain socket are all accepted by the control plane")
    func unixSocket() async throws {
        try await withTemporaryDirectory { directory in
            var options = MockOptions()
            let path = directory.appending(path: "socket").path
            options.endpoint = .unixSocket(path: path)
            try await withMock(options) { _ in
                for host in ["localhost", "mock", "anything.example:80", ""] {
                    let process = try ChildProcess(
                        "/usr/bin/env",
                        [
                            "curl", "--silent", "--max-time", "10", "--unix-socket", path, "-H", "Host: \(host)",
                            "--output", "/dev/null", "--write-out", "%{http_code}", "http://localhost/_mock/health",
                        ],
                        environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
                    let status = await Task.detached {
                        let text = process.output.readDataToEndOfFile()
                        _ = process.wait()
                        return String(decoding: text, as: UTF8.self)
                    }.value
                    // The HTTP server refuses an empty Host field with a target in origin form.
                    #expect(status == "200" || host.isEmpty)
                }
            }
        }
    }

    @Test(
        "of pages may be configured in any case, with a default port and with a trailing slash",
        arguments: ["https://app.example/", "https://App.Example", "HTTPS://app.example:443", "https://app.example"])
    func corsOrigin(_ listed: String) async throws {
        var options = MockOptions()
        options.corsOrigins = .listed([listed])
        options.control.origins = [listed]
        try await withMock(options) { mock in
            for target in ["/user/campaign", "/_mock/health"] {
                let connection = try RawConnection(port: mock.port)
                try await connection.send(
                    "GET \(target) HTTP/1.1\r\nHost: localhost\r\nOrigin: https://app.example\r\n\r\n")
                #expect(
                    try await connection.receiveResponse()["Access-Control-Allow-Origin"] == "https://app.example")
            }
        }
    }

    @Test("of pages may be null or *, for the API's responses")
    func nullOrigin() async throws {
        for (listed, allowed) in [("null", "null"), ("*", "*")] {
            var options = MockOptions()
            options.corsOrigins = .listed([listed])
            try await withMock(options) { mock in
                let connection = try RawConnection(port: mock.port)
                try await connection.send("GET /user HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\n\r\n")
                #expect(try await connection.receiveResponse()["Access-Control-Allow-Origin"] == allowed)
            }
        }
    }
}

import HTTPServer
import HTTPTypes
import TestSupport
import Testing

@Suite("Timeouts") struct TimeoutTests {
    @Test("a head that does not become complete is refused", arguments: PollerKind.available)
    func head(_ poller: PollerKind) async throws {
        try await withServer(poller, configure: { $0.timeouts.head = .milliseconds(50) }) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: t")
            let response = try await client.response()
            #expect(response.status == 408)
            #expect(response["Connection"] == "close")
            client.shutSendingSide()
            #expect(try await client.rest() == ("", .closed))
        }
    }

    @Test("a HEAD that does not become complete is refused without a body")
    func headOfHEAD() async throws {
        try await withServer(configure: { $0.timeouts.head = .milliseconds(50) }) { server in
            let client = try Client(port: server.port)
            try await client.send("HEAD / HTTP/1.1\r\nHost: t")
            #expect(try await client.response(toHEAD: true).status == 408)
            client.shutSendingSide()
            #expect(try await client.rest() == ("", .closed))
        }
    }

    @Test("a body that makes no progress is refused", arguments: PollerKind.available)
    func body(_ poller: PollerKind) async throws {
        try await withServer(poller, configure: { $0.timeouts.bodyProgress = .milliseconds(50) }) { server in
            let client = try Client(port: server.port)
            try await client.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\nabc")
            #expect(try await client.response().status == 408)
        }
    }

    @Test("an idle connection is closed without a response", arguments: PollerKind.available)
    func idle(_ poller: PollerKind) async throws {
        try await withServer(poller, configure: { $0.timeouts.idle = .seconds(1) }) { server in
            let unused = try Client(port: server.port)
            #expect(try await unused.rest() == ("", .closed))
            let used = try Client(port: server.port)
            #expect(try await used.get().status == 200)
            #expect(try await used.rest() == ("", .closed))
        }
    }

    @Test("a client that does not read its response is reset, and no other client", arguments: PollerKind.available)
    func write(_ poller: PollerKind) async throws {
        let large = [UInt8](repeating: 120, count: 16_000_000)
        try await withServer(
            poller,
            configure: {
                $0.threads = 1
                $0.timeouts.writeProgress = .milliseconds(200)
            },
            handler: { $0.path.text == "/large" ? Response(status: .ok, bytes: large) : text("small") }
        ) { server in
            let slow = try Client(port: server.port, receiveBufferBytes: 4_096)
            try await slow.send("GET /large HTTP/1.1\r\nHost: test\r\n\r\n")
            let quick = try Client(port: server.port)
            #expect(try await quick.get().text == "small")
            try await eventually { server.connectionCount == 1 }
            #expect(try await slow.rest().ending == .reset)
            #expect(try await quick.get().text == "small")
        }
    }

    @Test("a connection that its client keeps open after the last response is closed", arguments: PollerKind.available)
    func linger(_ poller: PollerKind) async throws {
        try await withServer(poller, configure: { $0.timeouts.linger = .milliseconds(50) }) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
            #expect(try await client.response().status == 200)
            try await eventually { server.connectionCount == 0 }
        }
    }

    @Test("a large response reaches a slow client", arguments: PollerKind.available)
    func slowReader(_ poller: PollerKind) async throws {
        let large = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await withServer(poller, handler: { _ in Response(status: .ok, bytes: large) }) { server in
            let client = try Client(port: server.port, receiveBufferBytes: 4_096)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\nGET / HTTP/1.1\r\nHost: test\r\n\r\n")
            #expect(try await client.response().body == large)
            #expect(try await client.response().body == large)
        }
    }
}

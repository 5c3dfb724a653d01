import HTTPServer
import HTTPTypes
import TestSupport
import Testing

@Suite("Deliveries") struct DeliveryTests {
    private func exchange(
        _ poller: PollerKind, _ delivery: Response.Delivery, _ request: String = "GET / HTTP/1.1\r\nHost: test\r\n\r\n"
    ) async throws -> (text: String, ending: Client.Ending) {
        try await withServer(
            poller,
            handler: { _ in
                var response = text("hello world")
                response.delivery = delivery
                return response
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send(request)
            return try await client.rest()
        }
    }

    @Test("a connection can be reset without a response", arguments: PollerKind.available)
    func reset(_ poller: PollerKind) async throws {
        #expect(try await exchange(poller, .reset) == ("", .reset))
    }

    @Test("a connection can be closed without a response", arguments: PollerKind.available)
    func closed(_ poller: PollerKind) async throws {
        #expect(try await exchange(poller, .closeWithoutAnswer) == ("", .closed))
    }

    @Test("a response can be truncated", arguments: PollerKind.available, [0, 5, 11, 100])
    func truncated(_ poller: PollerKind, _ count: Int) async throws {
        let (text, ending) = try await exchange(poller, .truncated(afterBytes: count))
        #expect(text.contains("Content-Length: 11\r\n"))
        #expect(text.hasSuffix("\r\n\r\n" + "hello world".prefix(min(count, 10))))
        #expect(ending == .closed)
    }

    @Test("arbitrary bytes can replace the response", arguments: PollerKind.available)
    func raw(_ poller: PollerKind) async throws {
        #expect(try await exchange(poller, .raw(Array("\u{1}garbage".utf8))) == ("\u{1}garbage", .closed))
    }

    @Test("a body can be sent at a given rate", arguments: PollerKind.available)
    func paced(_ poller: PollerKind) async throws {
        let clock = ContinuousClock()
        try await withServer(
            poller,
            handler: { _ in
                var response = text("hello world")
                response.delivery = .paced(bytesPerSecond: 100)
                return response
            }
        ) { server in
            let client = try Client(port: server.port)
            for _ in 0..<2 {
                let start = clock.now
                let response = try await client.get()
                #expect(response.text == "hello world")
                #expect(response["Content-Length"] == "11")
                // Eleven bytes at 100 bytes a second, five at a time: two pauses of 50 ms before the last byte.
                #expect(clock.now - start >= .milliseconds(100))
            }
        }
    }

    @Test("a request can get no response until the client closes the connection", arguments: PollerKind.available)
    func never(_ poller: PollerKind) async throws {
        let asked = Signal()
        try await withServer(
            poller,
            handler: { request in
                guard request.path.text == "/never" else { return text("answered") }
                asked.set()
                return Response(status: .ok, delivery: .never)
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send(
                "GET /never HTTP/1.1\r\nHost: test\r\n\r\nGET /ignored HTTP/1.1\r\nHost: test\r\n\r\n")
            await asked.wait()
            let other = try Client(port: server.port)
            #expect(try await other.get().text == "answered")
            #expect(server.connectionCount == 2)
            client.shutSendingSide()
            #expect(try await client.rest() == ("", .closed))
        }
    }

    @Test("a request that gets no response does not delay the stop", arguments: PollerKind.available)
    func neverAndStop(_ poller: PollerKind) async throws {
        let asked = Signal()
        let client = try await withServer(
            poller, configure: { $0.timeouts.shutdownGrace = .seconds(300) },
            handler: { _ in
                asked.set()
                return Response(status: .ok, delivery: .never)
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            await asked.wait()
            return client
        }
        #expect(try await client.rest() == ("", .closed))
    }

    @Test("a fault also applies to HEAD, without a body")
    func head() async throws {
        let (text, _) = try await exchange(
            .platformDefault, .truncated(afterBytes: 5), "HEAD / HTTP/1.1\r\nHost: test\r\n\r\n")
        #expect(text.hasSuffix("\r\n\r\n"))
    }
}

import HTTPServer
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@Suite("Streams") struct StreamTests {
    @Test("are chunked, and the connection persists", arguments: PollerKind.available)
    func chunked(_ poller: PollerKind) async throws {
        try await withServer(
            poller,
            handler: { _ in
                Response(
                    status: .ok,
                    body: .stream { writer in for part in ["ab", "", "cd"] { try await writer.write(part) } })
            }
        ) { server in
            let client = try Client(port: server.port)
            for _ in 0..<3 {
                let response = try await client.get()
                #expect(response["Transfer-Encoding"] == "chunked")
                #expect(response.text == "abcd")
            }
        }
    }

    @Test("end with the connection on HTTP/1.0", arguments: PollerKind.available)
    func http10(_ poller: PollerKind) async throws {
        try await withServer(
            poller, handler: { _ in Response(status: .ok, body: .stream { try await $0.write("abc") }) }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            let response = try await client.response()
            #expect(response["Transfer-Encoding"] == nil)
            #expect(response["Connection"] == "close")
            #expect(response.text == "abc")
        }
    }

    @Test("are not produced for HEAD")
    func head() async throws {
        try await withServer(handler: { request in
            Response(status: .ok, body: .stream { _ in Issue.record("produced for \(request.method)") })
        }) { server in
            let client = try Client(port: server.port)
            try await client.send("HEAD / HTTP/1.1\r\nHost: test\r\n\r\n")
            #expect(try await client.response(toHEAD: true)["Transfer-Encoding"] == "chunked")
        }
    }

    private actor Elsewhere {
        func write(_ text: String, to writer: BodyWriter) async throws { try await writer.write(text) }
    }

    @Test("can be written from actors and detached tasks", arguments: PollerKind.available)
    func elsewhere(_ poller: PollerKind) async throws {
        try await withServer(
            poller,
            handler: { _ in
                Response(
                    status: .ok,
                    body: .stream { writer in
                        let actor = Elsewhere()
                        for number in 0..<100 {
                            try await actor.write("\(number),", to: writer)
                            try await Task.detached { try await writer.write("-") }.value
                        }
                    })
            }
        ) { server in
            let expected = (0..<100).map { "\($0),-" }.joined()
            let client = try Client(port: server.port)
            #expect(try await client.get().text == expected)
        }
    }

    @Test("wait for a client that does not read, and delay no other client", arguments: PollerKind.available)
    func backPressure(_ poller: PollerKind) async throws {
        let written = Atomic(0)
        let total = 32_000_000
        try await withServer(
            poller, configure: { $0.threads = 1 },
            handler: { request in
                guard request.path.text == "/stream" else { return text("quick") }
                return Response(
                    status: .ok,
                    body: .stream { writer in
                        let part = [UInt8](repeating: 120, count: 64_000)
                        for _ in 0..<(total / part.count) {
                            try await writer.write(part)
                            written.add(part.count, ordering: .relaxed)
                        }
                    })
            }
        ) { server in
            let slow = try Client(port: server.port, receiveBufferBytes: 4_096)
            try await slow.send("GET /stream HTTP/1.1\r\nHost: test\r\n\r\n")
            let quick = try Client(port: server.port)
            // The producer can write only as much as the socket buffers and `streamMark` hold.
            var before = -1
            while written.load(ordering: .relaxed) != before || before == 0 {
                before = written.load(ordering: .relaxed)
                for _ in 0..<50 { #expect(try await quick.get().text == "quick") }
            }
            #expect(before < total / 2)
            let response = try await slow.response()
            #expect(response.body.count == total)
        }
    }

    @Test("are cancelled when the client closes the connection", arguments: PollerKind.available, [true, false])
    func clientGoes(_ poller: PollerKind, byReset: Bool) async throws {
        let cancelled = Signal()
        try await withServer(
            poller, configure: { $0.timeouts.halfClosedStream = .milliseconds(50) },
            handler: { _ in
                Response(
                    status: .ok,
                    body: .stream { writer in
                        try await writer.write("begun")
                        await Signal.waitForCancellation()
                        _ = await #expect(throws: CancellationError.self) { try await writer.write("more") }
                        cancelled.set()
                    })
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            _ = try await client.bytes(80)
            if byReset { client.reset() } else { client.close() }
            await cancelled.wait()
            try await eventually { server.connectionCount == 0 }
        }
    }

    @Test("that wait in a write are cancelled when the client closes the connection", arguments: PollerKind.available)
    func clientGoesWhileWaiting(_ poller: PollerKind) async throws {
        let cancelled = Signal()
        try await withServer(
            poller,
            handler: { _ in
                Response(
                    status: .ok,
                    body: .stream { writer in
                        defer { cancelled.set() }
                        while true { try await writer.write([UInt8](repeating: 120, count: 100_000)) }
                    })
            }
        ) { server in
            let client = try Client(port: server.port, receiveBufferBytes: 4_096)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            _ = try await client.bytes(80)
            client.reset()
            await cancelled.wait()
        }
    }

    @Test("that fail are cut off so that the client notices", arguments: PollerKind.available)
    func failing(_ poller: PollerKind) async throws {
        struct Fault: Error {}
        try await withServer(
            poller,
            handler: { _ in
                Response(
                    status: .ok,
                    body: .stream { writer in
                        try await writer.write("abc")
                        throw Fault()
                    })
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            let (text, ending) = try await client.rest()
            #expect(text.hasSuffix("3\r\nabc\r\n"))
            #expect(ending == .closed)
            let old = try Client(port: server.port)
            try await old.send("GET / HTTP/1.0\r\n\r\n")
            #expect(try await old.rest().ending == .reset)
        }
    }

    @Test("to a half-closed client go on while they write", arguments: PollerKind.available)
    func halfClosed(_ poller: PollerKind) async throws {
        try await withServer(
            poller, configure: { $0.timeouts.halfClosedStream = .seconds(60) },
            handler: { _ in
                Response(
                    status: .ok,
                    body: .stream { writer in
                        for _ in 0..<100 {
                            await Task.detached {}.value
                            try await writer.write("x")
                        }
                    })
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            client.shutSendingSide()
            #expect(try await client.response().text == String(repeating: "x", count: 100))
        }
    }

    @Test(
        "of a half-closed client end in order when they have nothing to write", arguments: PollerKind.available,
        ["1.1", "1.0"])
    func halfClosedAndSilent(_ poller: PollerKind, version: String) async throws {
        let cancelled = Signal()
        try await withServer(
            poller, configure: { $0.timeouts.halfClosedStream = .milliseconds(50) },
            handler: { _ in
                Response(
                    status: .ok,
                    body: .stream { writer in
                        try await writer.write("begun")
                        await Signal.waitForCancellation()
                        cancelled.set()
                    })
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/\(version)\r\nHost: test\r\n\r\n")
            client.shutSendingSide()
            #expect(try await client.response().text == "begun")
            #expect(try await client.rest() == ("", .closed))
            await cancelled.wait()
        }
    }

    @Test("with a Content-Length go on to their end for a half-closed client, however slow")
    func halfClosedAndCounted() async throws {
        try await withServer(
            configure: { $0.timeouts.halfClosedStream = .milliseconds(20) },
            handler: { _ in
                Response(status: .ok, body: .bytes(Array("slow".utf8)), delivery: .paced(bytesPerSecond: 10))
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            client.shutSendingSide()
            #expect(try await client.response().text == "slow")
        }
    }
}

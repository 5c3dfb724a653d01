import Foundation
import HTTPServer
import HTTPTypes
import TestSupport
import Testing

@Suite("Stopping") struct StopTests {
    @Test("finishes requests in flight and closes idle connections", arguments: PollerKind.available)
    func graceful(_ poller: PollerKind) async throws {
        let (began, mayEnd) = (Signal(), Signal())
        try await withServer(
            poller,
            handler: { request in
                if request.path.text == "/slow" {
                    began.set()
                    await mayEnd.wait()
                }
                return text("done")
            }
        ) { server in
            let (idle, busy) = (try Client(port: server.port), try Client(port: server.port))
            #expect(try await idle.get().text == "done")
            try await busy.send("GET /slow HTTP/1.1\r\nHost: test\r\n\r\n")
            await began.wait()
            server.stop()
            #expect(try await idle.rest() == ("", .closed))
            // The loops stop listening one after the other. Until then a connection is closed without a response.
            var lateCount = 0
            while let late = try? Client(port: server.port) {
                #expect(try await late.rest().text == "")
                lateCount += 1
                #expect(lateCount < 1_000, "the server goes on listening")
                if lateCount == 1_000 { break }
            }
            mayEnd.set()
            let response = try await busy.response()
            #expect(response.text == "done")
            #expect(response["Connection"] == "close")
            #expect(try await busy.rest() == ("", .closed))
        }
    }

    @Test(
        "responds at once to a request that has arrived only in part",
        arguments: ["GET / HT", "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 9\r\n\r\nab"])
    func incomplete(_ wire: String) async throws {
        try await withServer(configure: { $0.timeouts.shutdownGrace = .seconds(300) }) { server in
            let client = try Client(port: server.port)
            // The response to the complete request shows that the server has read the incomplete one as well.
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n" + wire)
            #expect(try await client.response().status == 200)
            server.stop()
            let response = try await client.response()
            #expect(response.status == 503)
            #expect(response["Connection"] == "close")
            #expect(try await client.rest() == ("", .closed))
        }
    }

    @Test("closes connections and cancels handlers at the end of the grace", arguments: PollerKind.available)
    func grace(_ poller: PollerKind) async throws {
        let (began, cancelled) = (Signal(), Signal())
        let client = try await withServer(
            poller, configure: { $0.timeouts.shutdownGrace = .milliseconds(50) },
            handler: { _ in
                began.set()
                await Signal.waitForCancellation()
                cancelled.set()
                return text("too late")
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            await began.wait()
            return client
        }
        await cancelled.wait()
        #expect(try await client.rest() == ("", .closed))
    }

    @Test("does not wait for a handler that ignores its cancellation", arguments: PollerKind.available)
    func deaf(_ poller: PollerKind) async throws {
        let (began, mayEnd, ended) = (Signal(), Signal(), Signal())
        try await withServer(
            poller, configure: { $0.timeouts.shutdownGrace = .milliseconds(1) },
            handler: { _ in
                began.set()
                await mayEnd.wait()
                ended.set()
                return text("far too late")
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            await began.wait()
        }
        mayEnd.set()
        await ended.wait()
    }

    @Test("ends streams", arguments: PollerKind.available)
    func streams(_ poller: PollerKind) async throws {
        let client = try await withServer(
            poller, configure: { $0.timeouts.shutdownGrace = .seconds(300) },
            handler: { _ in
                Response(
                    status: .ok,
                    body: .stream { writer in
                        try await writer.write("begun")
                        await Signal.waitForCancellation()
                    })
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            _ = try await client.bytes(20)
            return client
        }
        #expect(try await client.rest().ending == .closed)
    }

    @Test("before it runs makes run() return at once")
    func beforeRunning() async throws {
        let server = try Server(configuration: ServerConfiguration(), logger: silentLogger) { _ in .ready(text("")) }
        server.stop()
        try await server.run()
    }

    @Test("before it runs closes the connections that wait to be accepted", .timeLimit(.minutes(1)))
    func beforeRunningClosesTheListener() async throws {
        let server = try Server(configuration: ServerConfiguration(), logger: silentLogger) { _ in .ready(text("")) }
        let client = try Client(port: server.port)
        server.stop()
        #expect(try await client.rest().text == "")
        server.stop()
        try await server.run()
    }

    @Test("before it runs removes its socket file, and never the file of a later server")
    func beforeRunningRemovesTheSocketFile() throws {
        let path = NSTemporaryDirectory() + "http-server-\(UUID().uuidString.prefix(13)).sock"
        var configuration = ServerConfiguration()
        configuration.unixSocketPath = path
        var stopped: Server? = try Server(configuration: configuration, logger: silentLogger) { _ in .ready(text("")) }
        #expect(FileManager.default.fileExists(atPath: path))
        stopped?.stop()
        #expect(!FileManager.default.fileExists(atPath: path))

        let later = try Server(configuration: configuration, logger: silentLogger) { _ in .ready(text("")) }
        stopped?.stop()
        stopped = nil
        #expect(FileManager.default.fileExists(atPath: path))
        later.stop()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("is not needed to free the port of a server that never ran")
    func neverRan() async throws {
        let listen = { (port: Int) throws in
            var configuration = ServerConfiguration()
            configuration.port = port
            return try Server(configuration: configuration, logger: silentLogger) { _ in .ready(text("")) }.port
        }
        let port = try listen(0)
        #expect(try listen(port) == port)
    }

    @Test("happens when the running task is cancelled")
    func cancellation() async throws {
        let server = try Server(configuration: ServerConfiguration(), logger: silentLogger) { _ in .ready(text("")) }
        let running = Task { try await server.run() }
        _ = try await Client(port: server.port).get()
        running.cancel()
        try await running.value
    }
}

import Base
import Foundation
import HTTPWire
import TestSupport
import Testing

@testable import HTTPServer

@Suite("The client on an event loop") struct ClientTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let status: Int?
        let failure: ClientFailure?
        let script: Receiver.Script

        init(
            _ name: String, _ status: Int? = nil, _ failure: ClientFailure? = nil, _ script: @escaping Receiver.Script
        ) {
            (testDescription, self.status, self.failure, self.script) = (name, status, failure, script)
        }
    }

    private static let rows = [
        Row("answers", 200) { connection in
            connection.readRequest()
            connection.send(ok)
        },
        Row("answers byte by byte", 200) { connection in
            connection.readRequest()
            for character in ok { connection.send(String(character)) }
        },
        Row("answers and keeps the connection open", 200) { connection in
            connection.readRequest()
            connection.send(ok)
            connection.waitForEnd()
        },
        Row("answers up to the end of the connection", 201) { connection in
            connection.readRequest()
            connection.send("HTTP/1.1 201 Created\r\n\r\nhello")
            connection.shut()
            connection.waitForEnd()
        },
        Row("says that it continues first", 200) { connection in
            connection.send("HTTP/1.1 100 Continue\r\n\r\n")
            connection.readRequest()
            connection.send(ok)
        },
        Row("redirects", 307) { connection in
            connection.readRequest()
            connection.send(
                "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
        },
        Row("never ends its body", 200) { connection in
            connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\n\r\n")
            while connection.send(String(repeating: "x", count: 10_000)) {}
        },
        Row("never ends its chunks", 200) { connection in
            connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while connection.send("3E8\r\n\(String(repeating: "x", count: 1_000))\r\n") {}
        },
        Row("never ends its head", nil, .malformed(.headTooLarge(limit: 32_768))) { connection in
            connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nA: ")
            while connection.send(String(repeating: "x", count: 10_000)) {}
        },
        Row("closes at once", nil, .malformed(.endsBefore)) { $0.shut() },
        Row("closes after the request", nil, .malformed(.endsBefore)) { $0.readRequest() },
        Row("closes in its head", nil, .malformed(.endsWithin)) { connection in
            connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nServer")
        },
        Row("closes in its body", nil, .malformed(.endsWithin)) { connection in
            connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok")
        },
        Row("speaks another protocol", nil, .malformed(.notHTTP(start: "SSH-2.0-x.."))) { connection in
            connection.readRequest()
            connection.send("SSH-2.0-x\r\n")
            connection.waitForEnd()
        },
        Row("makes a mistake in a chunk", nil, .malformed(.malformedChunk(.invalidChunkSize))) { connection in
            connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\nx")
            connection.waitForEnd()
        },
    ]

    @Test("gets an answer or a failure from a receiver that", arguments: rows)
    func receives(_ row: Row) async throws {
        let receiver = try Receiver(row.script)
        try await withServer(handler: { _ in text("") }) { server in
            let result = await server.post(port: receiver.port)
            #expect(result.status == row.status)
            #expect(result.failure == row.failure)
        }
    }

    @Test("reads at most 64 KiB of an answer")
    func cut() async throws {
        let receiver = try Receiver { connection in
            connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n" + String(repeating: "x", count: 70_000))
        }
        try await withServer(handler: { _ in text("") }) { server in
            let answer = try await server.post(port: receiver.port).get()
            #expect(answer.body.count == 65_536)
            #expect(answer.isCut)
        }
    }

    @Test("fails when the connection is reset")
    func reset() async throws {
        let receiver = try Receiver { connection in
            connection.readRequest()
            connection.reset()
        }
        try await withServer(handler: { _ in text("") }) { server in
            let failure = await server.post(port: receiver.port).failure
            #expect(failure == .lost(SystemError(call: "recv", code: ECONNRESET)))
        }
    }

    @Test("takes an answer that comes before the whole request was sent")
    func early() async throws {
        let receiver = try Receiver { connection in
            connection.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n")
            connection.waitForEnd()
        }
        try await withServer(handler: { _ in text("") }) { server in
            let body = String(repeating: "x", count: 20_000_000)
            #expect(await server.post(body, port: receiver.port).status == 413)
        }
    }

    @Test("sends a request that does not fit into the socket")
    func large() async throws {
        let receiver = try Receiver(answering: Self.ok)
        try await withServer(handler: { _ in text("") }) { server in
            let body = String(repeating: "x", count: 2_000_000)
            #expect(await server.post(body, port: receiver.port).status == 200)
            #expect(receiver.received.first?.hasSuffix(body) == true)
        }
    }

    @Test("says where nothing listens")
    func refused() async throws {
        // The port is taken, so that nobody else listens there, and is closed at the end of the scope.
        let port = try Receiver(nil).port
        try await withServer(handler: { _ in text("") }) { server in
            #expect(await server.post(port: port).failure == .refused(addresses: ["127.0.0.1:\(port)"]))
            let both = await server.post(to: "localhost", port: port).failure
            let addresses = ["127.0.0.1:\(port)"] + (Loopback.hasIPv6 ? ["[::1]:\(port)"] : [])
            if Loopback.hasIPv6 { #expect(both == .refused(addresses: addresses)) }
        }
    }

    @Test("finds localhost on either address", .enabled(if: Loopback.hasIPv6))
    func localhost() async throws {
        let receiver = try Receiver(host: "::1", answering: Self.ok)
        try await withServer(handler: { _ in text("") }) { server in
            #expect(await server.post(to: "localhost", port: receiver.port).status == 200)
            #expect(await server.post(to: "[::1]", port: receiver.port).status == 200)
        }
    }

    @Test("says that a name is unknown, which is looked up on another thread")
    func unknown() async throws {
        try await withServer(handler: { _ in text("") }) { server in
            let failure = await server.post(to: "no-such-host.invalid", port: 80).failure
            guard case .hostUnknown("no-such-host.invalid", _) = failure else {
                // A machine whose resolver does not answer.
                #expect(failure == .timedOut(.lookup, after: .seconds(300)))
                return
            }
        }
    }

    struct Stage: CustomTestStringConvertible {
        let testDescription: String
        let stage: ClientFailure.Stage
        let script: Receiver.Script
    }

    @Test(
        "gives up in time on a receiver that",
        arguments: [
            Stage(testDescription: "does not answer", stage: .answer) { $0.waitForEnd() },
            Stage(testDescription: "stops in its answer", stage: .restOfAnswer) { connection in
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok")
                connection.waitForEnd()
            },
            Stage(testDescription: "goes on and on", stage: .restOfAnswer) { connection in
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n")
                while connection.send("x") { Thread.sleep(forTimeInterval: 0.005) }
            },
        ])
    func timeout(_ row: Stage) async throws {
        let receiver = try Receiver(row.script)
        try await withServer(handler: { _ in text("") }) { server in
            // On a busy machine a short time can end in an earlier stage.
            var (time, failure) = (Duration.milliseconds(125), ClientFailure?.none)
            repeat {
                time *= 2
                failure = await server.post(port: receiver.port, within: time).failure
                guard case .timedOut(_, after: time) = failure else { break }
            } while failure != .timedOut(row.stage, after: time) && time < .seconds(5)
            #expect(failure == .timedOut(row.stage, after: time))
        }
    }

    @Test("fails at once when the server stops, and afterwards")
    func stops() async throws {
        let (begun, ended) = (Signal(), Signal())
        let receiver = try Receiver { connection in
            connection.readRequest()
            begun.set()
            connection.waitForEnd()
            ended.set()
        }
        let server = try Server(configuration: ServerConfiguration(), logger: silentLogger) { _ in .ready(text("")) }
        async let running: Void = server.run()
        async let result = server.post(port: receiver.port)
        await begun.wait()
        server.stop()
        #expect(await result.failure == .stopped)
        try await running
        await ended.wait()
        #expect(await server.post(port: receiver.port).failure == .stopped)
    }

    @Test("waits for the server to run")
    func beforeTheRun() async throws {
        let receiver = try Receiver(answering: Self.ok)
        let server = try Server(configuration: ServerConfiguration(), logger: silentLogger) { _ in .ready(text("")) }
        async let result = server.post(port: receiver.port)
        async let running: Void = server.run()
        #expect(await result.status == 200)
        server.stop()
        try await running
    }
}

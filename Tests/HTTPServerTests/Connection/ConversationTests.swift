import HTTPServer
import HTTPTypes
import HTTPWire
import Base
import TestSupport
import Testing

@Suite("Conversations") struct ConversationTests {
    @Test("a connection carries one request after the other", arguments: PollerKind.available)
    func keepAlive(_ poller: PollerKind) async throws {
        try await withServer(poller, handler: { text("\($0.path.text) \($0.connection)") }) { server in
            let client = try Client(port: server.port)
            #expect(try await client.get("/a").text == "/a 1")
            #expect(try await client.get("/b").text == "/b 1")
            #expect(server.connectionCount == 1)
        }
    }

    @Test("a thousand pipelined requests get their responses in order", arguments: PollerKind.available)
    func pipelining(_ poller: PollerKind) async throws {
        try await withServer(
            poller,
            handler: { request in
                // Every other response takes longer than the one after it.
                if request.path.text.hasSuffix("0") { await Task.detached {}.value }
                return text(request.path.text)
            }
        ) { server in
            let client = try Client(port: server.port)
            let requests = (0..<1_000).map { "GET /\($0) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined()
            try await client.send(requests)
            for number in 0..<1_000 {
                #expect(try await client.response().text == "/\(number)")
            }
        }
    }

    @Test("a request may arrive in any pieces", arguments: PollerKind.available)
    func pieces(_ poller: PollerKind) async throws {
        try await withServer(poller) { server in
            let client = try Client(port: server.port)
            let request =
                "POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
            for byte in request.utf8 { try await client.send([byte]) }
            #expect(try await client.response().text == "abcde")
        }
    }

    @Test("a client that has shut its sending side still gets every response", arguments: PollerKind.available)
    func halfClosed(_ poller: PollerKind) async throws {
        try await withServer(
            poller,
            handler: { request in
                await Task.detached {}.value
                return text(request.path.text)
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("GET /1 HTTP/1.1\r\nHost: test\r\n\r\nGET /2 HTTP/1.1\r\nHost: test\r\n\r\n")
            client.shutSendingSide()
            #expect(try await client.response().text == "/1")
            #expect(try await client.response().text == "/2")
            #expect(try await client.rest() == ("", .closed))
        }
    }

    @Test("a handler is cancelled when its client closes", arguments: PollerKind.available, [true, false])
    func clientGoes(_ poller: PollerKind, byReset: Bool) async throws {
        let begun = Signal()
        let cancelled = Signal()
        try await withServer(
            poller, configure: { $0.timeouts.halfClosedRequest = .milliseconds(1) },
            handler: { _ in
                begun.set()
                await Signal.waitForCancellation()
                cancelled.set()
                return text("")
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            await begun.wait()
            if byReset { client.reset() } else { client.close() }
            await cancelled.wait()
            try await eventually { server.connectionCount == 0 }
        }
    }

    @Test("a client that has shut its sending side gets an interim response", arguments: PollerKind.available)
    func probed(_ poller: PollerKind) async throws {
        let seen = Signal()
        try await withServer(
            poller, configure: { $0.timeouts.halfClosedRequest = .milliseconds(1) },
            handler: { _ in
                await seen.wait()
                return text("answer")
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            client.shutSendingSide()
            #expect(try await client.response().status == 100)
            seen.set()
            #expect(try await client.response().text == "answer")
            #expect(try await client.rest() == ("", .closed))
        }
    }

    @Test("an incomplete request is refused when the client shuts its sending side", arguments: PollerKind.available)
    func endedEarly(_ poller: PollerKind) async throws {
        try await withServer(poller) { server in
            for part in ["GET / HT", "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\nabc"] {
                let client = try Client(port: server.port)
                try await client.send(part)
                client.shutSendingSide()
                let response = try await client.response()
                #expect(response.status == 400)
                #expect(response["Connection"] == "close")
                #expect(try await client.rest() == ("", .closed))
            }
        }
    }

    @Test("connections that the client closes or resets are closed", arguments: PollerKind.available)
    func abandoned(_ poller: PollerKind) async throws {
        try await withServer(poller) { server in
            for bytes in ["", "GET", "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\nabc"] {
                let (closing, resetting) = (try Client(port: server.port), try Client(port: server.port))
                try await closing.send(bytes)
                try await resetting.send(bytes)
                closing.close()
                resetting.reset()
            }
            try await eventually { server.connectionCount == 0 }
        }
    }

    @Test("a handler is cancelled when its client resets the connection", arguments: PollerKind.available)
    func cancelled(_ poller: PollerKind) async throws {
        let (began, ended) = (Signal(), Signal())
        try await withServer(
            poller,
            handler: { _ in
                began.set()
                await Signal.waitForCancellation()
                ended.set()
                return text("too late")
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            await began.wait()
            client.reset()
            await ended.wait()
            try await eventually { server.connectionCount == 0 }
        }
    }

    @Test("an error gets a JSON response, then the connection ends without a reset", arguments: PollerKind.available)
    func refused(_ poller: PollerKind) async throws {
        try await withServer(poller, handler: { _ in text("never") }) { server in
            let client = try Client(port: server.port)
            try await client.send(
                "GET / HTTP/1.1\r\n\r\n" + String(repeating: "GET / HTTP/1.1\r\nHost: x\r\n\r\n", count: 2_000))
            let response = try await client.response()
            #expect(response.status == 400)
            #expect(response["Content-Type"] == "application/json")
            #expect(response["Connection"] == "close")
            #expect(response.text == #"{"message":"An HTTP/1.1 request must have a Host header."}"#)
            client.shutSendingSide()
            #expect(try await client.rest() == ("", .closed))
        }
    }

    @Test(
        "the response to a refused HEAD has no body",
        arguments: [
            ("HEAD / HTTP/1.1\r\n\r\n", 400), ("HEAD / HTTP/1.1\r\nHost: test\r\nExpect: much\r\n\r\n", 417),
            ("HEAD / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\nz", 400),
            ("HEAD / HTTP/1.1\r\nHost: test\r\nContent-Length: 9999999\r\n\r\n", 413),
        ])
    func refusedHead(_ request: String, _ status: Int) async throws {
        try await withServer(handler: { _ in text("never") }) { server in
            let client = try Client(port: server.port)
            try await client.send(request)
            let response = try await client.response(toHEAD: true)
            #expect(response.status == status)
            #expect(response["Content-Length"].flatMap { Int($0) } ?? 0 > 0)
            #expect(response["Connection"] == "close")
            client.shutSendingSide()
            #expect(try await client.rest() == ("", .closed))
        }
    }

    @Test("a body over the limit is refused while it is still being sent", arguments: PollerKind.available)
    func tooLarge(_ poller: PollerKind) async throws {
        try await withServer(poller, configure: { $0.requestLimits.bodyBytes = 1_000 }) { server in
            let client = try Client(port: server.port)
            let size = 4_000_000
            try await client.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: \(size)\r\n\r\n")
            try await client.send([UInt8](repeating: 120, count: size))
            #expect(try await client.response().status == 413)
            client.shutSendingSide()
            #expect(try await client.rest() == ("", .closed))
        }
    }

    @Test(
        "a handler can get a request whose body exceeds the limit, and the body is not read",
        arguments: [
            "Content-Length: 11\r\n\r\n", "Content-Length: 11\r\nExpect: 100-continue\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\nb\r\n", "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\na\r\n",
        ])
    func handedOver(_ framing: String) async throws {
        try await withServer(
            configure: {
                $0.requestLimits.bodyBytes = 10
                $0.handsOverTooLargeRequests = true
            },
            handler: {
                text("\($0.path.text) \($0.fault?.status == .contentTooLarge) \($0.body.count)", status: .unauthorized)
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send("POST /a HTTP/1.1\r\nHost: test\r\n\(framing)GET /b HTTP/1.1\r\nHost: test\r\n\r\n")
            let response = try await client.response()
            #expect(response.status == 401)
            #expect(response.text == "/a true 0")
            #expect(response["Connection"] == "close")
            client.shutSendingSide()
            #expect(try await client.rest() == ("", .closed))
        }
    }

    @Test("the response to HEAD is that to GET without the body", arguments: PollerKind.available)
    func head(_ poller: PollerKind) async throws {
        try await withServer(poller, handler: { _ in text("hello") }) { server in
            let client = try Client(port: server.port)
            try await client.send("HEAD / HTTP/1.1\r\nHost: test\r\n\r\nGET / HTTP/1.1\r\nHost: test\r\n\r\n")
            #expect(try await client.response(toHEAD: true)["Content-Length"] == "5")
            #expect(try await client.response().text == "hello")
        }
    }

    @Test("204 has neither body nor framing")
    func noContent() async throws {
        try await withServer(handler: { _ in text("dropped", status: .noContent) }) { server in
            let client = try Client(port: server.port)
            let response = try await client.get()
            #expect(response.status == 204)
            #expect(response["Content-Length"] == nil)
            #expect(try await client.get().status == 204)
        }
    }

    struct Own: CustomTestStringConvertible {
        let testDescription, request: String
        let status: Int
    }

    @Test(
        "the server itself responds to requests that concern no resource",
        arguments: [
            Own(testDescription: "a method HTTP does not know", request: "BREW / HTTP/1.1", status: 501),
            Own(testDescription: "a method in lower case", request: "get / HTTP/1.1", status: 501),
            Own(testDescription: "CONNECT", request: "CONNECT test:80 HTTP/1.1", status: 501),
            Own(testDescription: "OPTIONS *", request: "OPTIONS * HTTP/1.1", status: 204),
            Own(testDescription: "TRACE goes to the handler", request: "TRACE / HTTP/1.1", status: 200),
        ])
    func ownAnswers(_ row: Own) async throws {
        try await withServer { server in
            let client = try Client(port: server.port)
            try await client.send("\(row.request)\r\nHost: test\r\n\r\n")
            let response = try await client.response()
            #expect(response.status == row.status)
            #expect((response["Allow"] != nil) == (row.status == 204))
        }
    }

    @Test("an HTTP/1.0 connection closes unless the client asks to keep it", arguments: PollerKind.available)
    func http10(_ poller: PollerKind) async throws {
        try await withServer(poller, handler: { text($0.path.text) }) { server in
            let client = try Client(port: server.port)
            try await client.send("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            let first = try await client.response()
            #expect(first.text == "/1")
            #expect(first["Connection"] == "keep-alive")
            try await client.send("GET /2 HTTP/1.0\r\n\r\n")
            let second = try await client.response()
            #expect(second.text == "/2")
            #expect(second["Connection"] == "close")
            #expect(try await client.rest() == ("", .closed))
        }
    }

    @Test("a response has a valid Date field")
    func date() async throws {
        try await withServer { server in
            let date = try #require(try await Client(port: server.port).get()["Date"])
            #expect(
                date.wholeMatch(of: /(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/) != nil
            )
        }
    }

    @Test("a request knows its client and its connection")
    func identity() async throws {
        try await withServer(handler: { text($0.peer ?? "none") }) { server in
            let peer = try await Client(port: server.port).get().text
            #expect(peer.hasPrefix("127.0.0.1:"))
        }
    }

    @Test("connections are spread evenly over the loops")
    func spread() async throws {
        let threads = Locked<[UInt: Int]>([:])
        try await withServer(handler: { _ in
            let number = currentThreadNumber()
            threads.withLock { $0[number, default: 0] += 1 }
            return text("")
        }) { server in
            var clients: [Client] = []
            for _ in 0..<8 {
                let client = try Client(port: server.port)
                _ = try await client.get()
                clients.append(client)
            }
            #expect(threads.withLock { $0.values.sorted() } == [4, 4])
        }
    }
}

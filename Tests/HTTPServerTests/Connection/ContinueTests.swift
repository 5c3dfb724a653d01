import HTTPServer
import HTTPTypes
import HTTPWire
import Testing

@Suite("100 Continue") struct ContinueTests {
    private let head = "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"

    @Test("is sent to a client that waits for it", arguments: PollerKind.available)
    func waiting(_ poller: PollerKind) async throws {
        try await withServer(poller) { server in
            let client = try Client(port: server.port)
            try await client.send(head)
            #expect(try await client.response().head == "HTTP/1.1 100 Continue\r\n\r\n")
            try await client.send("abc")
            #expect(try await client.response().text == "abc")
        }
    }

    @Test("is not sent when the body arrives with the head")
    func notWaiting() async throws {
        try await withServer { server in
            let client = try Client(port: server.port)
            try await client.send(head + "abc")
            #expect(try await client.response().status == 200)
        }
    }

    @Test("is not sent when a part of the body has arrived")
    func begun() async throws {
        try await withServer { server in
            let client = try Client(port: server.port)
            try await client.send(head + "a")
            try await client.send("bc")
            #expect(try await client.response().status == 200)
        }
    }

    @Test("is not sent to HTTP/1.0 or when the body is refused")
    func never() async throws {
        try await withServer(configure: { $0.requestLimits.bodyBytes = 2 }) { server in
            let refused = try Client(port: server.port)
            try await refused.send(head)
            #expect(try await refused.response().status == 413)
            let old = try Client(port: server.port)
            try await old.send("POST / HTTP/1.0\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
            try await old.send("ab")
            #expect(try await old.response().status == 200)
        }
    }
}

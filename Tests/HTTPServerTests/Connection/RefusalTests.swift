import Base
import HTTPServer
import HTTPTypes
import HTTPWire
import Testing

@Suite("Refusals") struct RefusalTests {
    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let wire: [UInt8]
        let status: Int
        var method: String?
        var target: String?
        var reason = ""

        init(_ description: String, _ wire: String, _ status: Int, _ method: String?, _ target: String?) {
            (testDescription, self.wire, self.status) = (description, Array(wire.utf8), status)
            (self.method, self.target) = (method, target)
        }

        init(_ description: String, bytes: [UInt8], _ status: Int, reason: String) {
            (testDescription, wire, self.status, self.reason) = (description, bytes, status, reason)
        }
    }

    private static let long = "/" + String(repeating: "a", count: 9_000)

    @Test(
        "are reported once, with status, reason and the part of the request that has arrived",
        arguments: [
            Row("no HTTP", "hello\r\n", 400, nil, nil),
            Row("no Host", "GET /a HTTP/1.1\r\n\r\n", 400, "GET", "/a"),
            Row("a chunk", "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n", 400, "POST", "/a"),
            Row("half a head", "GET /a HTTP/1.1\r\nHost", 408, "GET", "/a"),
            Row("half a body", "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab", 408, "POST", "/a"),
            Row(
                "a body too large", "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n", 413, "POST", "/a"),
            Row("a target too long", "GET \(long) HTTP/1.1\r\nHost: x\r\n\r\n", 414, "GET", long),
            Row("an expectation", "GET /a HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n", 417, "GET", "/a"),
            Row("a head too large", "GET /a HTTP/1.1\r\nX: \(String(repeating: "a", count: 40_000))", 431, "GET", "/a"),
            Row("a method", "BREW /a HTTP/1.1\r\nHost: x\r\n\r\n", 501, "BREW", "/a"),
            Row("a version", "GET /a HTTP/2.0\r\nHost: x\r\n\r\n", 505, "GET", "/a"),
            Row(
                "TLS", bytes: [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03, 0x20], 400,
                reason: "TLS"),
        ])
    func told(_ row: Row) async throws {
        let told = Locked<[(RefusedRequest, Response)]>([])
        try await withServer(
            configure: {
                $0.timeouts.head = .milliseconds(50)
                $0.timeouts.bodyProgress = .milliseconds(50)
                $0.onRefusal = { refused, response in told.withLock { $0.append((refused, response)) } }
                $0.errorFields = { [.server: $0.hostField ?? "unknown"] }
            }
        ) { server in
            let client = try Client(port: server.port)
            try await client.send(row.wire)
            let response = try await client.response()
            #expect(response.status == row.status)
            let (refused, answer) = try #require(told.withLock { $0.count == 1 ? $0.first : nil })
            #expect(refused.status.code == row.status)
            #expect(answer.status == refused.status)
            #expect(!refused.reason.isEmpty && refused.reason.contains(row.reason))
            #expect(response.text.contains(refused.reason))
            #expect(refused.head.method?.rawValue == row.method)
            #expect(refused.head.target == row.target)
            #expect(refused.peer?.hasPrefix("127.0.0.1:") == true)
            #expect(response["Server"] == refused.head.hostField ?? "unknown")
            #expect(response["Content-Type"] == "application/json")
        }
    }

    @Test("are reported for a connection above the maximum")
    func tooManyConnections() async throws {
        let told = Locked<[Int]>([])
        try await withServer(
            configure: {
                $0.maximumConnections = 1
                $0.onRefusal = { refused, _ in told.withLock { $0.append(refused.status.code) } }
            }
        ) { server in
            let first = try Client(port: server.port)
            _ = try await first.get()
            #expect(try await Client(port: server.port).response().status == 503)
            #expect(told.withLock { $0 } == [503])
        }
    }

    @Test("are not reported for a response of a handler or a connection that closes without a response")
    func notTold() async throws {
        let told = Locked(0)
        try await withServer(
            configure: {
                $0.timeouts.idle = .milliseconds(50)
                $0.onRefusal = { _, _ in told.withLock { $0 += 1 } }
            },
            handler: { _ in text("", status: .badRequest) }
        ) { server in
            #expect(try await Client(port: server.port).get().status == 400)
            #expect(try await Client(port: server.port).rest() == ("", .closed))
            let client = try Client(port: server.port)
            try await client.send("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try await client.response().status == 204)
        }
        #expect(told.withLock { $0 } == 0)
    }
}

extension PartialHead {
    fileprivate var hostField: String? { fields.first { $0.name.canonicalName == "host" }?.value }
}

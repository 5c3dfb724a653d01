import Base
import CampaignMock
import Foundation
import JSON
import Logging
import TestSupport
import Testing

@Suite("Mock") struct MockServerTests {
    private static let create = MockRequest(body: #"{"name":"Spring","assistant_id":127}"#)

    @Test(
        "creates exactly as many campaigns as the plan allows when requests are parallel",
        arguments: MockOptions.Poller.allCases)
    func planLimitUnderLoad(_ poller: MockOptions.Poller) async throws {
        var options = MockOptions()
        options.poller = poller
        options.seed = Array(Self.seed(maximumCampaigns: 50).utf8)
        try await withMock(options) { mock in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<200 {
                    group.addTask { try await Self.create.send(to: mock).status }
                }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(statuses == [201: 50, 403: 150])
        }
    }

    @Test("keeps its data over a restart, and ids continue")
    func restart() async throws {
        try await withTemporaryDirectory { directory in
            var options = MockOptions()
            options.database = .file(path: directory.appending(path: "mock.sqlite").path)
            for id in 1...3 {
                try await withMock(options) { mock in
                    let response = try await Self.create.send(to: mock)
                    #expect(response.status == 201)
                    #expect(try JSONReader.read(response.body.span)["data"]?["id"]?.integer == Int64(id))
                }
            }
        }
    }

    @Test("explains why the control plane is off and how to switch it on")
    func switchedOff() async throws {
        var options = MockOptions()
        options.control.enabled = false
        try await withMock(options) { mock in
            #expect(mock.controlPlaneRefusal == "switched off")
            let response = try await MockRequest(method: "GET", target: "/_mock/health").send(to: mock)
            #expect(response.status == 403)
            #expect(String(decoding: response.body, as: UTF8.self).contains("--no-control"))
        }
        options = MockOptions()
        options.endpoint = .tcp(host: "0.0.0.0", port: 0)
        try await withMock(options) { mock in
            #expect(mock.controlPlaneRefusal?.contains("0.0.0.0") == true)
            let response = try await MockRequest(method: "GET", target: "/_mock/state").send(to: mock)
            #expect(response.status == 403)
            #expect(String(decoding: response.body, as: UTF8.self).contains("--control-token"))
            let health = try await MockRequest(method: "GET", target: "/_mock/health").send(to: mock)
            #expect(health.text == "{\"status\":\"ok\",\"version\":\"\(MockServer.version)\"}\n")
        }
    }

    struct Oversized: CustomTestStringConvertible, Sendable {
        let testDescription, line, fields: String
        let status: Int
    }

    @Test(
        "checks a request with a body over the limit in the same order as any other request",
        arguments: [
            Oversized(testDescription: "no key", line: "POST /user/campaign", fields: json, status: 401),
            Oversized(testDescription: "no media type", line: "POST /user/campaign", fields: key, status: 415),
            Oversized(testDescription: "key and type", line: "POST /user/campaign", fields: key + json, status: 413),
            Oversized(testDescription: "another method", line: "PUT /user/campaign", fields: key, status: 405),
            Oversized(testDescription: "no route", line: "POST /nothing", fields: key, status: 404),
            Oversized(testDescription: "the control plane", line: "POST /_mock/reset", fields: json, status: 413),
        ])
    func oversized(_ row: Oversized) async throws {
        var options = MockOptions()
        options.limits.bodyBytes = 10
        try await withMock(options) { mock in
            for framing in ["Content-Length: 11\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nb\r\n"] {
                let connection = try RawConnection(port: mock.port)
                try await connection.send("\(row.line) HTTP/1.1\r\nHost: localhost\r\n\(row.fields)\(framing)")
                let response = try await connection.receiveResponse()
                #expect(response.status == row.status)
                #expect(response["Connection"] == "close")
            }
        }
    }

    private static let key = "Authorization: Bearer demo-key\r\n"
    private static let json = "Content-Type: application/json\r\n"

    @Test("lets pages of any origin read the HTTP server's own error responses")
    func refusalAcrossOrigins() async throws {
        try await withMock { mock in
            let connection = try RawConnection(port: mock.port)
            try await connection.send("POST /\(String(repeating: "a", count: 9_000)) HTTP/1.1\r\n")
            let response = try await connection.receiveResponse()
            #expect(response.status == 414)
            #expect(response["Access-Control-Allow-Origin"] == "*")
        }
    }

    struct Refused: CustomTestStringConvertible, Sendable {
        let testDescription, wire: String
        let status: Int
        var method, target: String?
        var isFromPage = false
    }

    private static let page = "Origin: https://app.example\r\n"

    @Test(
        "records the HTTP server's own error responses in journal and log, and lets a listed origin read them",
        arguments: [
            Refused(testDescription: "400", wire: "hello\r\n", status: 400),
            Refused(
                testDescription: "408", wire: "POST /a HTTP/1.1\r\nHost: x\r\n\(page)", status: 408, method: "POST",
                target: "/a", isFromPage: true),
            Refused(
                testDescription: "414", wire: "GET /\(String(repeating: "a", count: 9_000)) HTTP/1.1\r\n\(page)\r\n",
                status: 414, method: "GET", target: "/\(String(repeating: "a", count: 9_000))", isFromPage: true),
            Refused(
                testDescription: "417", wire: "GET /a HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\(page)\r\n", status: 417,
                method: "GET", target: "/a", isFromPage: true),
            Refused(
                testDescription: "431",
                wire: "GET /a HTTP/1.1\r\nX: \(String(repeating: "a", count: 33_000))\r\n\(page)\r\n", status: 431,
                method: "GET", target: "/a", isFromPage: true),
            Refused(
                testDescription: "501", wire: "BREW /a HTTP/1.1\r\nHost: x\r\n\(page)\r\n", status: 501,
                method: "BREW", target: "/a", isFromPage: true),
            Refused(testDescription: "TLS", wire: "\u{16}\u{3}\u{1}\u{2}\u{0}", status: 400),
        ])
    func refusals(_ row: Refused) async throws {
        var options = MockOptions()
        options.corsOrigins = .listed(["https://app.example"])
        options.limits.head = .milliseconds(100)
        options.accessLog = true
        let log = LogRecorder()
        try await withMock(options, logger: Logger(label: "test") { _ in log }) { mock in
            let connection = try RawConnection(port: mock.port)
            try await connection.send(row.wire)
            let response = try await connection.receiveResponse()
            #expect(response.status == row.status)
            #expect(response["Vary"] == "Origin")
            #expect(response["Access-Control-Allow-Origin"] == (row.isFromPage ? "https://app.example" : nil))

            let reading = try await MockRequest(method: "GET", target: "/_mock/requests").send(to: mock)
            let entries = try #require(try JSONReader.read(reading.body.span)["requests"]?.array)
            #expect(entries.count == 1)
            let entry = try #require(entries.first)
            #expect(entry["status"]?.integer == Int64(row.status))
            #expect(entry["method"]?.string == row.method)
            #expect(entry["target"]?.string == row.target)
            #expect(entry["peer"]?.string?.hasPrefix("127.0.0.1:") == true)
            let reason = try #require(entry["refusal"]?.string)
            #expect(String(decoding: response.body, as: UTF8.self).contains(reason))

            let line = try #require(log.lines.withLock { lines in lines.first { $0["reason"] != nil } })
            #expect(line["reason"] == "\(reason)")
            #expect(line["status"] == "\(row.status)")
            #expect(line["peer"] == entry["peer"]?.string.map { "\($0)" })
        }
    }

    @Test("returns to the seed when it is reset")
    func reset() async throws {
        try await withMock { mock in
            #expect(try await Self.create.send(to: mock).status == 201)
            try await mock.reset()
            let response = try await Self.create.send(to: mock)
            #expect(try JSONReader.read(response.body.span)["data"]?["id"]?.integer == 1)
        }
    }

    @Test("starts from a state document and returns to all of it when it is reset (life.md §4)")
    func seedWithCampaigns() async throws {
        let state = MockRequest(method: "GET", target: "/_mock/state")
        var options = MockOptions()
        let more = #"""
            , "campaigns": [{"id": 4, "account": "demo", "name": "C", "assistant_id": 127}],
            "leads": [{"id": 7, "campaign_id": 4, "phone_number": "+15550100101"}]}
            """#
        options.seed = Array((Self.seed(maximumCampaigns: 50).dropLast(1) + more).utf8)
        let first = try await withMock(options) { mock in
            let first = try await state.send(to: mock)
            #expect(try await Self.create.send(to: mock).status == 201)
            try await mock.reset()
            #expect(try await state.send(to: mock).body == first.body)
            return first
        }
        let json = try JSONReader.read(first.body.span)
        #expect(json["campaigns"]?[0]?["id"] == 4 && json["leads"]?[0]?["id"] == 7)
        options.seed = first.body
        let second = try await withMock(options) { mock in try await state.send(to: mock) }
        #expect(second.body == first.body)
    }

    @Test("releases its port when it is stopped")
    func stops() async throws {
        let mock = try MockServer()
        async let running: Void = mock.run()
        #expect(try await Self.create.send(to: mock).status == 201)
        let port = mock.port
        mock.stop()
        try await running
        var options = MockOptions()
        options.endpoint = .tcp(host: "127.0.0.1", port: port)
        try await withMock(options) { #expect($0.port == port) }
    }

    @Test("refuses a second run, which does not affect the first run")
    func secondRun() async throws {
        try await withMock { mock async throws in
            // The first run has started when it responds.
            #expect(try await Self.create.send(to: mock).status == 201)
            let refusal = await #expect(throws: MockError.self) { try await mock.run() }
            #expect(refusal?.message.contains("another MockServer") == true)
            #expect(try await Self.create.send(to: mock).status == 201)
        }
    }

    @Test("explains in one line why it cannot start")
    func refusals() async throws {
        try await withMock { mock in
            var options = MockOptions()
            options.endpoint = .tcp(host: "127.0.0.1", port: mock.port)
            let error = #expect(throws: MockError.self) { try MockServer(options) }
            #expect(error?.message.contains("\(mock.port)") == true)
            #expect(error?.message.contains("\n") == false)
        }
        var options = MockOptions()
        options.seed = Array(#"{"plans":{},"accounts":[{"name":"demo","plan":"growth"}]}"#.utf8)
        options.seedName = "seed.json"
        let error = #expect(throws: MockError.self) { try MockServer(options) }
        #expect(error?.message.contains("accounts[0].plan") == true)
        #expect(error?.message.contains("seed.json") == true)
    }

    private static func seed(maximumCampaigns: Int) -> String {
        """
        {"plans": {"small": {"max_campaigns": \(maximumCampaigns), "max_calls_in_parallel": 10}},
         "accounts": [{"name": "demo", "plan": "small", "timezone": "UTC", "api_keys": ["demo-key"],
                       "assistants": [{"id": 127, "name": "Booking", "type": "outbound"}]}]}
        """
    }
}

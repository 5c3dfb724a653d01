import CampaignMock
import Testing

@Suite("Requests in Swift") struct RequestControlTests {
    private static let create = MockRequest(body: #"{"name":"Spring","assistant_id":127,"max_retries":"3"}"#)
    private static let creates = MockMatch("POST", "/user/campaign")

    @Test("a request shows what was sent, answered and found out") func exchange() async throws {
        try await withMock { mock async throws in
            _ = try await Self.create.send(to: mock)
            _ = try await MockRequest(body: "{}").send(to: mock)
            let found = try mock.requests(matching: Self.creates)
            #expect(found.map(\.number) == [1, 2] && found.map(\.status) == [201, 422])
            let request = try #require(found.first)
            #expect(request.method == "POST" && request.target == "/api/user/campaign")
            #expect(request.path == "/user/campaign" && request.account == "demo" && request.campaignID == 1)
            #expect(request.headers["content-type"] == "application/json")
            #expect(request.headers["authorization"]?.contains("demo-key") == false)
            #expect(request.body.text == Self.create.body && request.body.isComplete)
            #expect(request.json?["max_retries"] == "3")
            #expect(request.warnings.map(\.field) == ["max_retries"])
            #expect(request.responseJSON?["data"]?["id"] == 1 && request.responseHeaders["x-mock-warnings"] == "1")
            #expect(request.responseBody?.text.contains("Campaign created successfully") == true)
            #expect(request.curl?.hasPrefix("curl -X POST http://localhost/api/user/campaign") == true)
            #expect("\(request)" == "request 1, POST /api/user/campaign (201)")
            #expect(request.fault == nil && request.refusal == nil && request.leadID == nil)
            #expect(request.duration > .zero && request.realTime >= "2026-01-01T00:00:00Z")
        }
    }

    @Test(
        "filters have each condition of the control plane",
        arguments: [
            (MockMatch.all, [1, 2, 3]), (MockMatch("GET"), [3]), (MockMatch(account: "other"), [2]),
            (MockMatch(status: 422), [2]), (MockMatch(since: .request(2)), [3]),
            (MockMatch(since: .time("9000-01-01T00:00:00Z")), []), (MockMatch(hasWarnings: true), [1]),
            (MockMatch(campaignID: 1), [1]), (MockMatch(leadID: 1), []), (MockMatch(fault: "fault-1"), []),
            (MockMatch(bodyContains: "Spri"), [1]), (MockMatch(json: ["name": "Spring"]), [1]),
            (MockMatch("POST", absent: ["name"]), [2]),
        ])
    func filters(_ match: MockMatch, _ numbers: [Int]) async throws {
        try await withMock { mock async throws in
            _ = try await Self.create.send(to: mock)
            _ = try await MockRequest(key: "other-key", body: "{}").send(to: mock)
            _ = try await MockRequest(method: "GET", target: "/user/me").send(to: mock)
            #expect(try mock.requests(matching: match).map(\.number) == numbers)
            try mock.verify(match, count: numbers.count)
            #expect(try mock.forgetRequests(matching: match) == numbers.count)
            #expect(try mock.requests.count == 3 - numbers.count)
        }
    }

    @Test("a request that no route takes belongs to the account of its key", arguments: [("GET", 405), ("POST", 404)])
    func unknown(_ method: String, _ status: Int) async throws {
        try await withMock { mock async throws in
            let target = method == "GET" ? "/user/lead" : "/user/nothing"
            for key in ["demo-key", "nobody"] {
                _ = try await MockRequest(method: method, target: target, key: key).send(to: mock)
            }
            #expect(try mock.requests.map(\.account) == ["demo", nil])
            #expect(try mock.requests.map(\.status) == [status, status])
        }
    }

    @Test("a wait ends with the request that completes the number") func wait() async throws {
        try await withMock { mock async throws in
            async let waiting = mock.wait(for: MockMatch(status: 201), count: 2, timeout: .seconds(60))
            for _ in 1...2 {
                _ = try await MockRequest(body: "{}").send(to: mock)
                _ = try await Self.create.send(to: mock)
            }
            #expect(try await waiting.number == 4)
            #expect(try await mock.wait(for: MockMatch(status: 422)).number == 1)
        }
    }

    @Test("a wait ends with the nearest miss after the timeout, and with its task") func givesUp() async throws {
        try await withMock { mock async throws in
            _ = try await Self.create.send(to: mock)
            let match = MockMatch(json: ["name": "Sprint"])
            await #expect(
                throws: MockError(
                    #"Waited 1 ms for at least 1 request with json.name "Sprint", found 0. The nearest is request 1, "#
                        + #"POST /api/user/campaign (201): json.name is "Spring", not "Sprint"."#)
            ) { try await mock.wait(for: match, timeout: .milliseconds(1)) }
            let waiting = Task { try await mock.wait(for: match, timeout: .seconds(3_600)) }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
        }
    }

    @Test("a wait ends when the mock stops") func stopped() async throws {
        let waiting = try await withMock { mock async throws in
            Task { try await mock.wait(for: .all, timeout: .seconds(3_600)) }
        }
        await #expect(throws: MockError.self) { try await waiting.value }
    }

    @Test("a verification says what was found instead, and a condition that can never hold is refused")
    func mistakes() async throws {
        try await withMock { mock async throws in
            #expect(
                await message { try mock.verify(Self.creates) }
                    == #"Expected at least 1 request with method "POST", path "/user/campaign", found 0."#)
            _ = try await Self.create.send(to: mock)
            try mock.verify(Self.creates)
            try mock.verify(Self.creates, atLeast: 0, atMost: 1)
            #expect(await message { try mock.verify(Self.creates, count: 2) }?.hasPrefix("Expected exactly 2") == true)
            #expect(
                await message { try mock.verify(Self.creates, atLeast: 3, atMost: 2) }?.contains("atMost 2") == true)
            #expect(await message { try mock.verify(Self.creates, count: -1) }?.contains("count -1") == true)
            #expect(
                await message { _ = try mock.requests(matching: .path("user")) }
                    == "The match.path field must begin with a slash. Write /user.")
            #expect(await message { try await mock.wait(for: .all, count: 0) }?.contains("wait.count 0") == true)
            #expect(
                await message { try await mock.wait(for: .all, timeout: .seconds(-1)) }?.contains("wait.timeout")
                    == true)
        }
        var options = MockOptions()
        options.control.journalEntries = 0
        try await withMock(options) { mock async throws in
            let error = #expect(throws: MockError.self) { try mock.requests }
            #expect(error?.message.contains("The journal is off") == true)
        }
    }
}

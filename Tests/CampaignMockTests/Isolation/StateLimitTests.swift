import CampaignMock
import JSON
import TestSupport
import Testing

@Suite("life.md §5: the body limit of the state calls") struct StateLimitTests {
    static func send(_ method: String, _ target: String, bytes: Int, to mock: MockServer, token: String = "t")
        async throws
        -> RawResponse
    {
        let state = #"{"accounts":[]"# + String(repeating: " ", count: max(0, bytes - 15)) + "}"
        return try await MockRequest(method: method, target: target, key: token, body: state).send(to: mock)
    }

    @Test(
        "is its own",
        arguments: [
            ("PUT", "/_mock/state", 4_000, 200), ("PUT", "/_mock/state/", 4_000, 200),
            ("PUT", "/_mock/state", 4_001, 413),
            ("PUT", "/_mock/clock", 2_000, 413), ("POST", "/_mock/reset", 2_000, 413),
            ("PUT", "/user/campaign", 2_000, 405),
        ])
    func larger(_ method: String, _ target: String, _ bytes: Int, _ status: Int) async throws {
        var options = MockOptions()
        options.limits.bodyBytes = 1_000
        options.limits.stateBytes = 4_000
        try await withMock(options) { mock async throws in
            let response = try await Self.send(method, target, bytes: bytes, to: mock)
            #expect(response.status == status, "\(response.text)")
            if status == 413 {
                #expect(response.text.contains(target.hasSuffix("state") ? "4000" : "1000"), "\(response.text)")
            }
        }
    }

    @Test("may be below that of other requests") func smaller() async throws {
        var options = MockOptions()
        options.limits.stateBytes = 100
        try await withMock(options) { mock async throws in
            #expect(try await Self.send("PUT", "/_mock/state", bytes: 101, to: mock).status == 413)
            #expect(try await Self.send("PUT", "/_mock/state", bytes: 100, to: mock).status == 200)
        }
    }

    @Test("holds only for a client that may call the control plane") func token() async throws {
        var options = MockOptions()
        options.limits.bodyBytes = 1_000
        options.control.token = "secret"
        try await withMock(options) { mock async throws in
            #expect(try await Self.send("PUT", "/_mock/state", bytes: 2_000, to: mock, token: "guess").status == 413)
            #expect(try await Self.send("PUT", "/_mock/state", bytes: 2_000, to: mock, token: "secret").status == 200)
        }
    }
}

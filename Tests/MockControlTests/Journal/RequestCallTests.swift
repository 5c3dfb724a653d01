import Base
import CampaignAPI
import JSON
import MockControl
import Testing

@Suite("Requests in the journal") struct RequestCallTests {
    @Test("are shown with their responses") func shown() async throws {
        try await withMock { mock in
            try await mock.create(#"{"name":"Spring","assistant_id":"129"}"#)
            let entry = try await mock.control("GET", "/requests/1")
            #expect(entry["account"] == "demo")
            #expect(entry["method"] == "POST")
            #expect(entry["target"] == "/api/user/campaign")
            #expect(entry["headers"]?["authorization"] == "Bearer …_KEY")
            #expect(entry["json"]?["assistant_id"] == "129")
            #expect(entry["status"] == 201)
            #expect(entry["campaign_id"] == 1)
            #expect(entry["warnings"]?[0]?["field"] == "assistant_id")
            #expect(entry["answer"]?["headers"]?["content-type"] == "application/json")
            #expect((entry["duration_us"]?.integer ?? 0) > 0)
            #expect((entry["connection"]?.integer ?? 0) > 0)
            #expect(entry["peer"]?.string?.hasPrefix("127.0.0.1:") == true)
            #expect(!String(decoding: entry.encoded(), as: UTF8.self).contains("YOUR_API_KEY"))
        }
    }

    @Test("include those without a route, but no call of the control plane") func which() async throws {
        try await withMock { mock in
            _ = try await mock.call("GET", "/api/nothing")
            _ = try await mock.call("GET", "/_mocking")
            _ = try await mock.call("GET", "/_mock/health")
            _ = try await mock.call("GET", "/_mock/nothing")
            let list = try await mock.control("GET", "/requests?order=oldest")["requests"]?.array
            #expect(list?.map { $0["target"]?.string } == ["/api/nothing", "/_mocking"])
            #expect(list?.map { $0["status"]?.integer } == [404, 404])
        }
    }

    static let filters: [(String, [Int64])] = [
        ("", [4, 3, 2, 1]), ("?order=oldest", [1, 2, 3, 4]), ("?limit=1", [4]), ("?order=oldest&limit=2", [1, 2]),
        ("?account=demo", [2, 1]), ("?method=get", [4]), ("?path=/user/campaign", [3, 2, 1]),
        ("?path=/api/user/*", [3, 2, 1]), ("?status=422", [2]), ("?since=2", [4, 3]),
        ("?since=2026-02-23T10:00:00Z", [4, 3, 2, 1]), ("?since=2026-02-23T10:00:01%2B00:00", []),
        ("?has_warnings=true", [1]), ("?has_warnings=false", [4, 3, 2]), ("?body_contains=%22Spri", [1]),
        ("?json.name=Spring", [1]), ("?json.assistant_id=129", [1]), ("?json.name=%22Spring%22", [1]),
        ("?json.name=spring", []), ("?json.allowed_days.0=friday&account=demo", [1]),
        ("?account=demo&status=201", [1]), ("?limit=%201", [4]), ("?limit=1+&order=+oldest", [1]),
        ("?since=%202", [4, 3]), ("?since=2026-02-23T10:00:01Z%20", []), ("?status=%20422%20", [2]),
    ]

    @Test("are filtered", arguments: filters) func filtered(_ row: (query: String, numbers: [Int64])) async throws {
        try await withMock(clock: .init(.frozen(at: 1_771_840_800))) { mock in
            try await mock.create(#"{"name":"Spring","assistant_id":129,"allowed_days":["friday"],"nmae":1}"#)
            try await mock.create(#"{"name":""}"#)
            try await mock.create("{}", key: "unknown")
            _ = try await mock.call("GET", "/elsewhere?a=b")
            let list = try await mock.control("GET", "/requests" + row.query)
            #expect(list["requests"]?.array?.compactMap { $0["number"]?.integer } == row.numbers)
            if !row.query.contains("limit") { #expect(list["total"] == .integer(Int64(row.numbers.count))) }
        }
    }

    @Test(
        "are not listed when a filter is invalid: the error names it",
        arguments: [
            ("?statsu=1", "statsu"), ("?status=x", "status"), ("?limit=0", "limit"), ("?order=up", "order"),
            ("?since=yesterday", "since"), ("?has_warnings=maybe", "has_warnings"), ("?json=1", "json"),
        ])
    func wrongFilter(_ row: (query: String, member: String)) async throws {
        try await withMock { mock in
            let reply = try await mock.call("GET", "/_mock/requests" + row.query)
            #expect(reply.status == 422)
            #expect(try reply.json["errors"]?[row.member] != nil, "\(reply.text)")
        }
    }

    @Test("are deleted, and numbers go on") func forgotten() async throws {
        try await withMock { mock in
            try await mock.create()
            #expect(try await mock.control("DELETE", "/requests") == ["deleted": 1])
            #expect(try await mock.control("GET", "/requests")["total"] == 0)
            try await mock.create()
            #expect(try await mock.control("GET", "/requests/2")["status"] == 201)
            #expect(try await mock.call("GET", "/_mock/requests/1").status == 404)
            #expect(try await mock.call("GET", "/_mock/requests/99999999999999999999").status == 404)
            #expect(try await mock.call("GET", "/_mock/requests/-9223372036854775808").status == 404)
        }
    }

    @Test("are not recorded while the journal is off") func off() async throws {
        var options = ControlPlaneConfiguration()
        options.journalEntries = 0
        try await withMock(options) { mock in
            let created = try await mock.create()
            #expect(created.status == 201)
            let list = try await mock.control("GET", "/requests")
            #expect(list["total"] == 0)
        }
    }

    @Test("can be repeated with their curl line", .enabled(if: Program.isInstalled("curl"), "needs curl"))
    func curl() async throws {
        try await withMock { mock in
            try await mock.create(#"{"name":"It's \"spring\"","assistant_id":129}"#)
            let line = try #require(try await mock.control("GET", "/requests/1/curl")["curl"]?.string)
            #expect(line.contains(#"-H "Authorization: Bearer $CAMPAIGN_MOCK_KEY""#))
            let plain = try await mock.call("GET", "/_mock/requests/1/curl", headers: ["Accept": "text/plain"])
            #expect(plain.text == line + "\n")
            let run = try await Program.run("sh", ["-c", "CAMPAIGN_MOCK_KEY=YOUR_API_KEY; " + line + " -s"])
            #expect(run.status == 0)
            #expect(run.text.contains(#""name":"It's \"spring\"""#))
            let bodies = try await mock.control("GET", "/requests")["requests"]?.array?.map { $0["body"]?.string }
            #expect(bodies?[0] == bodies?[1])
        }
    }
}

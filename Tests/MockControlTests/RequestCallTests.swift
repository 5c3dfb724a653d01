import CampaignAPI
import Foundation
import JSON
import Testing

@testable import MockControl

@Suite("Requests in the journal") struct RequestCallTests {
    @Test("are shown as they were sent and answered") func shown() async throws {
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

    @Test("are those that no route has as well, and none of the control plane's own") func which() async throws {
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
            try await mock.create("{}", key: "nobody's")
            _ = try await mock.call("GET", "/elsewhere?a=b")
            let list = try await mock.control("GET", "/requests" + row.query)
            #expect(list["requests"]?.array?.compactMap { $0["number"]?.integer } == row.numbers)
            if !row.query.contains("limit") { #expect(list["total"] == .integer(Int64(row.numbers.count))) }
        }
    }

    @Test(
        "are refused by name when a filter is wrong",
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

    @Test("are forgotten, and numbers go on") func forgotten() async throws {
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

    @Test("can be switched off") func off() async throws {
        var options = ControlOptions()
        options.journalEntries = 0
        try await withMock(options) { mock in
            let created = try await mock.create()
            #expect(created.status == 201)
            let list = try await mock.control("GET", "/requests")
            #expect(list["total"] == 0)
        }
    }

    @Test("as a curl line do the same again", .enabled(if: Program.isInstalled("curl"), "needs curl"))
    func curl() async throws {
        try await withMock { mock in
            try await mock.create(#"{"name":"It's \"spring\"","assistant_id":129}"#)
            let line = try #require(try await mock.control("GET", "/requests/1/curl")["curl"]?.string)
            #expect(line.contains("Bearer …_KEY"))
            let plain = try await mock.call("GET", "/_mock/requests/1/curl", headers: ["Accept": "text/plain"])
            #expect(plain.text == line + "\n")
            let run = try await Program.run(
                "sh", ["-c", "exec " + line.replacing("…_KEY", with: "YOUR_API_KEY") + " -s"])
            #expect(run.status == 0)
            #expect(run.text.contains(#""name":"It's \"spring\"""#))
            let bodies = try await mock.control("GET", "/requests")["requests"]?.array?.map { $0["body"]?.string }
            #expect(bodies?[0] == bodies?[1])
        }
    }
}

@Suite("Verifying requests") struct VerifyTests {
    @Test(
        "says yes when it holds",
        arguments: [
            "{}", #"{"match":{}}"#, #"{"count":2}"#, #"{"at_least":2}"#, #"{"at_most":2}"#,
            #"{"at_least":1,"at_most":3}"#,
            #"{"match":{"method":"post","path":"/user/campaign","account":"demo"},"count":2}"#,
            #"{"match":{"json":{"name":"Spring"}},"count":1}"#, #"{"match":{"json":{"name":"Winter"}},"count":0}"#,
            #"{"match":{"since":1},"count":1}"#, #"{"match":{"status":201,"has_warnings":false},"count":2}"#,
            #"{"match":{"body_contains":"\"Spring\""}}"#,
        ])
    func holds(_ body: String) async throws {
        try await withMock { mock in
            try await mock.create()
            try await mock.create(#"{"name":"Summer","assistant_id":127}"#)
            let verdict = try await mock.control("POST", "/requests/verify", body)
            #expect(verdict["verified"] == true)
            #expect(verdict["near_misses"] == nil)
        }
    }

    @Test("shows the nearest misses, and what differed in each") func nearMisses() async throws {
        try await withMock { mock in
            try await mock.create(#"{"name":"Winter","assistant_id":127}"#)
            try await mock.create(#"{"name":"Sprint","assistant_id":129}"#)
            try await mock.create(#"{"name":"Spring","assistant_id":127}"#)
            _ = try await mock.call("GET", "/nothing")
            let reply = try await mock.call(
                "POST", "/_mock/requests/verify",
                #"{"match":{"path":"/user/campaign","json":{"name":"Spring","assistant_id":129}},"count":2}"#)
            #expect(reply.status == 409)
            let verdict = try reply.json
            #expect(
                reply.message
                    == #"Expected exactly 2 requests with path "/user/campaign", json.name "Spring", json.assistant_id 129, found 0."#
            )
            #expect(verdict["verified"] == false)
            #expect(verdict["count"] == 0)
            let misses = try #require(verdict["near_misses"]?.array)
            #expect(misses.map { $0["request"]?["number"]?.integer } == [2, 3, 1])
            #expect(
                misses[0]["differences"]
                    == [["member": "json.name", "expected": "Spring", "found": "Sprint"]])
            #expect(
                misses[1]["differences"]
                    == [["member": "json.assistant_id", "expected": 129, "found": 127]])
            #expect(misses[2]["differences"]?.array?.count == 2)
        }
    }

    @Test("says no when there are too many") func tooMany() async throws {
        try await withMock { mock in
            try await mock.create()
            try await mock.create()
            let reply = try await mock.call("POST", "/_mock/requests/verify", #"{"at_most":1}"#)
            #expect(reply.status == 409)
            #expect(reply.message == "Expected at most 1 request of any kind, found 2.")
            #expect(try reply.json["requests"] == [1, 2])
        }
    }

    /// What is asked of a journal that keeps two requests, after one answered 201 and, 100 seconds later, two 422.
    static let forgetting: [(body: String, verified: JSONValue)] = [
        (#"{"match":{"status":201},"count":0}"#, .null), (#"{"match":{"status":201},"at_most":0}"#, .null),
        (#"{"match":{"status":201}}"#, .null), (#"{"match":{"status":422},"count":2}"#, .null),
        (#"{"match":{"status":422},"at_least":3}"#, .null),
        (#"{"match":{"status":422},"at_least":1,"at_most":2}"#, .null),
        (#"{"match":{"status":422},"at_least":2}"#, true), (#"{"at_most":3}"#, true),
        (#"{"match":{"status":422},"at_most":1}"#, false), (#"{"at_least":4}"#, false),
        (#"{"match":{"status":201,"since":0},"count":0}"#, .null),
        (#"{"match":{"status":201,"since":1},"count":0}"#, true),
        (#"{"match":{"status":422,"since":1},"count":2}"#, true),
        (#"{"match":{"status":201,"since":1}}"#, false),
        (#"{"match":{"status":201,"since":"2026-02-23T10:00:00Z"},"count":0}"#, .null),
        (#"{"match":{"status":201,"since":"2026-02-23T10:00:01Z"},"count":0}"#, true),
    ]

    @Test("decides only what the requests that are forgotten cannot change", arguments: forgetting)
    func forgotten(_ row: (body: String, verified: JSONValue)) async throws {
        var options = ControlOptions()
        options.journalEntries = 2
        try await withMock(options, clock: .init(.frozen(at: 1_771_840_800))) { mock in
            try await mock.create()
            try await mock.control("PUT", "/clock", #"{"advance":100}"#)
            for _ in 1...2 { try await mock.create("{}") }
            let reply = try await mock.call("POST", "/_mock/requests/verify", row.body)
            #expect(reply.status == (row.verified == true ? 200 : 409))
            let verdict = try reply.json
            #expect(verdict["verified"] == row.verified, "\(reply.text)")
            if row.verified.isNull {
                #expect(verdict["forgotten"] == 1)
                #expect(reply.message?.contains("forgotten 1 request that may match") == true, "\(reply.text)")
                #expect(reply.message?.contains("--journal-entries") == true)
            }
            let forgotten = try await mock.control("GET", "/requests?since=0")["forgotten"]
            #expect(forgotten == 1)
        }
    }

    @Test("knows of everything again once the journal is emptied") func emptied() async throws {
        var options = ControlOptions()
        options.journalEntries = 1
        try await withMock(options) { mock in
            for _ in 1...3 { try await mock.create() }
            try await mock.control("DELETE", "/requests")
            let verdict = try await mock.control("POST", "/requests/verify", #"{"count":0}"#)
            #expect(verdict["verified"] == true)
            #expect(verdict["forgotten"] == 0)
        }
    }

    static let cutting: [(body: String, verified: JSONValue)] = [
        (#"{"match":{"json":{"name":"Spring"}},"count":0}"#, .null),
        (#"{"match":{"json":{"name":"Winter"}},"count":0}"#, .null),
        (#"{"match":{"json":{"name":"Spring"}}}"#, .null),
        (#"{"match":{"body_contains":"Spring"},"count":0}"#, .null),
        (#"{"match":{"body_contains":"name"}}"#, true), (#"{"match":{"body_contains":"name"},"count":0}"#, false),
        (#"{"match":{"json":{"name":"Spring"},"status":404},"count":0}"#, true),
        (#"{"match":{"json":{"name":"Spring"}},"at_most":1}"#, true), (#"{"count":1}"#, true),
    ]

    @Test("decides only what the missing part of a body cannot change", arguments: cutting)
    func cut(_ row: (body: String, verified: JSONValue)) async throws {
        var options = ControlOptions()
        options.journalBodyBytes = 8
        try await withMock(options) { mock in
            try await mock.create()
            let reply = try await mock.call("POST", "/_mock/requests/verify", row.body)
            #expect(reply.status == (row.verified == true ? 200 : 409))
            #expect(try reply.json["verified"] == row.verified, "\(reply.text)")
            #expect(reply.message?.contains("--journal-body-bytes") == row.verified.isNull)
        }
    }

    @Test("is refused while the journal is off, as waiting is", arguments: ["verify", "wait"])
    func off(_ call: String) async throws {
        var options = ControlOptions()
        options.journalEntries = 0
        try await withMock(options) { mock in
            try await mock.create()
            for body in ["{}", #"{"count":1}"#] {
                let reply = try await mock.call("POST", "/_mock/requests/\(call)", body)
                #expect(reply.status == 409)
                #expect(reply.message?.contains("--journal-entries") == true)
            }
        }
    }

    @Test(
        "refuses what makes no sense",
        arguments: [
            (#"{"count":-1}"#, "count"), (#"{"count":"x"}"#, "count"), (#"{"count":1,"at_least":1}"#, "count"),
            (#"{"at_least":2,"at_most":1}"#, "at_most"), (#"{"match":[]}"#, "match"),
            (#"{"match":{"pth":"/"}}"#, "match.pth"), (#"{"match":{"json":"name"}}"#, "match.json"),
            (#"{"match":{"since":true}}"#, "match.since"), (#"{"mach":{}}"#, "mach"),
        ])
    func refused(_ row: (body: String, member: String)) async throws {
        try await withMock { mock in
            let reply = try await mock.call("POST", "/_mock/requests/verify", row.body)
            #expect(reply.status == 422)
            #expect(try reply.json["errors"]?[row.member] != nil, "\(reply.text)")
        }
    }
}

@Suite("Waiting for a request") struct WaitTests {
    @Test("answers at once when it is there already") func there() async throws {
        try await withMock { mock in
            try await mock.create()
            let found = try await mock.control("POST", "/requests/wait", #"{"match":{"json":{"name":"Spring"}}}"#)
            #expect(found["request"]?["number"] == 1)
            #expect(found["count"] == 1)
        }
    }

    @Test("answers when it comes") func comes() async throws {
        try await withMock { mock in
            async let waiting = mock.control(
                "POST", "/requests/wait", #"{"match":{"status":201},"count":3,"timeout_ms":20000}"#)
            for _ in 0..<3 {
                try await mock.create()
                try await mock.create("{}")
            }
            let found = try await waiting
            #expect(found["request"]?["number"] == 5)
        }
    }

    @Test("gives up after its time, with the nearest misses") func givesUp() async throws {
        try await withMock { mock in
            try await mock.create()
            let reply = try await mock.call(
                "POST", "/_mock/requests/wait", #"{"match":{"json":{"name":"Sprint"}},"timeout_ms":10}"#)
            #expect(reply.status == 408)
            #expect(
                reply.message == #"Waited 10 ms for at least 1 request with json.name "Sprint", found 0."#)
            #expect(try reply.json["near_misses"]?[0]?["request"]?["number"] == 1)
        }
    }

    @Test("sees each request that comes, however few the journal keeps and however much of a body") func misses()
        async throws
    {
        var options = ControlOptions()
        options.journalEntries = 1
        options.journalBodyBytes = 0
        try await withMock(options) { mock in
            async let waiting = mock.control(
                "POST", "/requests/wait", #"{"match":{"json":{"name":"Spring"}},"count":3,"timeout_ms":60000}"#)
            // The wait begins at some time after the first of these; it ends with the third that it sees.
            let creating = Task {
                while !Task.isCancelled {
                    try await mock.create()
                    try await mock.create("{}")
                }
            }
            let found = try await waiting
            creating.cancel()
            #expect(found["count"] == 3)
            #expect(found["request"]?["status"] == 201)
        }
    }

    @Test("says on giving up what was forgotten before it began") func forgotten() async throws {
        var options = ControlOptions()
        options.journalEntries = 1
        try await withMock(options) { mock in
            for _ in 1...3 { try await mock.create() }
            let reply = try await mock.call(
                "POST", "/_mock/requests/wait", #"{"match":{"status":422},"timeout_ms":1}"#)
            #expect(reply.status == 408)
            #expect(try reply.json["forgotten"] == 2)
            #expect(reply.message?.contains("forgotten 2 requests that may match") == true)
        }
    }

    @Test("ends when its client closes the connection") func closed() async throws {
        try await withMock { mock in
            let client = Client(port: mock.port)
            let body = #"{"timeout_ms":60000}"#
            let head =
                "POST /_mock/requests/wait HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
            let socket = try client.connectedSocket()
            try client.write(Array((head + body).utf8), to: socket)
            while mock.control.journal.watchCount == 0 { await Task.yield() }
            let closedAt = ContinuousClock.now
            close(socket)
            while mock.control.journal.watchCount > 0 { await Task.yield() }
            // Far less than the wait's own minute, and enough for a busy machine.
            #expect(ContinuousClock.now - closedAt < .seconds(30))
        }
    }

    @Test("is not held up by a mock that stops") func stops() async throws {
        try await withMock { mock in
            async let waiting = mock.call("POST", "/_mock/requests/wait", #"{"timeout_ms":60000}"#)
            mock.control.stop()
            let reply = try await waiting
            #expect(reply.status == 408)
        }
    }

    @Test("refuses longer than a minute") func tooLong() async throws {
        try await withMock { mock in
            let reply = try await mock.call("POST", "/_mock/requests/wait", #"{"timeout_ms":60001}"#)
            #expect(reply.status == 422)
            #expect(reply.message == "The timeout ms field must be between 0 and 60000.")
        }
    }
}

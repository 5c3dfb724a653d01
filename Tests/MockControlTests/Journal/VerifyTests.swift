import Base
import CampaignAPI
import JSON
import MockControl
import Testing

@Suite("Verifying requests") struct VerifyTests {
    @Test(
        "succeeds when the expectation is met",
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

    @Test("shows the nearest misses and their differences") func nearMisses() async throws {
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

    @Test("fails when too many requests match") func tooMany() async throws {
        try await withMock { mock in
            try await mock.create()
            try await mock.create()
            let reply = try await mock.call("POST", "/_mock/requests/verify", #"{"at_most":1}"#)
            #expect(reply.status == 409)
            #expect(reply.message == "Expected at most 1 request of any kind, found 2.")
            #expect(try reply.json["requests"] == [1, 2])
        }
    }

    /// Verifications of a journal that keeps two requests, after one with status 201 and, 100 s later, two with 422.
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

    @Test("is undecided when forgotten requests could change the verdict", arguments: forgetting)
    func forgotten(_ row: (body: String, verified: JSONValue)) async throws {
        var options = ControlPlaneConfiguration()
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

    @Test("is decided again after the journal is emptied") func emptied() async throws {
        var options = ControlPlaneConfiguration()
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

    @Test("is undecided when the missing part of a body could change the verdict", arguments: cutting)
    func cut(_ row: (body: String, verified: JSONValue)) async throws {
        var options = ControlPlaneConfiguration()
        options.journalBodyBytes = 8
        try await withMock(options) { mock in
            try await mock.create()
            let reply = try await mock.call("POST", "/_mock/requests/verify", row.body)
            #expect(reply.status == (row.verified == true ? 200 : 409))
            #expect(try reply.json["verified"] == row.verified, "\(reply.text)")
            #expect(reply.message?.contains("--journal-body-bytes") == row.verified.isNull)
        }
    }

    @Test("is refused while the journal is off, and so is waiting", arguments: ["verify", "wait"])
    func off(_ call: String) async throws {
        var options = ControlPlaneConfiguration()
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
        "refuses invalid and contradictory counts",
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

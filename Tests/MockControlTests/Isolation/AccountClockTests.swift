import Base
import JSON
import Testing

@testable import MockControl

@Suite("life.md §5: the clock of one account") struct AccountClockTests {
    static let path = "/accounts/demo/clock"

    @Test("is the mock's until the account gets its own, and again when that is deleted") func shared() async throws {
        try await withMock { mock async throws in
            try await mock.control("PUT", "/clock", #"{"now":"2026-02-23T10:00:00Z"}"#)
            let mine = try await mock.call("GET", "/_mock" + Self.path)
            #expect(mine.text == #"{"mode":"frozen","now":"2026-02-23T10:00:00.000000Z","shared":true}"# + "\n")
            let now: JSONValue = "2026-02-23T12:00:00.000000Z"
            let simulated: JSONValue = ["calls": 0, "leads": 0, "webhooks": 0, "until": now]
            #expect(
                try await mock.control("PUT", Self.path, #"{"advance":"2h"}"#)
                    == ["mode": "frozen", "now": now, "shared": false, "simulated": simulated])
            let own = try await mock.control("GET", Self.path)
            #expect(own == ["mode": "frozen", "now": now, "shared": false])
            try await mock.control("PUT", "/clock", #"{"now":"2027-01-01T00:00:00Z"}"#)
            #expect(try await mock.control("GET", Self.path) == own)
            #expect(
                try await mock.control("GET", "/accounts/other/clock")["now"] == "2027-01-01T00:00:00.000000Z")
            let after = try await mock.control("DELETE", Self.path)
            #expect(after == ["mode": "frozen", "now": "2027-01-01T00:00:00.000000Z", "shared": true])
            #expect(try await mock.control("DELETE", Self.path) == after)
        }
    }

    @Test("answers mode, now and shared in this order, then what the mode adds") func order() async throws {
        try await withMock { mock async throws in
            let reply = try await mock.call("PUT", "/_mock" + Self.path, #"{"offset_seconds":-3600}"#)
            #expect(reply.text.hasPrefix(#"{"mode":"offset","now":"#))
            #expect(reply.text.contains(#"Z","shared":false,"offset_seconds":-3600,"simulated":{"calls":0,"#))
            let read = try await mock.call("GET", "/_mock" + Self.path)
            #expect(read.text.hasSuffix(#"Z","shared":false,"offset_seconds":-3600}"# + "\n"))
            let real = try await mock.control("PUT", Self.path, #"{"mode":"real"}"#)
            #expect(real["shared"] == false)
            #expect(try await mock.control("GET", "/clock")["shared"] == nil)
        }
    }

    @Test("dates the account's campaigns and requests, and no other's") func dates() async throws {
        try await withMock { mock async throws in
            try await mock.control("PUT", "/clock", #"{"now":"2026-02-23T10:00:00Z"}"#)
            try await mock.control("PUT", Self.path, #"{"now":"2030-05-06T07:08:09Z"}"#)
            let mine = "2030-05-06T07:08:09.000000Z", others = "2026-02-23T10:00:00.000000Z"
            #expect(try await mock.create().json["data"]?["created_at"]?.string == mine)
            let body = #"{"name":"Spring","assistant_id":201}"#
            #expect(try await mock.create(body, key: "other-key").json["data"]?["created_at"]?.string == others)
            try await mock.create(key: "unknown")
            try await mock.create(headers: ["Prefer": "code=418"])
            let requests = try await mock.control("GET", "/requests?order=oldest")["requests"]?.array ?? []
            #expect(requests.map { $0["time"]?.string } == [mine, others, others, mine])
            #expect(try await mock.control("GET", "/requests?since=2030-01-01T00:00:00Z")["total"] == 2)
        }
    }

    @Test("ends the account's rate-limit window, and no other's") func rate() async throws {
        try await withMock { mock async throws in
            try await mock.control("PUT", "/clock", #"{"mode":"frozen"}"#)
            for name in ["demo", "other"] {
                try await mock.control("PATCH", "/accounts/\(name)", #"{"plan":{"rate_limit":1}}"#)
            }
            for key in ["demo-key", "other-key"] { #expect(try await mock.create("{}", key: key).status == 422) }
            try await mock.control("PUT", Self.path, #"{"advance":"1m"}"#)
            #expect(try await mock.create("{}").status == 422)
            #expect(try await mock.create("{}", key: "other-key").status == 429)
            let fault = try await mock.create(headers: ["Prefer": "code=429"])
            let now = try #require(try await mock.control("GET", Self.path)["now"]?.string.flatMap(Timestamp.seconds))
            #expect(fault.headers["x-ratelimit-reset"] == String(now + 60))
        }
    }

    @Test("is advanced by parallel calls without losing one") func parallel() async throws {
        try await withMock { mock async throws in
            try await mock.control("PUT", Self.path, #"{"now":"2026-02-23T10:00:00Z"}"#)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 { group.addTask { try await mock.control("PUT", Self.path, #"{"advance":"1m"}"#) } }
                try await group.waitForAll()
            }
            #expect(try await mock.control("GET", Self.path)["now"] == "2026-02-23T10:20:00.000000Z")
        }
    }

    @Test(
        "refuses what the mock's clock refuses, and then does not change",
        arguments: [
            ("{}", "mode"), (#"{"advance":"1w"}"#, "advance"), (#"{"mod":"real"}"#, "mod"),
            (#"{"advance":9223372036854775807}"#, "advance"), (#"{"shared":true}"#, "shared"),
        ])
    func refused(_ row: (body: String, member: String)) async throws {
        try await withMock { mock async throws in
            try await mock.control("PUT", Self.path, #"{"now":"2026-02-23T10:00:00Z"}"#)
            let before = try await mock.control("GET", Self.path)
            let reply = try await mock.call("PUT", "/_mock" + Self.path, row.body)
            #expect(reply.status == 422)
            #expect(try reply.json["errors"]?[row.member] != nil, "\(reply.text)")
            #expect(try await mock.control("GET", Self.path) == before)
        }
    }

    @Test("of an absent account is a 404", arguments: ["GET", "PUT", "DELETE"])
    func absent(_ method: String) async throws {
        try await withMock { mock async throws in
            let body = method == "PUT" ? #"{"mode":"real"}"# : ""
            #expect(try await mock.call(method, "/_mock/accounts/absent/clock", body).status == 404)
        }
    }

    @Test("is an event of the account") func event() async throws {
        try await withMock { mock async throws in
            let reader = try await Client(port: mock.port).follow("/_mock/events?account=demo")
            try await mock.control("PUT", "/clock", #"{"now":"2026-02-23T10:00:00Z"}"#)
            try await mock.control("PUT", Self.path, #"{"advance":"1h"}"#)
            let event = try await reader.next()
            #expect(event.name == "clock")
            #expect(event.data["account"] == "demo")
            #expect(event.data["now"] == "2026-02-23T11:00:00.000000Z")
        }
    }
}

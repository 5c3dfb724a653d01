import Base
import CampaignAPI
import JSON
import Testing

@testable import MockControl

@Suite("The clock") struct ClockTests {
    @Test(
        "reads durations",
        arguments: [
            ("90s", 90), ("5m", 300), ("2h", 7_200), ("1d", 86_400), ("-1h", -3_600), ("0s", 0),
            ("", nil), ("s", nil), ("5", nil), ("1.5h", nil), ("+1h", nil), ("h1", nil), ("1 h", nil), ("1w", nil),
            ("9223372036854775807d", nil), ("99999999999999999999s", nil),
        ] as [(String, Int64?)])
    func spans(_ row: (text: String, seconds: Int64?)) {
        #expect(DurationText.seconds(row.text) == row.seconds)
    }

    struct Change: CustomTestStringConvertible {
        let body, mode: String
        var testDescription: String { body }
    }

    @Test(
        "is set by each form of change",
        arguments: [
            Change(body: #"{"mode":"real"}"#, mode: "real"),
            Change(body: #"{"mode":"offset","offset_seconds":3600}"#, mode: "offset"),
            Change(body: #"{"offset_seconds":-3600}"#, mode: "offset"),
            Change(body: #"{"mode":"offset","now":"2026-02-23T10:00:00Z"}"#, mode: "offset"),
            Change(body: #"{"mode":"frozen"}"#, mode: "frozen"),
            Change(body: #"{"advance":60}"#, mode: "offset"),
            Change(body: #"{"now":"1970-01-01T00:00:00.000000Z"}"#, mode: "frozen"),
            Change(body: #"{"now":"9999-12-31T23:59:59Z"}"#, mode: "frozen"),
            Change(body: #"{"mode":"frozen","advance":"1d"}"#, mode: "frozen"),
        ])
    func isSet(_ row: Change) async throws {
        try await withMock { mock in
            let clock = try await mock.control("PUT", "/clock", row.body)
            #expect(clock["mode"]?.string == row.mode)
            #expect(try await mock.control("GET", "/clock")["mode"]?.string == row.mode)
        }
    }

    @Test("stands still while frozen, advances on request, and dates campaigns") func frozen() async throws {
        try await withMock { mock in
            try await mock.control("PUT", "/clock", #"{"now":"2026-02-23T10:00:00Z"}"#)
            let first = try await mock.create().json
            #expect(first["data"]?["created_at"] == "2026-02-23T10:00:00.000000Z")
            let advanced = try await mock.control("PUT", "/clock", #"{"advance":"2h"}"#)
            let now: JSONValue = "2026-02-23T12:00:00.000000Z"
            #expect(
                advanced == [
                    "mode": "frozen", "now": now,
                    "simulated": ["calls": 0, "leads": 0, "webhooks": 0, "until": now],
                ])
            #expect(try await mock.control("GET", "/clock") == ["mode": "frozen", "now": now])
            let second = try await mock.create().json
            #expect(second["data"]?["created_at"] == "2026-02-23T12:00:00.000000Z")
        }
    }

    @Test(
        "refuses changes that contradict themselves or leave its years",
        arguments: [
            ("{}", "mode"), (#"{"mode":"slow"}"#, "mode"),
            (#"{"mode":"real","now":"2026-02-23T10:00:00Z"}"#, "mode"), (#"{"now":"yesterday"}"#, "now"),
            (#"{"advance":"1w"}"#, "advance"), (#"{"advance":1.5}"#, "advance"), (#"{"mod":"real"}"#, "mod"),
            (#"{"mode":"frozen","offset_seconds":1}"#, "offset_seconds"),
            (#"{"now":"1969-12-31T23:59:59Z"}"#, "now"), (#"{"mode":"offset","now":"1969-12-31T23:59:59Z"}"#, "now"),
            (#"{"now":"2026-02-23T10:00:00.5Z"}"#, "now"), (#"{"now":"2026-02-23T10:00:00.000001+01:00"}"#, "now"),
            (#"{"mode":"offset","offset_seconds":-9000000000}"#, "offset_seconds"),
            (#"{"mode":"offset","offset_seconds":9223372036854775807}"#, "offset_seconds"),
            (#"{"advance":"-100000d"}"#, "advance"), (#"{"advance":9223372036854775807}"#, "advance"),
            (#"{"now":"1970-01-01T00:00:00Z","advance":-1}"#, "advance"),
            (#"{"now":"9999-12-31T23:59:59Z","advance":1}"#, "advance"),
            (#"{"mode":"offset","now":"9999-12-31T23:59:00Z","advance":"1m"}"#, "advance"),
        ])
    func refused(_ row: (body: String, member: String)) async throws {
        try await withMock { mock in
            let reply = try await mock.call("PUT", "/_mock/clock", row.body)
            #expect(reply.status == 422)
            #expect(mock.clock.mode == .real)
            #expect(try reply.json["errors"]?[row.member] != nil, "\(reply.text)")
        }
    }
}

import JSON
import Testing

@testable import MockControl

@Suite("life.md §5: named snapshots") struct SnapshotCallTests {
    @Test("are taken, replaced, listed by name, restored and deleted") func life() async throws {
        try await withMock { mock async throws in
            try await mock.control("PUT", "/clock", #"{"now":"2026-02-23T10:00:00Z"}"#)
            try await mock.create()
            let first = try await mock.call("PUT", "/_mock/snapshots/b.1")
            #expect(first.status == 201)
            #expect(
                first.text
                    == #"{"name":"b.1","time":"2026-02-23T10:00:00.000000Z","accounts":3,"campaigns":1,"leads":0}"#
                    + "\n")
            try await mock.create()
            let second = try await mock.call("PUT", "/_mock/snapshots/A_2-x")
            #expect(second.status == 201)
            #expect(try second.json["campaigns"] == 2)
            #expect(try await mock.control("GET", "/snapshots") == ["snapshots": [second.json, first.json]])

            #expect(try await mock.control("POST", "/snapshots/b.1/restore") == first.json)
            #expect(try await mock.control("GET", "/campaigns")["campaigns"]?.array?.count == 1)
            #expect(try await mock.create().json["data"]?["id"] == 2)
            let replaced = try await mock.call("PUT", "/_mock/snapshots/b.1")
            #expect(replaced.status == 200)
            #expect(try replaced.json["campaigns"] == 2)
            try await mock.control("POST", "/reset")
            #expect(try await mock.control("GET", "/snapshots")["snapshots"]?.array?.count == 2)

            #expect(try await mock.control("DELETE", "/snapshots/b.1") == ["deleted": 1])
            #expect(try await mock.call("DELETE", "/_mock/snapshots/b.1").status == 404)
            #expect(try await mock.call("POST", "/_mock/snapshots/b.1/restore").status == 404)
        }
    }

    @Test("hold what the state shows, the clocks of accounts too") func roundTrip() async throws {
        try await withMock { mock async throws in
            try await mock.control("PUT", "/accounts/demo/clock", #"{"now":"2030-05-06T07:08:09Z"}"#)
            try await mock.control("PATCH", "/accounts/other", #"{"plan":{"rate_limit":7}}"#)
            try await mock.create()
            let before = try await mock.call("GET", "/_mock/state").text
            try await mock.control("PUT", "/snapshots/one")
            try await mock.control("POST", "/reset")
            #expect(try await mock.call("GET", "/_mock/state").text != before)
            try await mock.control("POST", "/snapshots/one/restore")
            #expect(try await mock.call("GET", "/_mock/state").text == before)
            #expect(try await mock.control("GET", "/accounts/demo/clock")["shared"] == false)
        }
    }

    @Test(
        "have a name of 1 to 64 letters, digits, dots, underscores and dashes",
        arguments: [
            ("a", 201), (String(repeating: "x", count: 64), 201), ("A-z_0.9", 201),
            (String(repeating: "x", count: 65), 422), ("a%20b", 422), ("a%2Fb", 422), ("%C3%A9", 422), ("a%00", 422),
        ])
    func names(_ name: String, _ status: Int) async throws {
        try await withMock { mock async throws in
            let reply = try await mock.call("PUT", "/_mock/snapshots/" + name)
            #expect(reply.status == status)
            let mistake = try reply.json["errors"]?["name"]
            #expect((mistake == nil) == (status == 201))
        }
    }

    @Test("end the counted rates and the held requests when they are restored, in an event of the moment") func whole()
        async throws
    {
        try await withMock { mock async throws in
            try await mock.control("PATCH", "/accounts/demo", #"{"plan":{"rate_limit":1}}"#)
            try await mock.control("PUT", "/snapshots/one")
            #expect(try await mock.create("{}").status == 422)
            #expect(try await mock.create("{}").status == 429)
            async let held = mock.create(headers: ["Prefer": "wait=60"])
            await HeldRequestTests.held(by: mock)
            let reader = try await Client(port: mock.port).follow("/_mock/events")
            try await mock.control("POST", "/snapshots/one/restore")
            #expect(try await reader.next("snapshot").data == ["change": "restored", "name": "one"])
            let reply = try await held
            #expect(reply.status == 503)
            #expect(try await mock.create("{}").status == 422)
        }
    }

    @Test("take neither a body nor a query", arguments: [("PUT", "one", "one"), ("POST", "one/restore", "keep")])
    func strict(_ method: String, _ path: String, _ name: String) async throws {
        try await withMock { mock async throws in
            #expect(try await mock.call(method, "/_mock/snapshots/\(path)", #"{"\#(name)":1}"#).status == 422)
            #expect(try await mock.call(method, "/_mock/snapshots/\(path)?\(name)=1").status == 422)
            #expect(try await mock.control("GET", "/snapshots") == ["snapshots": []])
        }
    }
}

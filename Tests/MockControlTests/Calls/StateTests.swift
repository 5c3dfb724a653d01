import Base
import CampaignAPI
import CampaignStore
import JSON
import MockControl
import Testing

@Suite("The mock's state") struct StateTests {
    @Test("health shows version, uptime and database") func health() async throws {
        var options = ControlPlaneConfiguration()
        options.version = "1.2.3"
        try await withMock(options) { mock in
            try await mock.create()
            let health = try await mock.control("GET", "/health")
            #expect(health["status"] == "ok")
            #expect(health["version"] == "1.2.3")
            #expect((health["uptime_seconds"]?.integer ?? -1) >= 0)
            #expect(health["database"] == ["path": .null, "durability": "normal", "campaigns": 1])
        }
    }

    @Test("the index lists every call, and each call exists") func index() async throws {
        try await withMock { mock in
            let calls = try #require(try await mock.control("GET", "")["calls"]?.array)
            #expect(calls.count > 20)
            for call in calls {
                let path = try #require(call["path"]?.string)
                let reply = try await mock.call("LOCK", path.replacing("{", with: "").replacing("}", with: ""))
                #expect(reply.status == 405, "\(path)")
            }
        }
    }

    @Test("keeps variables that are as deep as a request may be, in documents and snapshots")
    func deepVariables() async throws {
        try await withMock { mock in
            try await mock.create()
            let deep = String(repeating: "[", count: 127) + String(repeating: "]", count: 127)
            let body = #"{"phone_number":"+15550100123","campaign_id":1,"variables":\#(deep)}"#
            let headers = ["Authorization": "Bearer demo-key", "Content-Type": "application/json"]
            #expect(try await mock.call("POST", "/user/lead", body, headers: headers).status == 200)
            let state = try await mock.call("GET", "/_mock/state").text
            #expect(state.contains(deep))
            #expect(try await mock.call("PUT", "/_mock/snapshots/deep").status == 201)
            #expect(try await mock.call("PUT", "/_mock/state", state).status == 200)
            #expect(try await mock.call("GET", "/_mock/state").text == state)
            #expect(try await mock.call("POST", "/_mock/snapshots/deep/restore").status == 200)
            #expect(try await mock.call("GET", "/_mock/state").text == state)
            let update = #"{"variables":{"a":1}}"#
            #expect(try await mock.call("PUT", "/user/leads/1", update, headers: headers).status == 200)
            #expect(try await mock.call("GET", "/_mock/state").text.contains(deep.dropFirst().dropLast()))
        }
    }

    @Test("an unknown path and an unknown method are refused in JSON") func unknown() async throws {
        try await withMock { mock in
            let nothing = try await mock.call("GET", "/_mock/nothing")
            #expect(nothing.status == 404)
            #expect(nothing.message != nil)
            let method = try await mock.call("DELETE", "/_mock/reset")
            #expect(method.status == 405)
            #expect(method.headers["allow"]?.contains("POST") == true)
            #expect(method.message != nil)
        }
    }

    @Test(
        "every response ends with a newline",
        arguments: [
            ("GET", "/_mock", 200), ("GET", "/_mock/health", 200), ("POST", "/_mock/reset", 200),
            ("GET", "/_mock/requests", 200), ("POST", "/_mock/accounts", 201), ("PUT", "/_mock/clock", 422),
            ("GET", "/_mock/nothing", 404), ("DELETE", "/_mock/reset", 405), ("GET", "/_mock/requests/7", 404),
        ])
    func newline(_ row: (method: String, target: String, status: Int)) async throws {
        try await withMock { mock in
            let reply = try await mock.call(row.method, row.target)
            #expect(reply.status == row.status)
            #expect(reply.text.hasSuffix("}\n"))
            #expect(reply.headers["content-length"] == String(reply.body.count))
            let refused = try await mock.create("", key: "none")
            #expect(refused.text.hasSuffix("}"))
        }
    }

    @Test("a failure of the store is reported with its cause") func cause() async throws {
        try await withMock { mock in
            mock.store.close()
            let reply = try await mock.call("GET", "/_mock/health")
            #expect(reply.status == 500)
            #expect(reply.message == "The store failed: the store is closed.")
        }
    }

    @Test("a reset restores the seed") func reset() async throws {
        try await withMock { mock in
            try await mock.create()
            try await mock.control("POST", "/accounts", #"{"name":"mine"}"#)
            try await mock.control("POST", "/faults", #"{"effect":"server_error"}"#)
            try await mock.control("PUT", "/clock", #"{"now":"2026-02-23T10:00:00Z"}"#)
            try await mock.control("PATCH", "/accounts/demo", #"{"plan":{"max_campaigns":0}}"#)

            let reply = try await mock.control("POST", "/reset")
            #expect(reply["kept"] == [])
            #expect(try await mock.control("GET", "/requests")["total"] == 0)
            #expect(try await mock.control("GET", "/faults")["faults"] == [])
            #expect(try await mock.control("GET", "/clock")["mode"] == "real")
            #expect(try await mock.control("GET", "/campaigns")["campaigns"] == [])
            #expect(try await mock.call("GET", "/_mock/accounts/mine").status == 404)
            let created = try await mock.create()
            #expect(try created.json["data"]?["id"] == 1)
            #expect(try await mock.control("GET", "/requests/1")["campaign_id"] == 1)
            #expect(try await mock.control("POST", "/faults", #"{"effect":"close"}"#)["id"] == "fault-1")
        }
    }

    @Test("a reset restores the clock that the mock was started with") func initialClock() async throws {
        try await withMock(clock: .init(.frozen(at: 1_771_840_800))) { mock in
            try await mock.control("PUT", "/clock", #"{"mode":"real"}"#)
            try await mock.control("POST", "/reset", "{}")
            #expect(
                try await mock.control("GET", "/clock") == ["mode": "frozen", "now": "2026-02-23T10:00:00.000000Z"])
        }
    }

    @Test(
        "a reset keeps the parts that its body names",
        arguments: ["campaigns", "accounts", "journal", "faults", "clock"])
    func keeping(_ part: String) async throws {
        try await withMock { mock in
            try await mock.create()
            try await mock.control("POST", "/accounts", #"{"name":"mine"}"#)
            try await mock.control("POST", "/faults", #"{"effect":"close"}"#)
            try await mock.control("PUT", "/clock", #"{"mode":"frozen"}"#)
            try await mock.control("POST", "/reset", #"{"keep":["\#(part)"]}"#)
            let kept = [
                "campaigns": try await mock.control("GET", "/campaigns")["campaigns"] != [],
                "accounts": try await mock.call("GET", "/_mock/accounts/mine").status == 200,
                "journal": try await mock.control("GET", "/requests")["total"] != 0,
                "faults": try await mock.control("GET", "/faults")["faults"] != [],
                "clock": try await mock.control("GET", "/clock")["mode"] == "frozen",
            ]
            #expect(kept.filter(\.value).map(\.key) == [part])
        }
    }

    @Test(
        "a reset refuses unknown parts, unknown members and other types",
        arguments: [
            (
                #"{"keep":["campaign"]}"#, 422,
                "The selected keep.0 is invalid. It must be one of: campaigns, accounts, journal, faults, clock."
            ),
            (#"{"keep":"campaigns"}"#, 422, "The keep field must be an array."),
            (#"{"keep":{}}"#, 422, "The keep field must be an array."),
            (#"{"keep":{"0":"clock"}}"#, 422, "The keep field must be an array."),
            (#"{"kep":[]}"#, 422, "The kep field is unknown. Did you mean keep?"),
            ("[]", 400, "The request body must be a JSON object, such as {}."),
        ])
    func refusedReset(_ row: (body: String, status: Int, message: String)) async throws {
        try await withMock { mock in
            let reply = try await mock.call("POST", "/_mock/reset", row.body)
            #expect(reply.status == row.status)
            #expect(reply.message == row.message)
        }
    }

    @Test("a reset refuses a body that is not JSON") func malformedReset() async throws {
        try await withMock { mock in
            let reply = try await mock.call("POST", "/_mock/reset", "{")
            #expect(reply.status == 400)
            #expect(reply.message?.hasPrefix("The request body is not valid JSON:") == true)
        }
    }

    @Test("the state can be read and restored") func roundTrip() async throws {
        try await withMock { mock in
            try await mock.create(#"{"name":"Spring","assistant_id":129,"phone_number_ids":[1,2]}"#)
            let state = try await mock.control("GET", "/state")
            #expect(state["accounts"]?.array?.isEmpty == false)
            try await mock.control("POST", "/reset")
            let text = String(decoding: state.encoded(), as: UTF8.self)
            #expect(try await mock.control("PUT", "/state", text) == ["accounts": 3, "campaigns": 1])
            #expect(try await mock.control("GET", "/state") == state)
            #expect(try await mock.create().json["data"]?["id"] == 2)
        }
    }

    @Test("a state with a mistake is refused and changes nothing") func refusedState() async throws {
        try await withMock { mock in
            let before = try await mock.control("GET", "/state")
            let reply = try await mock.call(
                "PUT", "/_mock/state", #"{"plans":{},"accounts":[{"name":"x","plan":"growth"}]}"#)
            #expect(reply.status == 422)
            #expect(reply.message?.hasPrefix("accounts[0].plan") == true, "\(reply.text)")
            #expect(try reply.json["errors"]?["accounts[0].plan"] != nil)
            #expect(try await mock.control("GET", "/state") == before)
        }
    }

    @Test("resets under load fail no create, and ids are unique between resets")
    func underLoad() async throws {
        try await withMock { mock in
            let resets = 20
            let replies = try await withThrowingTaskGroup(of: [Reply].self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        var replies: [Reply] = []
                        for _ in 0..<12 { replies.append(try await mock.create()) }
                        return replies
                    }
                }
                group.addTask {
                    for _ in 0..<resets { try await mock.control("POST", "/reset") }
                    return []
                }
                return try await group.reduce(into: [Reply]()) { $0 += $1 }
            }
            #expect(replies.count == 64 * 12)
            // The demo account's plan allows 100 campaigns.
            #expect(replies.allSatisfy { $0.status == 201 || $0.status == 403 })
            let ids = try replies.filter { $0.status == 201 }.compactMap { try $0.json["data"]?["id"]?.integer }
            let counts = Dictionary(ids.map { ($0, 1) }, uniquingKeysWith: +)
            // An id is given at most once between two resets, and N resets separate N + 1 such spans.
            #expect(counts.values.allSatisfy { $0 <= resets + 1 })
            let stored = try await mock.control("GET", "/campaigns?limit=1000")["campaigns"]?.array ?? []
            #expect(stored.map { $0["id"]?.integer } == stored.indices.map { Int64($0) + 1 })
        }
    }
}

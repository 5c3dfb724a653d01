import Base
import JSON
import Testing

@testable import MockControl

@Suite("life.md §5: the reset of one account") struct AccountResetCallTests {
    @Test("takes away its campaigns, faults, requests, clock and rate, and nothing of another account") func all()
        async throws
    {
        try await withMock { mock async throws in
            let limit = #"{"plan":{"rate_limit":2}}"#
            for (name, key, assistant) in [("demo", "demo-key", 129), ("other", "other-key", 201)] {
                try await mock.control("PATCH", "/accounts/\(name)", limit)
                try await mock.control("PUT", "/accounts/\(name)/clock", #"{"now":"2026-02-23T10:00:00Z"}"#)
                try await mock.control(
                    "POST", "/faults", #"{"match":{"account":"\#(name)","path":"/never"},"effect":"close"}"#)
                let body = #"{"name":"Spring","assistant_id":\#(assistant)}"#
                #expect(try await mock.create(body, key: key).status == 201)
                #expect(try await mock.create("{}", key: key).status == 422)
            }
            try await mock.control("POST", "/faults", #"{"match":{"path":"/never"},"effect":"close"}"#)
            let answer = try await mock.control("POST", "/accounts/demo/reset")

            let shown = try await mock.control("GET", "/accounts/demo")
            #expect(answer == shown)
            #expect(answer["campaigns"] == 0)
            #expect(answer["plan"]?["rate_limit"] == nil)
            #expect(try await mock.control("GET", "/accounts/demo/clock")["shared"] == true)
            #expect(try await mock.control("GET", "/requests?account=demo")["total"] == 0)
            let faults = try await mock.control("GET", "/faults")["faults"]?.array ?? []
            #expect(faults.map { $0["id"] } == ["fault-2", "fault-3"])

            #expect(try await mock.control("GET", "/accounts/other")["campaigns"] == 1)
            #expect(try await mock.control("GET", "/accounts/other/clock")["mode"] == "frozen")
            #expect(try await mock.control("GET", "/requests?account=other")["total"] == 2)
            #expect(try await mock.create("{}", key: "other-key").status == 429)

            // Ids and numbers go on, the rate begins again.
            try await mock.control("PATCH", "/accounts/demo", limit)
            #expect(try await mock.create().json["data"]?["id"] == 3)
            #expect(try await mock.create("{}").status == 422)
            #expect(try await mock.create("{}").status == 429)
            #expect(
                try await mock.control("GET", "/requests?account=demo&order=oldest")["requests"]?[0]?["number"] == 6)
        }
    }

    @Test("gives back its first name, and takes the faults and requests of both names") func renamed() async throws {
        try await withMock { mock async throws in
            try await mock.create("{}")
            try await mock.control("PATCH", "/accounts/demo", #"{"name":"renamed","api_keys":["new-key"]}"#)
            try await mock.create("{}", key: "new-key")
            for name in ["demo", "renamed"] {
                try await mock.control("POST", "/faults", #"{"match":{"account":"\#(name)"},"effect":"close"}"#)
            }
            #expect(try await mock.control("POST", "/accounts/renamed/reset")["name"] == "demo")
            #expect(try await mock.control("GET", "/requests")["total"] == 0)
            #expect(try await mock.control("GET", "/faults")["faults"] == [])
            #expect(try await mock.create().status == 201)
            #expect(try await mock.create(key: "new-key").status == 401)
        }
    }

    @Test("is refused for an absent account, and while another account has its first name") func refused() async throws
    {
        try await withMock { mock async throws in
            #expect(try await mock.call("POST", "/_mock/accounts/absent/reset").status == 404)
            #expect(try await mock.call("POST", "/_mock/accounts/demo/reset", #"{"keep":[]}"#).status == 422)
            try await mock.create("{}")
            try await mock.control("PATCH", "/accounts/demo", #"{"name":"renamed"}"#)
            try await mock.control("POST", "/accounts", #"{"name":"demo"}"#)
            #expect(try await mock.call("POST", "/_mock/accounts/renamed/reset").status == 409)
            #expect(try await mock.control("GET", "/requests")["total"] == 1)
        }
    }

    @Test("releases its held requests, which are not handled and not recorded, and no other") func held() async throws {
        try await withMock { mock async throws in
            async let held = mock.create(headers: ["Prefer": "wait=60"])
            async let other = mock.create(key: "other-key", headers: ["Prefer": "wait=60"])
            await HeldRequestTests.held(2, by: mock)
            try await mock.control("POST", "/accounts/demo/reset")
            let reply = try await held
            #expect(reply.status == 503)
            #expect(
                reply.message == "The account was reset while a fault held this request. It was not handled.")
            await HeldRequestTests.held(1, by: mock)
            #expect(try await mock.control("GET", "/requests")["total"] == 0)
            #expect(try await mock.control("GET", "/campaigns")["campaigns"] == [])
            try await mock.control("POST", "/accounts/other/reset")
            let last = try await other
            #expect(last.status == 503)
        }
    }

    @Test("of an account after the decision to hold its request, releases the request") func late() async {
        let held = HeldRequests()
        let epoch = held.currentEpoch
        held.reset(account: 1)
        #expect(await held.hold(for: .seconds(600), of: 1, since: epoch) == .accountReset)
        #expect(await held.hold(for: .zero, of: 2, since: epoch) == .elapsed)
        #expect(await held.hold(for: .zero, of: 1, since: held.currentEpoch) == .elapsed)
    }

    @Test("is an event of the account") func event() async throws {
        try await withMock { mock async throws in
            let reader = try await Client(port: mock.port).follow("/_mock/events?account=demo")
            try await mock.control("POST", "/accounts/other/reset")
            try await mock.control("POST", "/accounts/demo/reset")
            let event = try await reader.next()
            #expect(event.name == "account")
            #expect(event.data == ["name": "demo", "change": "reset"])
        }
    }
}

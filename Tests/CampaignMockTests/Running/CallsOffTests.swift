import CampaignMock
import JSON
import TestSupport
import Testing

@Suite("calling.md §1: with --calls off") struct CallsOffTests {
    /// Runs a mock that begins no calls, with a started campaign of two leads.
    private static func withCampaign(_ body: (MockServer) async throws -> Void) async throws {
        var options = MockOptions()
        options.calls = .off
        options.control.frozenAt = MockServer.moment("2026-02-23T15:00:00Z")
        try await withMock(options) { mock in
            try await send("POST", "/api/user/campaign", #"{"name":"Spring","assistant_id":127}"#, to: mock, 201)
            for number in ["+15005550002", "+15550100123"] {
                let lead = #"{"campaign_id":1,"phone_number":"\#(number)"}"#
                try await send("POST", "/api/user/lead", lead, to: mock)
            }
            try await send(
                "POST", "/api/user/campaigns/update-status", #"{"campaign_id":1,"action":"start"}"#, to: mock)
            try await body(mock)
        }
    }

    @discardableResult
    private static func send(
        _ method: String, _ target: String, _ body: String = "", to mock: MockServer, _ status: Int = 200
    ) async throws -> JSONValue {
        let response = try await MockRequest(method: method, target: target, body: body).send(to: mock)
        try #require(response.status == status, "\(method) \(target): \(response.text)")
        return try JSONReader.read(response.body.span)
    }

    private static func leads(_ mock: MockServer) async throws -> [String] {
        try await send("GET", "/_mock/leads", to: mock)["leads"]?.array?.compactMap { lead in
            lead["status"]?.string.map { "\($0) \(lead["call_tries"]?.integer ?? -1)" }
        } ?? []
    }

    @Test("a campaign in progress schedules its leads, and no move of the clock calls them") func schedules()
        async throws
    {
        try await Self.withCampaign { mock in
            #expect(try await Self.leads(mock) == ["scheduled 0", "scheduled 0"])
            for change in [#"{"advance_to":"next"}"#, #"{"advance":"7d"}"#, #"{"advance_to":"idle"}"#] {
                let answer = try await Self.send("PUT", "/_mock/clock", change, to: mock)
                #expect(answer["simulated"]?["calls"] == 0 && answer["simulated"]?["leads"] == 0, "\(change)")
            }
            #expect(
                try await Self.send("GET", "/_mock/clock", to: mock)["now"]?.string == "2026-03-02T15:00:00.000000Z")
            #expect(try await Self.send("GET", "/_mock/calls/next", to: mock)["next"] == .null)
            #expect(try await Self.send("GET", "/_mock/calls", to: mock)["calls"]?.array?.isEmpty == true)
            #expect(try await Self.leads(mock) == ["scheduled 0", "scheduled 0"])
        }
    }

    @Test("calls that are played by hand end on the clock, lead to retries, and complete the campaign")
    func byHand() async throws {
        try await Self.withCampaign { mock in
            // Without an outcome the number decides: the first lead is busy.
            let call = try await Self.send("POST", "/_mock/calls", #"{"lead_id":1}"#, to: mock, 201)
            #expect(call["outcome"]?.string == "busy" && call["status"]?.string == "in-progress")
            #expect(try await Self.leads(mock) == ["processing 1", "scheduled 0"])
            let ended = try await Self.send("PUT", "/_mock/clock", #"{"advance_to":"idle"}"#, to: mock)
            #expect(ended["simulated"]?["until"]?.string == "2026-02-23T15:00:05.000000Z")
            #expect(try await Self.leads(mock) == ["rescheduled 1", "scheduled 0"])

            for lead in 1...2 {
                let body = #"{"lead_id":\#(lead),"outcome":"completed","seconds":7}"#
                try await Self.send("POST", "/_mock/calls", body, to: mock, 201)
            }
            try await Self.send("PUT", "/_mock/clock", #"{"advance_to":"idle"}"#, to: mock)
            #expect(try await Self.leads(mock) == ["completed 2", "completed 1"])
            let campaign = try await Self.send("GET", "/_mock/campaigns/1", to: mock)
            #expect(campaign["status"]?.string == "completed")
            let calls = try await Self.send("GET", "/api/user/calls", to: mock)["data"]?.array ?? []
            #expect(calls.map { $0["status"]?.string } == ["busy", "completed", "completed"])
        }
    }

    @Test("a call without a campaign is made, because a client asks for it") func madeCall() async throws {
        try await Self.withCampaign { mock in
            let body = #"{"assistant_id":127,"phone_number":"+15550100123"}"#
            try await Self.send("POST", "/api/user/make_call", body, to: mock)
            let ended = try await Self.send("PUT", "/_mock/clock", #"{"advance_to":"idle"}"#, to: mock)
            #expect(ended["simulated"]?["until"]?.string == "2026-02-23T15:01:00.000000Z")
            #expect(try await Self.send("GET", "/_mock/calls", to: mock)["calls"]?.array?.count == 1)
        }
    }
}

import CampaignMockTesting
import Testing

@Suite("The trait", .campaignMock(plan: .limits(campaigns: 1), clock: .frozen(at: "2026-02-23T10:00:00Z")))
struct TraitTests {
    private let mock: Mock

    init() throws {
        mock = try Mock.current
    }

    @Test("gives a test an account, its key and the mock's address") func account() async throws {
        #expect(mock.url == "http://127.0.0.1:\(mock.server.port)" && mock.apiURL == mock.url + "/api")
        #expect(mock.account.keys == [mock.key])
        #expect(try mock.server.accounts.named(mock.account.name) == mock.account)
        #expect(mock.account.name.hasPrefix("account-"))
        #expect(try Mock.current.account == mock.account)
    }

    @Test("gives each case an account of its own", arguments: 1...20) func cases(_ number: Int) async throws {
        // The plan allows one campaign, so an account that two cases share would refuse one of them.
        let create = TestRequest(body: #"{"name":"\#(number)","assistant_id":129}"#)
        #expect(try await create.send() == 201)
        #expect(try await mock.campaigns.map(\.name) == ["\(number)"])
        #expect(try mock.requests.map { $0.json?["name"]?.string } == ["\(number)"])
        try mock.verify(MockMatch("POST"), count: 1)
        #expect(try mock.clock.now == "2026-02-23T10:00:00Z")
        try await mock.clock.advance(by: .seconds(number))
        #expect(try mock.clock.now == MockTime(unixSeconds: 1_771_840_800 + Int64(number)))
        #expect(try mock.server.clock.mode == .real)
    }

    @Test("adds the test's options to the suite's", .campaignMock(plan: .limits(campaigns: 2)), .allows(403))
    func merged() async throws {
        #expect(try mock.clock.now == "2026-02-23T10:00:00Z")
        #expect(mock.account.plan.campaigns == 2)
        // Both traits and the suite's share one account.
        #expect(mock.server.accounts.all.count { $0.name.hasPrefix("merged-") } == 1)
        var statuses: [Int] = []
        for _ in 1...3 { statuses.append(try await TestRequest().send()) }
        #expect(statuses == [201, 201, 403])
    }

    @Suite("of a suite", .campaignMock(clock: .real), .allows(422)) struct Inner {
        @Test("applies to the suites inside it", .campaignMock(timezone: "Europe/Berlin")) func inner() async throws {
            let mock = try Mock.current
            #expect(mock.account.plan.campaigns == 1 && mock.account.clock == .real)
            #expect(mock.account.timezone == "Europe/Berlin")
            #expect(try await TestRequest(body: "{}").send() == 422)
        }
    }

    @Test("lets faults fail the requests of its test only", .campaignMock(fails: .status(503, times: 1)))
    func faults() async throws {
        #expect(mock.faults.all.map(\.account) == [mock.account.name])
        #expect(try await TestRequest().send() == 503)
        #expect(try await TestRequest().send() == 201)
        #expect(mock.faults.all.map(\.fired) == [1])
    }

    @Test("waits for requests of its test only") func wait() async throws {
        async let waiting = mock.wait(for: MockMatch("POST"), timeout: .seconds(60))
        try await TestRequest().send()
        #expect(try await waiting.account == mock.account.name)
        #expect(try await mock.leads.isEmpty)
    }
}

@Suite("The calls of a test", .campaignMock(clock: .frozen(at: "2026-02-23T15:00:00Z")))
struct CallScopeTests {
    /// Starts a campaign with a lead, and returns the id of the lead.
    private func start(_ mock: Mock) async throws -> Int {
        #expect(try await TestRequest().send() == 201)
        let campaign = try #require(try await mock.campaigns.first?.id)
        let lead = #"{"campaign_id":\#(campaign),"phone_number":"+15550100123"}"#
        #expect(try await TestRequest(target: "/api/user/lead", body: lead).send() == 200)
        let start = #"{"campaign_id":\#(campaign),"action":"start"}"#
        #expect(try await TestRequest(target: "/api/user/campaigns/update-status", body: start).send() == 200)
        return try #require(try await mock.leads.first?.id)
    }

    @Test("are its own, with its own outcomes and its own clock, whatever runs beside it", arguments: 1...4)
    func own(_ attempts: Int) async throws {
        let mock = try Mock.current
        for attempt in 1..<attempts {
            try await mock.outcomes.set(try mock.outcomes.all + [MockOutcome(.noAnswer, attempt: attempt)])
        }
        let lead = try await start(mock)
        let simulated = try await mock.clock.advance(to: .idle)
        let calls = try await mock.calls.all
        #expect(calls.map(\.attempt) == Array(1...attempts) && calls.allSatisfy { $0.leadID == lead })
        #expect(calls.last?.endsAt == simulated.until)
        // The first call had begun with the campaign, before the clock moved.
        #expect(simulated.calls == attempts - 1)
        #expect(try await mock.calls.next() == nil)
        #expect(mock.webhooks.all.isEmpty)
    }

    @Test("are played to the end on a running clock, too", .campaignMock(clock: .real)) func running() async throws {
        let mock = try Mock.current
        _ = try await start(mock)
        try await mock.clock.advance(to: .idle)
        #expect(try await mock.calls.all.map(\.status) == [.completed])
        #expect(try mock.server.clock.mode == .real)
    }

    @Test("are not played for the lead of another test") func foreign() async throws {
        let mock = try Mock.current
        let own = try await start(mock)
        try await mock.clock.advance(to: .idle)
        #expect(try await mock.calls.play(lead: own, outcome: .busy).outcome == .busy)
        let error = await #expect(throws: MockError.self) { try await mock.calls.play(lead: 1_000_000_000) }
        #expect(error?.message.hasSuffix("has no lead 1000000000.") == true)
    }
}

@Suite("Mock.current") struct CurrentMockTests {
    @Test("explains where it has a value") func outside() async throws {
        let error = #expect(throws: MockError.self) { try Mock.current }
        #expect(error?.message.contains("Give the test or its suite the trait .campaignMock") == true)
    }

    @Test("has a value in child tasks, and not in detached ones", .campaignMock) func tasks() async throws {
        let mock = try Mock.current
        async let child = Mock.current.key
        #expect(try await child == mock.key)
        #expect(try await Task { try Mock.current.key }.value == mock.key)
        await #expect(throws: MockError.self) { try await Task.detached { try Mock.current.key }.value }
        #expect(try await Task.detached { try await TestRequest().send(by: mock) }.value == 201)
    }
}

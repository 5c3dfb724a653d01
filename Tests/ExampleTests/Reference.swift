import CampaignMockTesting
import Testing

// The code of the library's doc comments, which the manual shows as its reference.

@Suite("Examples of the reference: a mock") struct MockReference {
    @Test func server() async throws {
        let mock = try await withMock { mock in
            try await mock.reset()
            try await mock.reset(keeping: [.accounts, .clock])
            return mock.url
        }
        #expect(mock.hasPrefix("http://127.0.0.1:"))
    }

    @Test func accounts() async throws {
        struct Client { var key = "" }
        try await withMock { mock in
            var client = Client()
            let account = try await mock.accounts.make(plan: .limits(campaigns: 1), balance: 0)
            client.key = account.key
            #expect(client.key.isEmpty == false)
            try await mock.accounts.make(plan: "starter")
            try await mock.accounts.make(plan: .limits(campaigns: 1, requestsPerMinute: 10))
            let changed = try await mock.accounts.change("demo", plan: .limits(campaigns: 0))
            #expect(changed.plan.campaigns == 0)
            try await mock.accounts.make("mine")
            try await mock.accounts.clock(of: "mine").freeze(at: "2026-02-23T10:00:00Z")
            try await mock.accounts.clock(of: "mine").advance(by: .seconds(60))
            #expect(try mock.accounts.clock(of: "mine").now == "2026-02-23T10:01:00Z")
            let drafts = try await mock.campaigns(ofAccount: "mine", status: "draft")
            #expect(drafts.isEmpty)
        }
    }

    @Test func faults() async throws {
        try await withMock { mock in
            let client = MyClient(baseURL: mock.url, key: "demo-key")
            let fault = try mock.faults.add(.status(503, times: 2))
            try await client.createCampaign(name: "Spring", assistant: 127)
            #expect(try mock.faults.fault(fault.id).fired == 2)
            try mock.faults.add(.refusal(.planLimit, for: MockMatch("POST", "/user/campaign")))
            #expect(try await client.createCampaign(name: "Spring", assistant: 127) == 403)
            try mock.faults.add(.delay(.seconds(2)))
            try mock.faults.add(.delay(median: .milliseconds(80), percentile99: .milliseconds(800)))
            try mock.faults.add(.transport(.reset, for: MockMatch(account: "mine")))
            #expect(mock.faults.all.count == 5)
            mock.faults.removeAll()
        }
    }

    @Test func randomFaults() async throws {
        try await withMock { mock in
            var fault = MockFault.status(500)
            fault.probability = 0.5
            fault.seed = 7
            let added = try mock.faults.add(fault)
            #expect(added.seed == 7)
        }
    }

    @Test func clock() async throws {
        try await withMock { mock in
            try await mock.clock.freeze(at: "2026-02-23T10:00:00Z")
            try await mock.clock.advance(by: .seconds(3_600))
            #expect(try mock.clock.now == "2026-02-23T11:00:00Z")
            try await mock.clock.set(.real)
            try await mock.clock.set(.running(from: "2030-01-01T00:00:00Z"))
            try await mock.clock.set(.running(from: "2030-01-01T00:00:00Z", speed: 60))
            try await mock.clock.run(speed: 60)
            let simulated = try await mock.clock.advance(to: .idle)
            print(simulated.calls, simulated.until)
        }
    }

    @Test func calls() async throws {
        try await withMock { mock in
            try await mock.clock.freeze(at: "2026-02-23T10:00:00Z")
            try await mock.accounts.make("mine", keys: ["my-key"])
            try await mock.accounts.outcomes(of: "mine").set(MockOutcome(.voicemail))
            let client = MyClient(baseURL: mock.url, key: "my-key")
            try await client.startCampaign(name: "Spring", assistant: 129, calling: "+15550100123")
            let next = try await mock.calls.next(ofCampaign: 1)
            #expect(next?.event == .ends(callID: 1))
            try await mock.clock.advance(to: .idle)
            let calls = try await mock.calls.matching(outcome: .voicemail)
            print(calls.map(\.phoneNumber))
            #expect(calls.map(\.status) == [.completed])
            let busy = try await mock.calls(ofAccount: "mine").matching(outcome: .busy, campaignID: 3)
            #expect(busy.isEmpty)
            let call = try await mock.calls.play(lead: 1, outcome: .busy)
            try await mock.clock.advance(to: .next)  // the call ends
            #expect(try await mock.calls.all.last?.id == call.id)
        }
    }

    @Test func outcomes() async throws {
        try await withMock { mock in
            try await mock.accounts.make("mine")
            try await mock.accounts.outcomes(of: "mine").set([
                MockOutcome(.voicemail, phoneNumber: "+4930*", attempt: 1),
                MockOutcome(weights: [.completed: 5, .voicemail: 3, .noAnswer: 2], seed: 42),
            ])
            var booked = MockOutcome(.completed, campaignID: 3)
            booked.duration = .seconds(90)
            booked.extractedVariables = ["appointment_booked": true]
            booked.transcript = [.init(.bot, "Hello"), .init(.human, "Hi")]
            let outcomes = mock.accounts.outcomes(of: "mine")
            try await outcomes.set(booked)
            #expect(try outcomes.all == [booked])
            try await outcomes.set(MockOutcome(.noAnswer, attempt: 1))
            #expect(try outcomes.all.map(\.attempt) == [1])
            try await outcomes.removeAll()
        }
    }

    @Test func webhooks() async throws {
        let receiver = try WebhookReceiver()
        try await withMock { mock in
            try await mock.clock.freeze(at: "2026-02-23T10:00:00Z")
            let client = MyClient(baseURL: mock.url, key: "demo-key")
            try await client.send(
                "POST", "/user/assistants/enable-webhook", ["assistant_id": 127, "webhook_url": receiver.url])
            try await client.startCampaign(name: "Spring", assistant: 127, calling: "+15550100123")
            try await mock.clock.advance(to: .idle)
            let webhook = try await mock.webhooks.wait(for: MockWebhookMatch(state: .delivered))
            #expect(webhook.json?["status"] == "completed")
            try mock.webhooks.redeliver(webhook.number)
            let failed = [
                MockWebhookMatch(state: .failed, campaignID: 3)
            ].flatMap(mock.webhooks.matching)
            #expect(failed.isEmpty)
        }
    }

    @Test func requests() async throws {
        try await withMock { mock in
            try await mock.accounts.make("mine", keys: ["my-key"])
            let client = MyClient(baseURL: mock.url, key: "my-key")
            try await client.createCampaign(name: "Spring", assistant: 129)
            let creates = try mock.requests(matching: MockMatch("POST", "/user/campaign", account: "mine"))
            #expect(creates.count == 1)
            let request = try mock.requests(matching: MockMatch("POST", "/user/campaign"))[0]
            #expect(request.json?["name"] == "Spring")
            #expect(request.status == 201)
            #expect(throws: MockError.self) { try mock.verify(MockMatch("DELETE", "/user/campaign/1"), count: 1) }
            let filters = [
                MockMatch("POST", "/user/campaign", json: ["name": "Spring"]),
                MockMatch(status: 422),
            ]
            let counts = try filters.map { try mock.requests(matching: $0).count }
            #expect(counts == [1, 0])
        }
    }

    @Test func waiting() async throws {
        try await withMock { mock in
            let client = MyClient(baseURL: mock.url, key: "demo-key")
            try await client.createCampaign(name: "Spring", assistant: 129)
            try await client.send("POST", "/user/lead", ["campaign_id": 1, "phone_number": "+15550100123"])
            let request = try await mock.wait(for: MockMatch("POST", "/user/lead", status: 200))
            #expect(request.leadID == 1)
        }
    }

    @Test func values() {
        let json: MockJSON = ["name": "Spring", "allowed_days": ["monday"], "max_retries": 3]
        #expect(json["allowed_days"]?[0] == "monday")
        let start: MockTime = "2026-02-23T10:00:00Z"
        let later = start.advanced(by: .seconds(3_600))
        print(later)
        #expect("\(later)" == "2026-02-23T11:00:00Z")
    }
}

@Suite("Examples of the reference: traits", .campaignMock) struct TraitReference {
    @Test func creates() async throws {
        let mock = try Mock.current
        try await MyClient(baseURL: mock.apiURL, key: mock.key).createCampaign(name: "Spring", assistant: 129)
        #expect(try await mock.campaigns.map(\.name) == ["Spring"])
    }

    @Test(.campaignMock(clock: .frozen(at: "2026-02-23T10:00:00Z"))) func callsAgain() async throws {
        let mock = try Mock.current
        try await mock.outcomes.set(MockOutcome(.noAnswer, attempt: 1))
        let receiver = try WebhookReceiver()
        let client = MyClient(baseURL: mock.apiURL, key: mock.key)
        try await client.send(
            "POST", "/user/assistants/enable-webhook", ["assistant_id": 129, "webhook_url": receiver.url])
        try await client.startCampaign(name: "Spring", assistant: 129, calling: "+15550100123")
        try await mock.clock.advance(to: .idle)
        #expect(try await mock.calls.all.map(\.outcome) == [.noAnswer, .completed])
        let webhook = try await mock.webhooks.wait(for: MockWebhookMatch(state: .delivered))
        #expect(webhook.account == mock.account.name)
    }

    @Test func listsInATaskOfItsOwn() async throws {
        let mock = try Mock.current
        let task =
            Task.detached { try await MyClient(baseURL: mock.apiURL, key: mock.key).listCampaigns() }
        #expect(try await task.value == 200)
    }

    @Test(.campaignMock(plan: .limits(campaigns: 0)), .allows(403)) func planIsFull() async throws {
        #expect(try await create(name: "Spring") == 403)
    }

    @Test(.campaignMock(clock: .frozen(at: "2026-02-23T10:00:00Z"), fails: .status(503, times: 1)))
    func triesAgain() async throws {
        #expect(try await create(name: "Spring") == 201)
    }

    @Test(.campaignMock(plan: .limits(campaigns: 1), fails: .status(503, times: 1)))
    func triesAgainWithinThePlan() async throws {
        #expect(try await create(name: "Spring") == 201)
    }

    @Test(.campaignMock, .allowsWarnings) func sendsOldMembers() async throws {
        let mock = try Mock.current
        let client = MyClient(baseURL: mock.apiURL, key: mock.key)
        try await client.send("POST", "/user/campaign", ["name": "Spring", "assistant_id": "129"])
        #expect(try mock.requests.first?.warnings.map(\.field) == ["assistant_id"])
    }

    @Test(.campaignMock, .allows(422)) func refusesAnEmptyName() async throws {
        #expect(try await create(name: "") == 422)
    }

    private func create(name: String) async throws -> Int {
        let mock = try Mock.current
        return try await MyClient(baseURL: mock.apiURL, key: mock.key).createCampaign(name: name, assistant: 129)
    }
}

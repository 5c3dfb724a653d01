import CampaignMock
import Testing

@Suite("Examples of the manual: the control plane from Swift") struct ControlPlane {
    @Test func stateAndReset() async throws {
        try await withMock { mock in
            try await MyClient(baseURL: mock.url, key: "demo-key").createCampaign(name: "Spring", assistant: 127)

            let campaigns = try await mock.campaigns(ofAccount: "demo", status: "draft")
            #expect(campaigns.map(\.name) == ["Spring"])
            #expect(try await mock.leads.isEmpty)

            try await mock.snapshots.take("before")
            try await mock.reset(keeping: [.accounts, .clock])
            #expect(try await mock.campaigns.isEmpty)
            try await mock.snapshots.restore("before")
            #expect(try await mock.campaigns.count == 1)

            let document = try await mock.state
            try await mock.replaceState(by: document)
        }
    }

    @Test func accounts() async throws {
        try await withMock { mock in
            let account = try await mock.accounts.make("mine", plan: .limits(campaigns: 1), balance: 0)
            try await MyClient(baseURL: mock.url, key: account.key).createCampaign(name: "Spring", assistant: 129)
            try await mock.accounts.change("mine", plan: .limits(campaigns: 0, requestsPerMinute: 2))
            try await mock.accounts.clock(of: "mine").freeze(at: "2026-02-23T10:00:00Z")
            try await mock.accounts.reset("mine")
            try await mock.accounts.remove("mine")
        }
    }

    @Test func journal() async throws {
        try await withMock { mock in
            try await MyClient(baseURL: mock.url, key: "demo-key").createCampaign(name: "Spring", assistant: 127)

            let create = MockMatch("POST", "/user/campaign", account: "demo", json: ["name": "Spring"])
            let request = try await mock.wait(for: create, timeout: .seconds(5))
            #expect(request.status == 201 && request.json?["assistant_id"] == 127)
            try mock.verify(create, count: 1)
            #expect(try mock.requests(matching: MockMatch(status: 422)).isEmpty)
            try mock.forgetRequests()
        }
    }

    @Test func faults() async throws {
        try await withMock { mock in
            let fault = try mock.faults.add(.status(503, for: MockMatch(account: "demo"), times: 2))
            try await MyClient(baseURL: mock.url, key: "demo-key").createCampaign(name: "Spring", assistant: 127)
            #expect(try mock.faults.fault(fault.id).fired == 2)

            try mock.faults.add(.refusal(.planLimit, for: MockMatch("POST", "/user/campaign")))
            try mock.faults.add(.delay(.milliseconds(50) ... .milliseconds(200)))
            try mock.faults.add(.delay(median: .milliseconds(80), percentile99: .milliseconds(800)))
            var rare = MockFault.transport(.reset)
            rare.probability = 0.2
            rare.seed = 42
            try mock.faults.add(rare)
            mock.faults.removeAll()
        }
    }

    @Test func clock() async throws {
        try await withMock { mock in
            try await mock.clock.freeze(at: "2026-02-23T10:00:00Z")
            try await mock.clock.advance(by: .seconds(7_200))
            #expect(try mock.clock.now == "2026-02-23T12:00:00Z")
            let simulated = try await mock.clock.advance(to: .next)
            print(simulated.calls, simulated.until)
            try await mock.clock.set(.running(from: "2030-01-01T00:00:00Z"))
            try await mock.clock.run(speed: 60)
            try await mock.clock.set(.real)
        }
    }
    @Test func calls() async throws {
        try await withMock { mock in
            try await mock.clock.freeze(at: "2026-02-23T10:00:00Z")
            try await mock.accounts.outcomes(of: "demo").set([
                MockOutcome(.voicemail, phoneNumber: "+4930*", attempt: 1),
                MockOutcome(weights: [.completed: 5, .voicemail: 3, .noAnswer: 2], seed: 42),
            ])
            let client = MyClient(baseURL: mock.url, key: "demo-key")
            try await client.createCampaign(name: "Spring", assistant: 127)
            try await client.send("POST", "/user/lead", ["campaign_id": 1, "phone_number": "+493012345678"])
            try await client.send("POST", "/user/campaigns/update-status", ["campaign_id": 1, "action": "start"])

            let next = try await mock.calls.next(ofCampaign: 1)
            #expect(next?.event == .ends(callID: 1) && next?.leadID == 1)
            let simulated = try await mock.clock.advance(to: .idle)
            #expect(try await mock.calls.all.last?.endsAt == simulated.until)
            #expect(try await mock.calls.matching(outcome: .voicemail, campaignID: 1).map(\.attempt) == [1])
            #expect(try await mock.campaigns.first?.status == "completed")

            let call = try await mock.calls.play(lead: 1, outcome: .busy)
            try await mock.clock.advance(to: .next)
            #expect(try await mock.calls.matching(leadID: 1).last?.id == call.id)
            try await mock.accounts.outcomes(of: "demo").removeAll()
        }
    }

    @Test func webhooks() async throws {
        let receiver = try WebhookReceiver()
        try await withMock { mock in
            try await mock.clock.freeze(at: "2026-02-23T10:00:00Z")
            let client = MyClient(baseURL: mock.url, key: "demo-key")
            try await client.send(
                "POST", "/user/assistants/enable-webhook", ["assistant_id": 127, "webhook_url": receiver.url])
            try await client.send(
                "POST", "/user/make_call", ["assistant_id": 127, "phone_number": "+15005550002"])

            try await mock.clock.advance(to: .idle)
            let webhook = try await mock.webhooks.wait(for: MockWebhookMatch(state: .delivered))
            #expect(webhook.json?["status"] == "busy" && webhook.answer?.status == 200)
            try mock.webhooks.redeliver(webhook.number)
            #expect(try await mock.webhooks.wait(timeout: .seconds(5)).attempts == 2)
        }
    }
}

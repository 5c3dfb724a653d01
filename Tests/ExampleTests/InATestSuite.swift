import CampaignMockTesting
import Testing

@Suite(.campaignMock) struct CampaignTests {
    @Test func createsACampaign() async throws {
        let mock = try Mock.current
        let client = MyClient(baseURL: mock.apiURL, key: mock.key)
        try await client.createCampaign(name: "Spring", assistant: 129)
        #expect(try await mock.campaigns.map(\.name) == ["Spring"])
    }

    @Test(.campaignMock(plan: .limits(campaigns: 0)), .allows(403)) func seesThatThePlanIsFull() async throws {
        let mock = try Mock.current
        let client = MyClient(baseURL: mock.apiURL, key: mock.key)
        #expect(try await client.createCampaign(name: "Spring", assistant: 129) == 403)
    }

    @Test(.campaignMock(clock: .frozen(at: "2026-02-23T10:00:00Z"), fails: .status(503, times: 1)))
    func triesAgain() async throws {
        let mock = try Mock.current
        let client = MyClient(baseURL: mock.apiURL, key: mock.key)
        try await client.createCampaign(name: "Spring", assistant: 129)
        #expect(try mock.requests.map(\.status) == [503, 201])
        #expect(try await mock.campaigns.first?.createdAt == "2026-02-23T10:00:00Z")
    }
}

@Suite(.campaignMock(clock: .frozen(at: "2026-02-23T10:00:00Z"))) struct CallTests {
    @Test func callsAgainWhenNobodyAnswers() async throws {
        let mock = try Mock.current
        try await mock.outcomes.set(MockOutcome(.noAnswer, attempt: 1))
        let client = MyClient(baseURL: mock.apiURL, key: mock.key)
        try await client.startCampaign(name: "Spring", assistant: 129, calling: "+15550100123")

        try await mock.clock.advance(to: .idle)
        #expect(try await mock.calls.all.map(\.outcome) == [.noAnswer, .completed])
        #expect(try await mock.leads.map(\.status) == [.completed])
    }
}

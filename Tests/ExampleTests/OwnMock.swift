import CampaignMock
import Testing

@Suite("Examples of the manual: a mock of its own") struct OwnMock {
    @Test func inTheTestsProcess() async throws {
        let status = try await withMock { mock in
            // mock.url is http://127.0.0.1:PORT
            try await MyClient(baseURL: mock.url, key: "demo-key").createCampaign(name: "Spring", assistant: 127)
        }
        #expect(status == 201)
    }

    @Test func inSeparateSteps() async throws {
        var options = MockOptions()
        options.strict = true
        options.control.frozenAt = MockServer.moment("2026-02-23T10:00:00Z")
        let mock = try MockServer(options)
        let running = Task { try await mock.run() }
        try await MyClient(baseURL: mock.url, key: "demo-key").createCampaign(name: "Spring", assistant: 127)
        #expect(try await mock.campaigns.count == 1)
        try await mock.reset()
        #expect(try await mock.campaigns.isEmpty)
        mock.stop()
        try await running.value
    }
}

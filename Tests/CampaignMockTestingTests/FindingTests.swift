import Base
import CampaignMock
import TestSupport
import Testing

@testable import CampaignMockTesting

@Suite("After a test") struct FindingTests {
    struct Failure: Error {}

    /// Runs a scope as the trait does, and collects the issues that it records.
    private func issues(
        _ trait: CampaignMockTrait..., performing function: () async throws -> Void
    ) async throws -> [String] {
        let options = trait.map(\.options).reduce(ScopeOptions()) { $0.overridden(by: $1) }
        let found = Locked<[String]>([])
        // Not recorded as known issues: the runner would mark the whole run with them.
        let scope = MockScope(options: options, name: "example()") { text in found.withLock { $0.append(text) } }
        try await scope.run(function)
        return found.withLock { $0 }
    }

    @Test("there is no issue when all was well") func none() async throws {
        let found = try await issues(.campaignMock) { try await TestRequest().send() }
        #expect(found == [])
    }

    @Test("an issue tells of each warning, unless the test allows them") func warnings() async throws {
        let request = TestRequest(body: #"{"name":"Spring","assistant_id":129,"max_retires":3,"max_retries":"2"}"#)
        let found = try await issues(.campaignMock) { try await request.send() }
        #expect(found.count == 2)
        let text = try #require(found.first { $0.contains("max_retires") })
        #expect(text.contains("POST /api/user/campaign (201), field max_retires:"))
        #expect(text.contains("max_retries") && text.contains(".allowsWarnings"))
        #expect(text.contains("curl -X POST http://localhost/api/user/campaign") && !text.contains("\n"))
        #expect(try await issues(.campaignMock, .allowsWarnings) { try await request.send() } == [])
    }

    @Test("an issue tells of each status that the test does not allow") func statuses() async throws {
        let send: () async throws -> Void = {
            try await TestRequest(body: "{}").send()
            try await TestRequest(target: "/user/campains").send()
        }
        let found = try await issues(.campaignMock, performing: send)
        #expect(found.count == 2)
        #expect(found.first?.hasPrefix("Unexpected status 422 in request") == true)
        #expect(found.first?.contains("The given data was invalid.") == true)
        #expect(found.first?.contains(".allows(422)") == true && found.first?.contains("curl -X POST") == true)
        #expect(try await issues(.campaignMock, .allows(422), performing: send).count == 1)
        #expect(try await issues(.campaignMock, .allows(422, 404), performing: send) == [])
        #expect(try await issues(.campaignMock, .allows(400...499), performing: send) == [])
    }

    @Test("an issue tells of each fault that has not fired, with the nearest miss") func unfired() async throws {
        let fault = MockFault.status(503, for: MockMatch("POST", "/user/lead"))
        let found = try await issues(.campaignMock(fails: fault)) { try await TestRequest().send() }
        #expect(found.count == 1)
        #expect(found.first?.contains("has never fired: no request matched it.") == true)
        #expect(found.first?.contains(#"path is "/user/campaign", not "/user/lead""#) == true)
        var late = MockFault.status(503)
        late.after = 5
        let passed = try await issues(.campaignMock(fails: late)) { try await TestRequest().send() }
        #expect(passed.count == 1 && passed.first?.contains("1 request matched it, but its after") == true)
        let idle = try await issues(.campaignMock) { try Mock.current.faults.add(.delay(.seconds(1))) }
        #expect(idle.count == 1 && idle.first?.contains("no request came with the test's key") == true)
        let removed = try await issues(.campaignMock) {
            try Mock.current.faults.add(.delay(.seconds(1)))
            try Mock.current.faults.removeAll()
        }
        #expect(removed == [])
    }

    @Test("what a fault or the client's own Prefer field made is no issue") func fired() async throws {
        let found = try await issues(.campaignMock(fails: .refusal(.serverError), .delay(.seconds(1)))) {
            #expect(try await TestRequest().send() == 500)
            try Mock.current.faults.removeAll()
        }
        #expect(found == [])
    }

    @Test("the issues are recorded and the account goes, also when the test throws") func throwing() async throws {
        let mock = Locked<Mock?>(nil)
        await #expect(throws: Failure.self) {
            _ = try await issues(.campaignMock) {
                let current = try Mock.current
                mock.withLock { $0 = current }
                try current.faults.add(.status(500, for: MockMatch("PUT")))
                try await TestRequest().send()
                throw Failure()
            }
        }
        let used = try #require(mock.withLock { $0 })
        #expect(throws: MockError.self) { try used.server.accounts.named(used.account.name) }
        #expect(used.faults.all.isEmpty)
        #expect(try used.requests.isEmpty)
        #expect(try await TestRequest().send(by: used) == 401)
    }

    @Test("options of the nearer trait win, and what is allowed adds up") func merging() {
        let (far, near): (CampaignMockTrait, CampaignMockTrait) = (
            .campaignMock(
                plan: "starter", clock: .real, timezone: "UTC", balance: 1,
                account: ["lead_list": "bare", "user": [:]],
                fails: .status(500)),
            .campaignMock(
                plan: .limits(campaigns: 1), clock: .frozen(at: "2026-02-23T10:00:00Z"), timezone: "Europe/Berlin",
                balance: 2, account: ["lead_list": "pages"], fails: .status(503))
        )
        let allowing = [CampaignMockTrait.allows(422), .allowsWarnings, .allows(400...401), .campaignMock]
        let both = ([far, near] + allowing).map(\.options).reduce(ScopeOptions()) { $0.overridden(by: $1) }
        #expect(both.plan == .limits(campaigns: 1) && both.clock == .frozen(at: "2026-02-23T10:00:00Z"))
        #expect(both.timezone == "Europe/Berlin" && both.balance == 2 && both.faults == [.status(503)])
        #expect(both.members == ["lead_list": "pages", "user": [:]])
        #expect(both.allowsWarnings && both.allowedStatuses == [400, 401, 422])
    }

    @Test(
        "an invalid option fails the test in one line",
        arguments: [
            (CampaignMockTrait.campaignMock(plan: "nothing"), "plan: expected"),
            (.campaignMock(clock: .frozen(at: MockTime(unixSeconds: -1))), "accounts.clock -1 is out of range"),
            (.campaignMock(timezone: "Berlin"), "timezone: expected"),
            (.campaignMock(account: ["plam": 1]), "plam"),
            (.campaignMock(fails: .status(99)), "The effect.status field"),
        ])
    func invalid(_ trait: CampaignMockTrait, _ message: String) async throws {
        let scope = MockScope(options: trait.options, name: "example()") { Issue.record("\($0)") }
        let error = await #expect(throws: MockError.self) { try await scope.run { Issue.record("must not run") } }
        #expect(error?.message.contains(message) == true)
    }
}

public import CampaignMock
import Testing

/// The mock as the current test sees it: its account, and what belongs to the account alone.
///
///     let mock = try Mock.current
///     let client = MyClient(baseURL: mock.apiURL, key: mock.key)
///
/// ``current`` is a task-local value: child tasks of the test have it, detached tasks do not. So read it in the test and
/// capture it:
///
///     let mock = try Mock.current
///     Task.detached { try await MyClient(baseURL: mock.apiURL, key: mock.key).listCampaigns() }
public struct Mock: Sendable {
    @TaskLocal static var bound: Mock?

    /// The mock of the test that runs.
    ///
    /// - Throws: `MockError` outside a test with the trait ``Testing/Trait/campaignMock``, and in a detached task.
    public static var current: Mock {
        get throws(MockError) {
            guard let bound else {
                throw MockError(
                    "Mock.current has no value here. Give the test or its suite the trait .campaignMock; for a "
                        + "detached task, read let mock = try Mock.current in the test and use mock in the task.")
            }
            return bound
        }
    }

    /// The mock that all tests of this process share. Its accounts, clock, faults, calls and requests are those of all
    /// tests: a test that changes them may disturb others.
    public let server: MockServer
    /// The account of this test, as it was made.
    public let account: MockAccount
    /// The test that has the account; `nil` for a scope that no test runner made.
    let test: Test?

    /// The base URL without `/api` and without a slash at the end: `http://127.0.0.1:PORT`.
    public var url: String { server.url }
    /// The base URL of the API as the platform has it, without a slash at the end: `http://127.0.0.1:PORT/api`.
    public var apiURL: String { server.url + "/api" }
    /// The API key of the test's account.
    public var key: String { account.key }

    /// The requests with the key of this test, the oldest first.
    ///
    /// - Throws: `MockError` when the journal cannot be read.
    public var requests: [MockExchange] {
        get throws(MockError) { try requests(matching: .all) }
    }

    /// The requests with the key of this test that match, the oldest first.
    ///
    /// - Throws: `MockError` when a condition can never hold.
    public func requests(matching match: MockMatch) throws(MockError) -> [MockExchange] {
        try server.requests(matching: own(match))
    }

    /// Waits until a request with the key of this test is recorded that matches. A request that was recorded before
    /// counts too.
    ///
    /// - Parameters:
    ///   - match: The filter. Its account is always the test's.
    ///   - count: The number of matching requests to wait for, 1 to 1,000,000.
    ///   - timeout: The longest wait, at most a day.
    /// - Returns: The request that completes the number.
    /// - Throws: `MockError` with the nearest miss after the timeout. `CancellationError` when the task is cancelled.
    @discardableResult
    public func wait(
        for match: MockMatch, count: Int = 1, timeout: Duration = .seconds(5)
    ) async throws -> MockExchange {
        try await server.wait(for: own(match), count: count, timeout: timeout)
    }

    /// Checks that exactly so many requests with the key of this test were recorded that match.
    ///
    /// - Throws: `MockError` with what was found and the nearest miss.
    public func verify(_ match: MockMatch, count: Int) throws(MockError) {
        try server.verify(own(match), count: count)
    }

    /// Checks that at least, and at most, so many requests with the key of this test were recorded that match.
    ///
    /// - Throws: `MockError` with what was found and the nearest miss.
    public func verify(_ match: MockMatch, atLeast: Int = 1, atMost: Int? = nil) throws(MockError) {
        try server.verify(own(match), atLeast: atLeast, atMost: atMost)
    }

    /// The campaigns of the test's account, by their ids.
    ///
    /// - Throws: `MockError` when the database cannot be read.
    public var campaigns: [MockCampaign] {
        get async throws(MockError) { try await server.campaigns(ofAccount: account.name) }
    }

    /// The leads and secondary contacts of the test's account, by their ids.
    ///
    /// - Throws: `MockError` when the database cannot be read.
    public var leads: [MockLead] {
        get async throws(MockError) { try await server.leads(ofAccount: account.name) }
    }

    /// The calls of the test's account: list, look ahead, play by hand. A test sees and moves only its own: see ``clock``.
    ///
    ///     try await mock.clock.advance(to: .idle)
    ///     #expect(try await mock.calls.all.map(\.outcome) == [.noAnswer, .completed])
    public var calls: CallControl { server.calls(ofAccount: account.name) }

    /// What is set for the calls of the test's account.
    ///
    ///     try await mock.outcomes.set(MockOutcome(.noAnswer, attempt: 1))
    public var outcomes: OutcomeControl { server.accounts.outcomes(of: account.name) }

    /// The post-call webhooks of the test's account: list, wait, send again, remove.
    ///
    ///     let webhook = try await mock.webhooks.wait(for: MockWebhookMatch(state: .delivered))
    public var webhooks: WebhookControl { server.webhooks(ofAccount: account.name) }

    /// The clock of the test's account. No other test can move it, and it moves no other test's calls.
    ///
    /// It always is the account's own: it shows the machine's time, unless a trait says otherwise. So a campaign that the
    /// test has started calls in real time, and `advance(to: .idle)` plays the rest at once. Freeze the clock
    /// (`clock: .frozen(at:)` in the trait) to know when each call begins.
    public var clock: ClockControl { server.accounts.clock(of: account.name) }

    /// The faults of this test: they match only requests with its key. An issue tells of each that has never fired when
    /// the test ends; a fault that the test has removed is no issue.
    public var faults: FaultControl { server.faults(ofAccount: account.name) }

    private func own(_ match: MockMatch) -> MockMatch {
        var match = match
        match.account = account.name
        return match
    }
}

public import CampaignMock
public import Testing

/// Gives each test, and each case of a parameterised test, an account of its own on a mock of the campaign API.
///
/// All tests of a process share one mock, which starts on a free port when the first of them needs it. They can run in
/// parallel, because an account has its own key, campaigns, leads, calls, faults, requests and clock.
///
///     import CampaignMockTesting
///     import Testing
///
///     @Suite(.campaignMock) struct CampaignTests {
///         @Test func creates() async throws {
///             let mock = try Mock.current
///             try await MyClient(baseURL: mock.apiURL, key: mock.key).createCampaign(name: "Spring", assistant: 129)
///             #expect(try await mock.campaigns.map(\.name) == ["Spring"])
///         }
///
///         @Test(.campaignMock(plan: .limits(campaigns: 0)), .allows(403)) func planIsFull() async throws { … }
///
///         @Test(.campaignMock(clock: .frozen(at: "2026-02-23T10:00:00Z"), fails: .status(503, times: 1)))
///         func triesAgain() async throws { … }
///     }
///
/// After each test an issue is recorded, at the test's place in the source, for
/// - each warning: what the platform would have accepted without a word, such as a misspelt member,
///   unless the test has the trait ``Testing/Trait/allowsWarnings``;
/// - each response with a status of 400 or higher that no fault made, unless the test has the trait
///   ``Testing/Trait/allows(_:)-(Int...)`` for it;
/// - each fault that has never fired.
///
/// A request without the key of the test's account belongs to no test, so no issue tells of its 401.
///
/// Traits of a suite apply to all tests in it, also in suites inside it. Where a test has the same option, the test's own
/// wins; its faults replace the suite's. Allowed statuses and warnings add up.
public struct CampaignMockTrait: TestTrait, SuiteTrait, TestScoping {
    let options: ScopeOptions

    /// `true`: a suite's trait applies to each test in it.
    public var isRecursive: Bool { true }

    /// The scope of a test's case. A suite and a test function as a whole have none, because each of their cases has
    /// one.
    public func scopeProvider(for test: Test, testCase: Test.Case?) -> CampaignMockTrait? {
        testCase == nil ? nil : self
    }

    /// Runs a test's case with an account of its own, and then records its issues.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        // A test with several of these traits, its suite's included, has one account: the outermost makes it.
        if let mock = Mock.bound, mock.test == test { return try await function() }
        let all = test.traits.compactMap { ($0 as? CampaignMockTrait)?.options }
        let scope = MockScope(
            options: all.reduce(ScopeOptions()) { $0.overridden(by: $1) }, test: test,
            name: test.name, record: { Issue.record("\($0)", sourceLocation: test.sourceLocation) })
        try await scope.run(function)
    }
}

extension Trait where Self == CampaignMockTrait {
    /// Gives each test an account of its own: a copy of the demo account with its assistants and phone numbers.
    ///
    ///     @Suite(.campaignMock) struct CampaignTests { … }
    public static var campaignMock: Self { CampaignMockTrait(options: ScopeOptions()) }

    /// Gives each test an account of its own.
    ///
    ///     @Test(.campaignMock(plan: .limits(campaigns: 1), fails: .status(503, times: 1)))
    ///
    /// A parameter that is `nil` or empty leaves the option to the suite's trait, or else to the demo account.
    ///
    /// - Parameters:
    ///   - plan: The account's plan, or limits that differ from the demo account's.
    ///   - clock: The account's clock; `.real` when no trait says anything else. No other test can move it. The
    ///     campaigns of the test call on it: freeze it to know when.
    ///   - timezone: The default time zone of its campaigns, such as `Europe/Berlin`.
    ///   - balance: The money left for calls.
    ///   - account: Any other members of an account in a seed, such as
    ///     `["assistants": [["id": 7, "name": "Mine", "type": "outbound"]]]`.
    ///   - faults: Faults for the requests of this test. An issue tells of each that never fires.
    public static func campaignMock(
        plan: MockPlan? = nil, clock: MockClockMode? = nil, timezone: String? = nil, balance: Double? = nil,
        account: [String: MockJSON] = [:], fails faults: MockFault...
    ) -> Self {
        var options = ScopeOptions()
        options.plan = plan
        options.clock = clock
        options.timezone = timezone
        options.balance = balance
        options.members = account
        options.faults = faults
        return CampaignMockTrait(options: options)
    }

    /// Records no issue for what the platform would have accepted without a word.
    ///
    ///     @Test(.campaignMock, .allowsWarnings) func sendsOldMembers() async throws { … }
    public static var allowsWarnings: Self {
        var options = ScopeOptions()
        options.allowsWarnings = true
        return CampaignMockTrait(options: options)
    }

    /// Records no issue for responses with these statuses, because the test expects them.
    ///
    ///     @Test(.campaignMock, .allows(422)) func refusesAnEmptyName() async throws { … }
    public static func allows(_ statuses: Int...) -> Self {
        var options = ScopeOptions()
        options.allowedStatuses = Set(statuses)
        return CampaignMockTrait(options: options)
    }

    /// Records no issue for responses with statuses in a range, such as `400...499`.
    public static func allows(_ statuses: ClosedRange<Int>) -> Self {
        var options = ScopeOptions()
        // No status has more digits, so a huge range costs nothing.
        options.allowedStatuses = Set(statuses.clamped(to: 0...999))
        return CampaignMockTrait(options: options)
    }
}

import CampaignMock

/// What the traits of a test ask for.
struct ScopeOptions: Sendable {
    var plan: MockPlan?
    var clock: MockClockMode?
    var timezone: String?
    var balance: Double?
    /// Other members of the account's document.
    var members: [String: MockJSON] = [:]
    var faults: [MockFault] = []
    var allowsWarnings = false
    var allowedStatuses: Set<Int> = []

    /// These options with those of a trait that is nearer to the test.
    func overridden(by nearer: ScopeOptions) -> ScopeOptions {
        var options = self
        options.plan = nearer.plan ?? plan
        options.clock = nearer.clock ?? clock
        options.timezone = nearer.timezone ?? timezone
        options.balance = nearer.balance ?? balance
        options.members.merge(nearer.members) { $1 }
        // Of several faults the first that matches fires, so the suite's could keep the test's from firing.
        if !nearer.faults.isEmpty { options.faults = nearer.faults }
        options.allowsWarnings = allowsWarnings || nearer.allowsWarnings
        options.allowedStatuses.formUnion(nearer.allowedStatuses)
        return options
    }
}

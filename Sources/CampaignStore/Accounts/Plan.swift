internal import JSON

/// What an account may do.
///
/// Accounts keep a plan of their own, copied from the named one: a test that lowers one account's limits leaves every
/// other account of that plan alone.
package struct Plan: Sendable, Equatable {
    package var name: String
    /// The most campaigns the account may have, of any status.
    ///
    /// From 0.
    package var maximumCampaigns: Int64
    /// The most calls a campaign of the account may make at a time.
    ///
    /// From 1.
    package var maximumCallsInParallel: Int64
    /// Requests a minute, from 1; `nil` where there is no limit.
    package var rateLimit: Int64?

    package init(name: String, maximumCampaigns: Int64, maximumCallsInParallel: Int64, rateLimit: Int64? = nil) {
        self.name = name
        self.maximumCampaigns = maximumCampaigns
        self.maximumCallsInParallel = maximumCallsInParallel
        self.rateLimit = rateLimit
    }
}

/// Plans, found by name in the same time however many there are.
struct NamedPlans: Sendable {
    /// In the order of the seed.
    let list: [Plan]
    private let byName: [ScalarString: Plan]

    init(_ list: [Plan]) {
        self.list = list
        byName = Dictionary(list.map { (ScalarString($0.name), $0) }) { first, _ in first }
    }

    subscript(name: String) -> Plan? { byName[ScalarString(name)] }
}

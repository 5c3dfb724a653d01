internal import JSON

/// The limits of an account.
///
/// Each account has its own copy of the named plan. A change of one account's limits does not affect other accounts.
package struct Plan: Sendable, Equatable {
    package var name: String
    /// The maximum number of campaigns of the account, of any status; at least 0.
    package var maximumCampaigns: Int64
    /// The maximum number of simultaneous calls of one campaign; at least 1.
    package var maximumCallsInParallel: Int64
    /// The maximum number of requests in a minute, at least 1; `nil` if there is no limit.
    package var rateLimit: Int64?

    package init(name: String, maximumCampaigns: Int64, maximumCallsInParallel: Int64, rateLimit: Int64? = nil) {
        self.name = name
        self.maximumCampaigns = maximumCampaigns
        self.maximumCallsInParallel = maximumCallsInParallel
        self.rateLimit = rateLimit
    }
}

/// Plans with a hash table of their names, so that the time of a look-up does not depend on their number.
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

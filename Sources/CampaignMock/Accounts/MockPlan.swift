import CampaignStore
import JSON

/// The plan of an account: what it may have and do.
///
///     try await mock.accounts.make(plan: "starter")
///     try await mock.accounts.make(plan: .limits(campaigns: 1, requestsPerMinute: 10))
///
/// A limit that is `nil` stays as it is: in a new account as in the demo account, or as in the plan of that name.
public struct MockPlan: Sendable, Equatable {
    /// The name. With a name and no limits, the seed must have a plan of that name.
    public var name: String?
    /// The most campaigns of the account, of any status; at least 0. The next create gets a 403 response.
    public var campaigns: Int?
    /// The most simultaneous calls of one campaign; at least 1.
    public var callsInParallel: Int?
    /// The most requests in a minute, at least 1; the next one gets a 429 response. An account of which this is `nil`
    /// has no such limit.
    public var requestsPerMinute: Int?

    /// Creates a plan. A parameter that is `nil` changes nothing.
    public init(
        name: String? = nil, campaigns: Int? = nil, callsInParallel: Int? = nil, requestsPerMinute: Int? = nil
    ) {
        self.name = name
        self.campaigns = campaigns
        self.callsInParallel = callsInParallel
        self.requestsPerMinute = requestsPerMinute
    }

    /// The plan of that name with all its limits.
    public static func named(_ name: String) -> MockPlan { MockPlan(name: name) }

    /// The account's own plan with other limits.
    public static func limits(
        campaigns: Int? = nil, callsInParallel: Int? = nil, requestsPerMinute: Int? = nil
    ) -> MockPlan {
        MockPlan(campaigns: campaigns, callsInParallel: callsInParallel, requestsPerMinute: requestsPerMinute)
    }
}

extension MockPlan: ExpressibleByStringLiteral {
    /// The plan of that name with all its limits.
    public init(stringLiteral name: String) { self.init(name: name) }
}

extension MockPlan {
    init(_ plan: Plan) {
        self.init(
            name: plan.name, campaigns: Int(plan.maximumCampaigns), callsInParallel: Int(plan.maximumCallsInParallel),
            requestsPerMinute: plan.rateLimit.map { Int($0) })
    }

    /// The member `plan` of an account's document.
    var document: JSONValue {
        var object = JSONObject()
        if let name { object.append("name", .string(name)) }
        let limits = [
            ("max_campaigns", campaigns), ("max_calls_in_parallel", callsInParallel), ("rate_limit", requestsPerMinute),
        ]
        for (member, limit) in limits {
            if let limit { object.append(member, .integer(Int64(limit))) }
        }
        return .object(object)
    }
}

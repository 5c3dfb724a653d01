import JSON

/// A filter for requests. A request matches when every condition holds; a filter without conditions matches all.
///
///     MockMatch("POST", "/user/campaign", json: ["name": "Spring"])
///     MockMatch(status: 422)
///
/// A fault can match only what is known when a request arrives: account, method, path and body.
public struct MockMatch: Sendable, Equatable {
    /// Where a filter begins.
    public enum Start: Sendable, Equatable {
        /// After the request with this number.
        case request(Int)
        /// At this time of the mock's clock.
        case time(MockTime)
    }

    /// The method as sent, such as `POST`.
    public var method: String?
    /// The path, with or without `/api` in front; `*` stands for any text: `/user/leads/*`.
    public var path: String?
    /// The name of the account.
    public var account: String?
    /// The status of the response.
    public var status: Int?
    /// Where the filter begins.
    public var since: Start?
    /// Whether the request has warnings.
    public var hasWarnings: Bool?
    /// The id of the campaign that the request made, changed or deleted, or whose lead it did.
    public var campaignID: Int?
    /// The id of the lead that the request made, changed or deleted.
    public var leadID: Int?
    /// The id of the fault that changed the response, such as `fault-1`; `prefer` for a `Prefer` field.
    public var fault: String?
    /// A part of the body's text.
    public var bodyContains: String?
    /// Values of members of the JSON body by their paths, such as `variables.first_name` or `allowed_days.0`.
    public var json: [String: MockJSON]
    /// Paths of members that the JSON body does not have.
    public var absent: [String]

    /// Creates a filter. A parameter that is `nil` or empty is no condition.
    public init(
        _ method: String? = nil, _ path: String? = nil, account: String? = nil, status: Int? = nil,
        since: Start? = nil, hasWarnings: Bool? = nil, campaignID: Int? = nil, leadID: Int? = nil,
        fault: String? = nil, bodyContains: String? = nil, json: [String: MockJSON] = [:], absent: [String] = []
    ) {
        self.method = method
        self.path = path
        self.account = account
        self.status = status
        self.since = since
        self.hasWarnings = hasWarnings
        self.campaignID = campaignID
        self.leadID = leadID
        self.fault = fault
        self.bodyContains = bodyContains
        self.json = json
        self.absent = absent
    }

    /// Matches every request.
    public static let all = MockMatch()

    /// Matches requests of this path, whatever their method.
    public static func path(_ path: String) -> MockMatch { MockMatch(nil, path) }
}

extension MockMatch {
    /// The member `match` of a body of the control plane.
    var document: JSONObject {
        var object = JSONObject()
        let texts = [
            ("account", account), ("method", method), ("path", path), ("fault", fault), ("body_contains", bodyContains),
        ]
        for (member, text) in texts {
            if let text { object.append(member, .string(text)) }
        }
        for (member, number) in [("status", status), ("campaign_id", campaignID), ("lead_id", leadID)] {
            if let number { object.append(member, .integer(Int64(number))) }
        }
        switch since {
        case nil: break
        case .request(let number)?: object.append("since", .integer(Int64(number)))
        case .time(let time)?: object.append("since", .string(time.description))
        }
        if let hasWarnings { object.append("has_warnings", .bool(hasWarnings)) }
        if !json.isEmpty { object.append("json", .object(JSONObject(json))) }
        if !absent.isEmpty { object.append("absent", .array(absent.map { .string($0) })) }
        return object
    }
}

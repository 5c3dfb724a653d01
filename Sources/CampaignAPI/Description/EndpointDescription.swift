import OpenAPI

/// What the OpenAPI document says about an endpoint besides its route, its fields and its refusals, which it takes from
/// the code.
struct EndpointDescription: Sendable {
    /// The groups of operations, in the order of the document.
    enum Tag: String, CaseIterable {
        case campaigns = "Campaigns"
        case leads = "Leads"
        case calls = "Calls"
        case assistants = "Assistants"
        case phoneNumbers = "Phone numbers"
        case user = "User"
        // Generators of clients make a file for each group, and another one for the webhooks of a group.
        case webhooks = "Webhooks"

        var text: String {
            switch self {
            case .campaigns: "Campaigns: create, list, start, stop and delete."
            case .leads: "The people that a campaign calls, with their secondary contacts."
            case .calls: "The calls that campaigns have made. Nothing is dialled: the mock's clock plays them."
            case .assistants: "The voice assistants of the account, which make or take calls."
            case .phoneNumbers: "The phone numbers of the account."
            case .user: "The user of the API key."
            case .webhooks: "What is posted to the receivers of the account."
            }
        }
    }

    /// The response to a request that succeeds.
    struct Success: Sendable {
        let status: Int
        let text: String
        let schema: Schema
        /// Whether the fixtures have examples of it. They are made with the default options.
        var hasExamples = true
    }

    /// Unique among all endpoints. Generators of clients name a method by it.
    let operationID: String
    let tag: Tag
    /// One line without a period.
    let summary: String
    /// In CommonMark.
    let text: String
    let isDeprecated: Bool
    /// What the `{id}` of the path is; `nil` for a path without one.
    let pathID: String?
    /// The name of the component that is the request's body; `nil` if the fields are parameters of the query.
    let body: String?
    let otherMembers: Schema.OtherMembers
    /// The fields' texts, by name.
    let members: [String: MemberText]
    let success: Success
    /// The component of the endpoint's own refusals with 400 and 404.
    let refusal: String

    init(
        _ operationID: String, _ tag: Tag, _ summary: String, _ text: String, isDeprecated: Bool = false,
        pathID: String? = nil, body: String? = nil, others otherMembers: Schema.OtherMembers = .unsaid,
        members: [String: MemberText] = [:], success: Success, refusal: String = "Message"
    ) {
        self.operationID = operationID
        self.tag = tag
        self.summary = summary
        self.text = text
        self.isDeprecated = isDeprecated
        self.pathID = pathID
        self.body = body
        self.otherMembers = otherMembers
        self.members = members
        self.success = success
        self.refusal = refusal
    }
}

extension CampaignOptions {
    /// Whether bodies may have members that no field declares. They are ignored with a warning, or refused.
    var otherMembers: Schema.OtherMembers { strict ? .refused : .allowed }
}

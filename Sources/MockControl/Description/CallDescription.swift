import JSON
import OpenAPI

/// What the OpenAPI document says about a call besides its route, its fields and its refusals, which come from the code.
struct CallDescription: Sendable {
    /// The groups of calls, in the order of the document.
    enum Tag: String, CaseIterable {
        case mock = "Mock"
        case accounts = "Accounts"
        case campaigns = "Campaigns and leads"
        case requests = "Requests"
        case webhooks = "Webhooks"
        case faults = "Faults"
        case clock = "Clock"
        case events = "Events"
        case state = "State"

        var text: String {
            switch self {
            case .mock: "The mock itself: its health, its reset and its descriptions."
            case .accounts:
                "Accounts with their plans, keys, assistants and phone numbers. Each can have its own clock."
            case .campaigns: "Campaigns and leads of all accounts, with every stored field."
            case .requests: "The requests that the API got: read them, check them, wait for them."
            case .webhooks: "The posts about calls that have ended: read them, wait for them, send them again."
            case .faults: "Faults make requests fail on purpose."
            case .clock: "The time of the mock."
            case .events: "What happens in the mock, as it happens."
            case .state: "The whole state as one document, and named snapshots of it."
            }
        }
    }

    /// Unique among all calls. Generators of clients name a method by it.
    let operationID: String
    let tag: Tag
    /// In CommonMark.
    let text: String
    /// The parameters that no field declares: those in the path and in the header, and a few of the query.
    let parameters: [Parameter]
    /// The texts of the call's fields, by name.
    let members: [String: MemberText]
    /// The schema of a body that no fields declare; `nil` when fields do.
    let document: Schema?
    /// Whether an empty body, which counts as `{}`, is refused.
    let needsBody: Bool
    /// The answers, without those that every call has.
    let answers: [AnswerDescription]
    /// Whether the call reads or writes the store, which can fail.
    let usesStore: Bool

    init(
        _ operationID: String, _ tag: Tag, _ text: String, parameters: [Parameter] = [],
        members: [String: MemberText] = [:], document: Schema? = nil, needsBody: Bool = false, usesStore: Bool = false,
        answers: [AnswerDescription]
    ) {
        self.operationID = operationID
        self.tag = tag
        self.text = text
        self.parameters = parameters
        self.members = members
        self.document = document
        self.needsBody = needsBody
        self.answers = answers
        self.usesStore = usesStore
    }
}

extension AnswerDescription {
    /// The 404 for something that the path names and the mock does not have.
    static func absent(_ what: String) -> AnswerDescription {
        AnswerDescription(404, "There is no such \(what).", .reference("Message"))
    }
}

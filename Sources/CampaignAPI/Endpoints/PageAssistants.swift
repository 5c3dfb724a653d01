import CampaignStore
import HTTPServer
import JSON
import Validation

/// `GET /user/assistants/get`: the account's assistants by id, page by page (life.md, §4).
final class PageAssistants: ValidatedEndpoint {
    let validator = Validator([Field("type", .nullable, .direction)] + PageRequest.fields)

    static let defaultPageSize: Int64 = 10

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        let account = context.account
        let found = account.assistantsByID(Assistant.Direction(report))
        let page = PageRequest(report, defaultSize: Self.defaultPageSize)
        let start = Int(min(page.offset, Int64(found.count)))
        let rows = Array(found[start...].prefix(Int(page.size)))
        let response = Paginator(page, of: context.request, context.options)
            .response(rows, total: Int64(found.count)) { AssistantResource.writeRow($0, userID: account.id, to: &$1) }
        return .answered(EndpointAnswer(response))
    }
}

extension Rule {
    /// `inbound` or `outbound`.
    static var direction: Rule { .oneOf(["inbound", "outbound"]) }
}

extension Assistant.Direction {
    /// Reads the field `type` of a valid request; `nil` if the request has none.
    init?(_ report: Report) {
        guard let text = report.string("type") else { return nil }
        self.init(rawValue: text)
    }
}

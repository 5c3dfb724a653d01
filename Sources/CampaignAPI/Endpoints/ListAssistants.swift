import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// `GET /user/assistants/outbound` and `GET /user/assistants`: a bare array of assistants by id (life.md, §4).
final class ListAssistants: ValidatedEndpoint {
    let validator = Validator([])
    let type: Assistant.Direction?

    /// - Parameter type: the assistants to list; `nil` for all.
    init(_ type: Assistant.Direction? = nil) {
        self.type = type
    }

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        let account = context.account
        var writer = JSONWriter()
        writer.beginArray()
        for assistant in account.assistantsByID(type) {
            AssistantResource.write(assistant, userID: account.id, to: &writer)
        }
        writer.endArray()
        return .answered(EndpointAnswer(Answer.json(.ok, bytes: writer.takeBytes())))
    }
}

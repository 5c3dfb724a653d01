import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// `POST /user/assistants/enable-webhook` and `disable-webhook`: sets an assistant's post-call webhook, or switches it off
/// (calling.md, §7).
final class ChangeWebhook: ValidatedEndpoint {
    enum Change: Sendable {
        case enable, disable
    }

    let change: Change
    let memberNames: KnownStrings
    let validator: Validator
    let refusals: [ReadyAnswer] = [.assistantNotFound]
    let assistantNotFound = Answer.message(.notFound, "Assistant not found")
    private let changed: Response

    init(_ change: Change) {
        self.change = change
        let fields = [Field("assistant_id", .required, .integer)]
        switch change {
        case .enable:
            validator = Validator(fields + [Field("webhook_url", .required, .string)])
            memberNames = KnownStrings(["assistant_id", "webhook_url"])
            changed = Answer.json(.ok, ["message": "Webhook enabled successfully", "data": []])
        case .disable:
            validator = Validator(fields)
            memberNames = KnownStrings(["assistant_id"])
            changed = Answer.json(.ok, ["message": "Webhook disabled successfully", "data": []])
        }
    }

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        guard let id = report.integer("assistant_id") else { return .answered(EndpointAnswer(Answer.serverError)) }
        let (account, now, url) = (context.account, context.now, report.string("webhook_url"))
        let write = context.write { batch in
            try batch.setWebhook(url, ofAssistant: id, of: account, at: now)
        } answering: { [changed, assistantNotFound] isChanged in
            EndpointAnswer(isChanged ? changed : assistantNotFound)
        }
        return .writing(write)
    }
}

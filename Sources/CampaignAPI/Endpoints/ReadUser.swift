import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// `GET /user/me`: the account's user, with which clients check their key (life.md, §4).
final class ReadUser: ValidatedEndpoint {
    let validator = Validator([])

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        let definition = context.account.definition
        var writer = JSONWriter()
        writer.beginObject()
        writer.name(plain: "name")
        writer.string(definition.user.name)
        writer.name(plain: "email")
        writer.string(definition.user.email)
        writer.name(plain: "total_balance")
        writer.value(definition.balance.json)
        writer.endObject()
        return .answered(EndpointAnswer(Answer.json(.ok, bytes: writer.takeBytes())))
    }
}

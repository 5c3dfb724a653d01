import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// `GET /user/phone-numbers/all`: the account's numbers with all their members (life.md, §4).
final class ListAllPhoneNumbers: ValidatedEndpoint {
    let validator = Validator([])

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name(plain: "data")
        writer.beginArray()
        for number in context.account.phoneNumbersByID { PhoneNumberResource.write(number, to: &writer) }
        writer.endArray()
        writer.endObject()
        return .answered(EndpointAnswer(Answer.json(.ok, bytes: writer.takeBytes())))
    }
}

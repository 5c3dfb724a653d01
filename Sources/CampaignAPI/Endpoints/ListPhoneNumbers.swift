import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// `GET /user/assistants/phone-numbers`: the numbers that an assistant can get (life.md, §4).
///
/// With `type=inbound`, numbers that another assistant has are left out, and caller ids, which take no calls.
final class ListPhoneNumbers: ValidatedEndpoint {
    let validator = Validator([Field("type", .nullable, .direction)])

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        let account = context.account
        let isForInbound = Assistant.Direction(report) == .inbound
        let inUse = Set(account.assistants.lazy.compactMap(\.phoneNumberID))
        var writer = JSONWriter()
        writer.beginArray()
        for number in account.phoneNumbersByID {
            let isAvailable = !inUse.contains(number.id)
            if isForInbound, !isAvailable || number.type == .callerID { continue }
            PhoneNumberResource.writeChoice(number, isAvailable: isAvailable, to: &writer)
        }
        writer.endArray()
        return .answered(EndpointAnswer(Answer.json(.ok, bytes: writer.takeBytes())))
    }
}

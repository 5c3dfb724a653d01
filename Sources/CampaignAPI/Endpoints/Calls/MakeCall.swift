import Base
import Calling
import CampaignRunner
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// `POST /user/make_call`: one call without a campaign (calling.md, §6).
final class MakeCall: ValidatedEndpoint {
    private static let names = ["phone_number", "assistant_id", "variables"]

    let memberNames = KnownStrings(names)
    let validator = Validator([
        Field("phone_number", .required, .string), Field("assistant_id", .required, .integer),
        Field("variables", .nullable, .array),
    ])

    let refusals: [ReadyAnswer] = [.assistantNotFound, .invalidPhoneNumber]
    let assistantNotFound = Answer.message(.notFound, "Assistant not found")
    private let initiated = Answer.json(.ok, ["message": "Call initiated successfully", "data": [:]])

    private enum Outcome: Sendable {
        case initiated, assistantNotFound, invalidPhoneNumber
    }

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        guard let number = report.string("phone_number"), let assistantID = report.integer("assistant_id") else {
            return .answered(EndpointAnswer(Answer.serverError))
        }
        let account = context.account
        let details = CallDetails(variables: LeadVariables(report["variables"]))
        let write = context.write(naming: []) { _, _ -> (Outcome, CampaignRunner.Consequence) in
            // Only an outbound assistant calls, as with campaigns.
            guard account.assistantType(id: assistantID) == .outbound else { return (.assistantNotFound, .none) }
            guard let number = DiallableNumber.cleaned(number) else { return (.invalidPhoneNumber, .none) }
            let command = CampaignRunner.Consequence.command(
                .makeCall(phoneNumber: number, assistantID: assistantID), details: details)
            return (.initiated, command)
        } answering: { [initiated, assistantNotFound] outcome in
            switch outcome {
            case .initiated: EndpointAnswer(initiated)
            case .assistantNotFound: EndpointAnswer(assistantNotFound)
            case .invalidPhoneNumber: EndpointAnswer(Answer.invalidPhoneNumber)
            }
        }
        return .writing(write)
    }

    func stored(_ value: JSONValue, as name: String) -> JSONValue {
        name == "phone_number" ? value.storedPhoneNumber : value
    }
}

import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// `POST /user/campaign`: makes the checks in the order of api.md. The first failed check determines the response.
///
/// A class, so that each request counts one reference to it and not one for each member.
final class CreateCampaign: Endpoint {
    let memberNames = KnownStrings(CampaignParameter.names)
    private let validators = ValidatorCache()

    /// The `message` of a 422 in the vendor's documentation of this endpoint.
    private static let invalidMessage = "The given data was invalid."

    let refusals: [ReadyAnswer] = [.planLimit, .assistantNotFound]

    var fields: [Field] { CampaignParameter.fields(for: nil) }

    var invalidInput: InvalidInput {
        InvalidInput(InvalidInput.missingName.errors, documented: Self.invalidMessage)
    }

    func reviewValidator(for account: Account?, in directory: AccountDirectory) -> Validator {
        account.map { validators.validator(for: $0, in: directory) } ?? Validator(fields)
    }

    func outcome(of context: EndpointContext) -> EndpointOutcome {
        let account = context.account
        let report = validators.validator(for: account, in: context.directory).validate(context.input.members)
        let warnings = CampaignWarnings.find(in: report, context)
        if let invalid = context.invalid(report.errors, warnings, documented: Self.invalidMessage) {
            return .answered(EndpointAnswer(invalid), warnings: warnings)
        }
        guard let parameters = CampaignParameters(report, of: account) else {
            return .answered(EndpointAnswer(Answer.serverError), warnings: warnings)
        }
        let campaign = NewCampaign(
            CampaignDraft(account: account.name, parameters: parameters, createdAt: context.now))
        let write = context.write { batch in
            try batch.create(campaign, of: account)
        } answering: { outcome in
            switch outcome {
            case .created(let id): EndpointAnswer(Self.created(id, campaign.draft), campaignID: id)
            case .planLimitReached: EndpointAnswer(Answer.planLimitReached)
            case .assistantNotFound: EndpointAnswer(Answer.assistantNotFound)
            }
        }
        return .writing(write, warnings: warnings)
    }

    private static func created(_ id: Int64, _ draft: borrowing CampaignDraft) -> Response {
        var writer = JSONWriter()
        writer.reserveCapacity(640)
        writer.beginObject()
        writer.name(plain: "message")
        writer.string("Campaign created successfully")
        writer.name(plain: "data")
        CampaignResource.write(
            draft.parameters, id: id, status: Campaign.initialStatus, createdAt: draft.createdAt,
            updatedAt: draft.createdAt, to: &writer)
        writer.endObject()
        return Response(status: .created, fields: Answer.jsonFields, bytes: writer.takeBytes())
    }
}

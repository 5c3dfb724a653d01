import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// `POST /user/campaign`: the checks of api.md in their order; the first that fails answers.
struct CreateCampaign: Endpoint {
    let memberNames = KnownStrings(CampaignParameter.names)
    private let validators = ValidatorCache()

    /// The `message` of a 422, as the vendor's documentation shows it for this endpoint.
    private static let invalidMessage = "The given data was invalid."

    func outcome(of context: EndpointContext) -> EndpointOutcome {
        let account = context.account
        let report = validators.validator(for: account, in: context.directory).validate(context.input.members)
        let warnings = CampaignWarnings.find(in: report, of: account)
        if let invalid = context.invalid(report.errors, warnings, documented: Self.invalidMessage) {
            return .answered(EndpointAnswer(invalid), warnings: warnings)
        }
        guard let parameters = CampaignParameters(report, of: account) else {
            return .answered(EndpointAnswer(Answer.serverError), warnings: warnings)
        }
        let draft = CampaignDraft(account: account.name, parameters: parameters, createdAt: context.now)
        let create = WaitingCreate(draft, of: account, generation: context.directory.generation)
        return .writing(EndpointWrite(create, answer: Self.answer), warnings: warnings)
    }

    private static func answer(_ create: WaitingCreate) -> EndpointAnswer? {
        switch create.outcome {
        case .success(let id): EndpointAnswer(created(id, create.draft), campaignID: id)
        case .failure(.planLimitReached): EndpointAnswer(Answer.planLimitReached)
        case .failure(.assistantNotFound): EndpointAnswer(Answer.assistantNotFound)
        case .failure(.superseded), .failure(.failed), nil: nil
        }
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

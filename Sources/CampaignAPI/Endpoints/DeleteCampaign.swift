import Calling
import CampaignRunner
import CampaignStore
import HTTPServer
import HTTPTypes
import Validation

/// `DELETE /user/campaign/{id}`: deletes a campaign with its leads (life.md, §2).
final class DeleteCampaign: ValidatedEndpoint {
    let validator = Validator([])

    private static let deleted = Answer.message(.ok, "Campaign deleted successfully")

    let refusals: [ReadyAnswer] = [.campaignNotFound]

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        guard let id = context.pathID else { return .answered(EndpointAnswer(Answer.campaignNotFound)) }
        let account = context.account
        let write = context.write(naming: [], isNeeded: false) { batch, _ in
            let isDeleted = try batch.deleteCampaign(id: id, of: account)
            return (isDeleted, isDeleted ? .command(.deleteCampaign(id: id)) : .none)
        } answering: { isDeleted in
            isDeleted ? EndpointAnswer(Self.deleted, campaignID: id) : EndpointAnswer(Answer.campaignNotFound)
        }
        return .writing(write)
    }
}

import Calling
import CampaignRunner
import CampaignStore
import HTTPServer
import HTTPTypes
import Validation

/// `DELETE /user/leads/{id}`: deletes a lead with its secondary contacts, or one contact (life.md, §3).
final class DeleteLead: ValidatedEndpoint {
    let validator = Validator([])

    private static let deleted = Answer.message(.ok, "Lead deleted successfully")

    let refusals: [ReadyAnswer] = [.leadNotFound]

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        guard let id = context.pathID else { return .answered(EndpointAnswer(Answer.leadNotFound)) }
        let account = context.account
        let write = context.write(naming: [], isNeeded: false) { batch, _ -> (Lead?, CampaignRunner.Consequence) in
            guard let lead = try batch.lead(id: id, of: account) else { return (nil, .none) }
            try batch.deleteLead(lead)
            return (lead, .command(.deleteContact(id: id)))
        } answering: { lead in
            guard let lead else { return EndpointAnswer(Answer.leadNotFound) }
            return EndpointAnswer(Self.deleted, campaignID: lead.campaignID, leadID: lead.id)
        }
        return .writing(write)
    }
}

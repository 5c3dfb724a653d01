import CampaignRunner
import CampaignStore
import HTTPServer
import HTTPTypes
import Validation

/// `DELETE /user/calls/{id}`: deletes a call, or hides one that goes on (calling.md, §6).
final class DeleteCall: ValidatedEndpoint {
    let validator = Validator([])

    private static let deleted = Answer.message(.ok, "Call deleted successfully")

    let refusals: [ReadyAnswer] = [.callNotFound]

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        guard let id = context.pathID else { return .answered(EndpointAnswer(Answer.callNotFound)) }
        let account = context.account
        let write = context.write(naming: [], isNeeded: false) { batch, _ in
            let isDeleted = try batch.deleteCall(id: id, of: account)
            return (isDeleted, isDeleted ? .hiddenCall(id: id) : .none)
        } answering: { isDeleted in
            EndpointAnswer(isDeleted ? Self.deleted : Answer.callNotFound)
        }
        return .writing(write)
    }
}

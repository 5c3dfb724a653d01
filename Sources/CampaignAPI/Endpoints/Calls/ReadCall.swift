import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// `GET /user/calls/{id}`: one call of the account (calling.md, §6).
final class ReadCall: ValidatedEndpoint {
    let validator = Validator([])

    let refusals: [ReadyAnswer] = [.callNotFound]

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        guard let id = context.pathID else { return .answered(EndpointAnswer(Answer.callNotFound)) }
        let (store, account) = (context.store, context.account)
        return .reading { () async throws(StorageFailure) in
            guard let call = try await store.call(id: id, ofAccount: account.id) else {
                return EndpointAnswer(Answer.callNotFound)
            }
            var writer = JSONWriter()
            CallResource.write(call, in: account, to: &writer)
            return EndpointAnswer(Answer.json(.ok, bytes: writer.takeBytes()))
        }
    }
}

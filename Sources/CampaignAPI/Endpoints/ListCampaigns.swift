import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// `GET /user/campaigns`: all campaigns of the account, oldest first (life.md, §2).
final class ListCampaigns: ValidatedEndpoint {
    let validator = Validator([])

    /// About how many bytes a campaign takes.
    private static let campaignBytes = 512

    func outcome(of context: EndpointContext, _ report: Report) -> EndpointOutcome {
        let (store, account) = (context.store, context.account)
        return .reading { () async throws(StorageFailure) in
            let campaigns = try await store.campaigns(ofAccount: account.id)
            var writer = JSONWriter()
            writer.reserveCapacity(16 + campaigns.count * Self.campaignBytes)
            writer.beginArray()
            for index in campaigns.indices { CampaignResource.write(campaigns[index], to: &writer) }
            writer.endArray()
            return EndpointAnswer(Response(status: .ok, fields: Answer.jsonFields, bytes: writer.takeBytes()))
        }
    }
}

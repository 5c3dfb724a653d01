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
            let text = try await store.campaignText(ofAccount: account.id, Self.text)
            return EndpointAnswer(Response(status: .ok, fields: Answer.jsonFields, bytes: text))
        }
    }

    @Sendable private static func text(of campaigns: [Campaign]) -> [UInt8] {
        var writer = JSONWriter()
        writer.reserveCapacity(16 + campaigns.count * campaignBytes)
        writer.beginArray()
        for index in campaigns.indices { CampaignResource.write(campaigns[index], to: &writer) }
        writer.endArray()
        return writer.takeBytes()
    }
}

import Base
import CampaignStore
import HTTPServer

/// The result of an endpoint: a response, or the read or write that the response depends on.
///
/// The warnings are about the request (api.md, "Warnings"), so every response reports them, even a 500.
enum EndpointOutcome: Sendable {
    case answered(EndpointAnswer, warnings: [Warning] = [])
    /// A write in the store's next commit, made by ``EndpointContext/write(_:answering:)``.
    case writing(Promised<WriteDecision>, warnings: [Warning] = [])
    /// A read of the store. It may take long, so it runs as a task on the global concurrent executor, never on an event
    /// loop.
    case reading(@Sendable () async throws(StorageFailure) -> EndpointAnswer, warnings: [Warning] = [])
}

/// A response, and the campaign and lead that it concerns, for the journal and the log.
struct EndpointAnswer: Sendable {
    var response: Response
    /// The id of the campaign that the request created, changed or deleted, or whose lead it did.
    var campaignID: Int64?
    /// The id of the lead that the request created, changed or deleted.
    var leadID: Int64?

    init(_ response: Response, campaignID: Int64? = nil, leadID: Int64? = nil) {
        self.response = response
        self.campaignID = campaignID
        self.leadID = leadID
    }
}

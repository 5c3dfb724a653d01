import Base
import CampaignStore
import HTTPServer

/// What an endpoint makes of a request: its answer, or what the answer waits for.
///
/// The warnings are what the endpoint found in the request (api.md, "Warnings"); they belong to each answer, a 500 too.
enum EndpointOutcome: Sendable {
    case answered(EndpointAnswer, warnings: [Warning] = [])
    /// A write in the store's next commit (``EndpointContext/write(_:answering:)``), answered once it is decided.
    case writing(Promised<WriteDecision>, warnings: [Warning] = [])
    /// Reads the store, which may take long: runs as a task on the concurrency library's threads, never on an event loop.
    case reading(@Sendable () async throws(StorageFailure) -> EndpointAnswer, warnings: [Warning] = [])
}

/// An answer, and what it did: for the journal and the log.
struct EndpointAnswer: Sendable {
    var response: Response
    /// The campaign that the request made, changed or deleted.
    var campaignID: Int64?

    init(_ response: Response, campaignID: Int64? = nil) {
        self.response = response
        self.campaignID = campaignID
    }
}

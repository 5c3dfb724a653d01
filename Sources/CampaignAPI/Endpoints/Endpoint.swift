import HTTPTypes
import JSON

/// One thing that the API does, such as creating a campaign.
///
/// It is called once the pipeline (``CampaignRoutes``) knows whose request it is and what the request says. Key, rate limit,
/// reading of the body, response fields, log and journal are the pipeline's: an endpoint holds only what is its own.
protocol Endpoint: Sendable {
    /// The members that its bodies have. The reader hands these strings out instead of making each name.
    var memberNames: KnownStrings { get }

    /// Called on the event loop, which serves others too: what has to wait is returned as ``EndpointOutcome/reading`` or
    /// ``EndpointOutcome/writing``.
    func outcome(of context: EndpointContext) -> EndpointOutcome
}

extension Endpoint {
    var memberNames: KnownStrings { .none }
}

/// A line of the API's table of routes.
struct EndpointRoute: Sendable {
    let method: HTTPRequest.Method
    /// Behind the base URL, with `{names}` for what varies: `/user/campaign/{id}`.
    let path: String
    let endpoint: any Endpoint

    init(_ method: HTTPRequest.Method, _ path: String, _ endpoint: any Endpoint) {
        self.method = method
        self.path = path
        self.endpoint = endpoint
    }
}

import CampaignStore
import HTTPServer
import Logging

/// What an endpoint is given to answer a request.
struct EndpointContext: Sendable {
    let request: Request
    /// Whose key the request carries.
    let account: Account
    /// All accounts as they were when the key was recognised. A write is refused once they have changed.
    let directory: AccountDirectory
    let input: Input
    let services: EndpointServices

    /// What stood in the path at the route's `{names}`, percent-decoded.
    var pathParameters: PathParameters { request.parameters }

    /// The present moment of the mock's clock, in Unix seconds.
    var now: Int64 { services.clock.now }

    var options: CampaignOptions { services.options }

    var store: Store { services.store }
}

/// What all endpoints work with.
///
/// A reference, so that a context holds one and not each of them.
final class EndpointServices: Sendable {
    let store: Store
    let clock: MockClock
    let options: CampaignOptions
    let logger: Logger

    init(store: Store, clock: MockClock, options: CampaignOptions, logger: Logger) {
        self.store = store
        self.clock = clock
        self.options = options
        self.logger = logger
    }
}

import CampaignRunner
import CampaignStore
import HTTPServer
import Logging

/// The request and everything that an endpoint needs to respond.
struct EndpointContext: Sendable {
    let request: Request
    /// The account that owns the request's API key.
    let account: Account
    /// All accounts at the time when the API key was checked. The store refuses a write if they have changed since.
    let directory: AccountDirectory
    let input: Input
    let services: EndpointServices

    /// The path segments that match the route's `{name}` placeholders, percent-decoded.
    var pathParameters: PathParameters { request.parameters }

    /// The number in the path's segment `{id}`; `nil` if it is greater than the largest id, so that it names no object.
    var pathID: Int64? { pathParameters[EndpointRoute.id].flatMap { Int64($0) } }

    /// The current time of the account's clock, in Unix seconds.
    var now: Int64 { services.clock.now(in: account.definition.clock) }

    var options: CampaignOptions { services.options }

    var store: Store { services.store }
}

/// The objects that all endpoints share.
///
/// A class, so that a context retains one object instead of five.
final class EndpointServices: Sendable {
    let store: Store
    let runner: CampaignRunner
    let clock: MockClock
    let options: CampaignOptions
    let logger: Logger

    init(store: Store, runner: CampaignRunner, clock: MockClock, options: CampaignOptions, logger: Logger) {
        self.store = store
        self.runner = runner
        self.clock = clock
        self.options = options
        self.logger = logger
    }
}

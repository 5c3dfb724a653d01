package import CampaignStore
package import HTTPServer
import HTTPTypes
package import Logging

/// The platform's API: its table of routes, and the pipeline around every endpoint.
///
/// A reference: what answers later holds on to it.
package final class CampaignRoutes: Sendable {
    /// The path of the real base URL. A client may leave it out.
    package static let optionalPrefix = "/api"

    let services: EndpointServices
    let limiter: RateLimiter
    let warningLog: WarningLog?
    private let routes: [EndpointRoute]

    /// Every route, without the base URL.
    private static var table: [EndpointRoute] {
        [
            EndpointRoute(.post, "/user/campaign", CreateCampaign())
        ]
    }

    package convenience init(
        store: Store, clock: MockClock, limiter: RateLimiter, options: CampaignOptions = CampaignOptions(),
        logger: Logger
    ) {
        self.init(
            Self.table, limiter: limiter,
            services: EndpointServices(store: store, clock: clock, options: options, logger: logger))
    }

    init(_ routes: [EndpointRoute], limiter: RateLimiter, services: EndpointServices) {
        self.routes = routes
        self.limiter = limiter
        self.services = services
        warningLog = services.options.logsWarnings ? WarningLog(logger: services.logger) : nil
    }

    /// Adds every route. ``optionalPrefix`` has been removed from a path before routes are compared.
    package func register(in router: inout Router) {
        for route in routes {
            router.on(route.method, route.path) { self.respond(to: $0, by: route.endpoint) }
        }
    }
}

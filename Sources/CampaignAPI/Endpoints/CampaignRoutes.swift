package import CampaignRunner
package import CampaignStore
package import HTTPServer
import HTTPTypes
package import Logging

/// The platform's API: the table of routes and the pipeline around every endpoint.
///
/// A class, because the closures of pending responses retain it.
package final class CampaignRoutes: Sendable {
    /// The path of the real base URL. Clients may omit it.
    package static let optionalPrefix = "/api"

    let services: EndpointServices
    let limiter: RateLimiter
    let warningLog: WarningLog?
    let routes: [EndpointRoute]

    /// All routes. The paths do not contain ``optionalPrefix``.
    static var table: [EndpointRoute] {
        let (createCampaign, updateLead) = (CreateCampaign(), UpdateLead())
        return [
            // The vendor documents the singular; public clients of the platform send the plural.
            EndpointRoute(.post, "/user/campaign", createCampaign),
            EndpointRoute(.post, "/user/campaigns", createCampaign, operationID: "createCampaignByPluralPath"),
            EndpointRoute(.get, "/user/campaigns", ListCampaigns()),
            EndpointRoute(.post, "/user/campaigns/update-status", UpdateCampaignStatus()),
            EndpointRoute(.delete, "/user/campaign/{id}", DeleteCampaign()),
            EndpointRoute(.post, "/user/lead", CreateLead()),
            EndpointRoute(.get, "/user/leads", ListLeads()),
            EndpointRoute(.put, "/user/leads/{id}", updateLead),
            EndpointRoute(.put, "/leads/{id}", updateLead, operationID: "updateLeadByShortPath"),
            EndpointRoute(.delete, "/user/leads/{id}", DeleteLead()),
            EndpointRoute(.get, "/user/calls", ListCalls()),
            EndpointRoute(.get, "/user/calls/{id}", ReadCall()),
            EndpointRoute(.delete, "/user/calls/{id}", DeleteCall()),
            EndpointRoute(.post, "/user/make_call", MakeCall()),
            EndpointRoute(.get, "/user/me", ReadUser()),
            EndpointRoute(.get, "/user/assistants", ListAssistants()),
            EndpointRoute(.get, "/user/assistants/outbound", ListAssistants(.outbound)),
            EndpointRoute(.get, "/user/assistants/get", PageAssistants()),
            EndpointRoute(.get, "/user/assistants/phone-numbers", ListPhoneNumbers()),
            EndpointRoute(.post, "/user/assistants/enable-webhook", ChangeWebhook(.enable)),
            EndpointRoute(.post, "/user/assistants/disable-webhook", ChangeWebhook(.disable)),
            EndpointRoute(.get, "/user/phone-numbers/all", ListAllPhoneNumbers()),
        ]
    }

    package convenience init(
        store: Store, runner: CampaignRunner, clock: MockClock, limiter: RateLimiter,
        options: CampaignOptions = CampaignOptions(), logger: Logger
    ) {
        self.init(
            Self.table, limiter: limiter,
            services: EndpointServices(
                store: store, runner: runner, clock: clock, options: options, logger: logger))
    }

    init(_ routes: [EndpointRoute], limiter: RateLimiter, services: EndpointServices) {
        self.routes = routes
        self.limiter = limiter
        self.services = services
        warningLog = services.options.logsWarnings ? WarningLog(logger: services.logger) : nil
    }

    /// Adds all routes to the router, which must remove ``optionalPrefix`` from a path before it compares routes.
    package func register(in router: inout Router) {
        for route in routes {
            // Captured by itself: out of the route it would be copied for every request.
            let endpoint = route.endpoint
            router.on(route.method, route.path, numbers: [EndpointRoute.id]) { self.respond(to: $0, by: endpoint) }
        }
    }
}

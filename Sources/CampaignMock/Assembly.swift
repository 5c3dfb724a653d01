import CampaignAPI
import HTTPServer
import Logging
import MockControl

/// Puts the rooms together into one handler.
enum Assembly {
    /// Middleware, outermost first: access log, journal, CORS, faults, router.
    static func handler(
        routes: CampaignRoutes, control: ControlPlane, options: MockOptions, logger: Logger
    ) -> Handler {
        var router = Router(
            notFound: { CampaignRoutes.notFound($0) },
            methodNotAllowed: { CampaignRoutes.methodNotAllowed($0, allowed: $1) })
        routes.register(in: &router)
        control.register(in: &router)
        let table = router

        var middleware: [Middleware] = []
        if options.accessLog { middleware.append(AccessLog(logger: logger).middleware) }
        if options.control.journalEntries > 0 { middleware.append(control.journalMiddleware) }
        middleware.append(CORSPolicy(options.corsOrigins.policyOrigins).middleware { table.methods(of: $0) })
        middleware.append(control.faultsMiddleware)
        return compose(middleware) { request in
            // The control plane reads bodies without asking whether they are all there.
            if let fault = request.fault, ControlPath.contains(request.path) {
                return .ready(Answer.message(fault.status, fault.message))
            }
            return table.respond(to: request)
        }
    }
}

package import CampaignAPI
package import HTTPServer
import Logging
package import MockControl

/// Combines the modules into one handler.
package enum Assembly {
    /// Composes the layers around the router. The first layer is outermost.
    ///
    /// - Parameters:
    ///   - routes: The routes of the API.
    ///   - control: The control plane.
    ///   - cors: The web pages that may read the API's responses.
    ///   - accessLog: Logs each request; `nil` for no access log.
    package static func handler(
        routes: CampaignRoutes, control: ControlPlane, cors: CORSPolicy = CORSPolicy(), accessLog: Middleware? = nil
    ) -> Handler {
        var router = Router(
            notFound: { routes.notFound($0) },
            methodNotAllowed: { routes.methodNotAllowed($0, allowed: $1) })
        routes.register(in: &router)
        let table = router
        let layers = [
            accessLog,
            // This layer answers the calls of the control plane, so the layers below see only API requests. The journal
            // does not record calls of the control plane, the control plane has its own rules for browsers, and no fault
            // can lock a user out of it.
            control.callsMiddleware,
            control.journalMiddleware,
            cors.middleware { table.methods(of: $0) },
            control.faultsMiddleware(routes),
        ]
        return compose(layers.compactMap { $0 }) { table.respond(to: MethodOverride.applied(to: $0)) }
    }

    /// Records each request that the HTTP server refuses before it calls the handler, in the journal and the access
    /// log.
    static func refusals(
        control: ControlPlane, options: MockOptions, logger: Logger
    ) -> @Sendable (RefusedRequest, Response) -> Void {
        let accessLog = AccessLog(options, logger: logger)
        return { refused, response in
            control.record(refused, response)
            accessLog?.log(refused, response)
        }
    }
}

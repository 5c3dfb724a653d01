package import CampaignAPI
package import HTTPServer
import Logging
package import MockControl

/// Puts the modules together into one handler.
package enum Assembly {
    /// - Parameter accessLog: logs each request; `nil` for none.
    package static func handler(
        routes: CampaignRoutes, control: ControlPlane, cors: CORSPolicy = CORSPolicy(), accessLog: Middleware? = nil
    ) -> Handler {
        var router = Router(
            notFound: { CampaignRoutes.notFound($0) },
            methodNotAllowed: { CampaignRoutes.methodNotAllowed($0, allowed: $1) })
        routes.register(in: &router)
        let table = router
        let layers = [
            accessLog,
            // The control plane answers here. What follows stands before the API alone: calls of the control plane are not
            // recorded, browsers are admitted to it by rules of its own, and no fault locks its user out.
            control.callsMiddleware,
            control.journalMiddleware,
            cors.middleware { table.methods(of: $0) },
            control.faultsMiddleware,
        ]
        return compose(layers.compactMap { $0 }) { table.respond(to: $0) }
    }

    /// What is told of each request that the server refuses before the handler sees it.
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

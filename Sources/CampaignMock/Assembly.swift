import CampaignAPI
import HTTPServer
import Logging
import MockControl

/// Puts the rooms together into one handler.
enum Assembly {
    static func handler(
        routes: CampaignRoutes, control: ControlPlane, options: MockOptions, logger: Logger
    ) -> Handler {
        var router = Router(
            notFound: { CampaignRoutes.notFound($0) },
            methodNotAllowed: { CampaignRoutes.methodNotAllowed($0, allowed: $1) })
        routes.register(in: &router)
        let handler = control.handler(routes: router, cors: CORSPolicy(options.corsOrigins.policyOrigins))
        return AccessLog(options, logger: logger).map { compose([$0.middleware], around: handler) } ?? handler
    }
}

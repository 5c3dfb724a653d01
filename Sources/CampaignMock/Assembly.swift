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
        let handler = control.handler(routes: router, cors: options.corsPolicy)
        return AccessLog(options, logger: logger).map { compose([$0.middleware], around: handler) } ?? handler
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

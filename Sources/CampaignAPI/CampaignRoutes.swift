package import CampaignStore
package import HTTPServer
package import HTTPTypes
package import Logging

/// The platform's API: its routes, and what stands before every one of them.
///
/// A reference: what answers later holds on to it.
package final class CampaignRoutes: Sendable {
    private let store: Store
    private let clock: MockClock
    private let limiter: RateLimiter
    private let createCampaign: CreateCampaign

    package init(
        store: Store, clock: MockClock, limiter: RateLimiter, options: CampaignOptions = CampaignOptions(),
        logger: Logger
    ) {
        self.store = store
        self.clock = clock
        self.limiter = limiter
        createCampaign = CreateCampaign(clock: clock, options: options, logger: logger)
    }

    /// Every route. The real base URL's `/api` in front is removed before routes are compared, see ``PathRules/mock``.
    package func register(in router: inout Router) {
        router.on(.post, "/user/campaign") { self.create($0) }
    }

    /// Whose request it is, whether the account has asked too often, and then what the endpoint says.
    ///
    /// - Parameter verdict: what the limiter has said of this request already; it counts once.
    private func create(_ request: Request, verdict: RateLimiter.Verdict? = nil) -> Reply {
        let directory = store.directory
        guard let account = Authentication.account(of: request, in: directory) else {
            return .ready(Answer.unauthenticated)
        }
        var verdict = verdict
        if let limit = account.plan.rateLimit {
            verdict = verdict ?? limiter.count(account, limit: limit, now: clock.now)
            if case .refused(let retryAfter, let resetAt) = verdict {
                var response = Answer.tooManyAttempts(limit: limit, retryAfter: retryAfter, resetAt: resetAt)
                response.details = Exchange(account: account.name)
                return .ready(response)
            }
        }
        switch createCampaign.attempt(request, of: account, in: directory) {
        case .answered(let response): return .ready(marked(response, verdict, of: account))
        case .storing(let draft, let warnings):
            let create = WaitingCreate(draft, of: account, generation: directory.generation)
            let promise = ReplyPromise { [verdict] in
                if let response = self.createCampaign.response(to: create, account, warnings) {
                    return .ready(self.marked(response, verdict, of: account))
                }
                // The accounts have changed: looked at anew, so that it sees all of before a reset or all of after.
                return self.create(request, verdict: verdict)
            }
            store.create(create, loop: request.loop, receiver: promise)
            return .promised(promise)
        }
    }

    /// Says how many requests the account's plan still allows, when it limits them.
    private func marked(_ response: consuming Response, _ verdict: RateLimiter.Verdict?, of account: Account)
        -> Response
    {
        guard let limit = account.plan.rateLimit, case .allowed(let remaining) = verdict else { return response }
        response.fields[.xRateLimitLimit] = String(limit)
        response.fields[.xRateLimitRemaining] = String(remaining)
        return response
    }

    /// The framework's answer for a path that no route has.
    package static func notFound(_ request: Request) -> Response {
        Answer.message(.notFound, "The route \(routeName(request)) could not be found.")
    }

    /// The framework's answer for a known path asked with another method.
    package static func methodNotAllowed(_ request: Request, allowed: [HTTPRequest.Method]) -> Response {
        let list = allowed.map(\.rawValue).joined(separator: ", ")
        return Answer.message(
            .methodNotAllowed,
            "The \(request.method.rawValue) method is not supported for route \(routeName(request)). "
                + "Supported methods: \(list).",
            adding: [.allow: list])
    }

    /// A path as the framework names it in messages: as it was sent, its slashes merged, with none around it.
    private static func routeName(_ request: Request) -> String {
        let path = request.mergedPath
        return path == "/" ? path : String(path.drop { $0 == "/" })
    }
}

extension ReplyPromise: CreateReceiver {
    package func isDecided(_ create: WaitingCreate) { keep() }
}

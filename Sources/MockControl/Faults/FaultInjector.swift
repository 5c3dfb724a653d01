import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire

/// The middleware that makes requests fail on purpose.
///
/// A request's own wish goes before any registered fault, and then no fault counts it.
struct FaultInjector: Sendable {
    let registry: FaultRegistry
    let clock: MockClock
    let heedsPrefer: Bool
    /// The name of the account whose key a request carries.
    let account: @Sendable (Request) -> String?

    var middleware: Middleware {
        Middleware { request, next in
            // Without a fault and a wish this is all that a request pays: one load, and one look at its fields.
            let wish = heedsPrefer ? request.head.firstValue(.prefer) : nil
            guard registry.isArmed || wish != nil else {
                return next(request)
            }
            if wish != nil, let preference = request[.prefer].flatMap(Preference.init(field:)) {
                return heed(preference, request, next)
            }
            guard let firing = registry.decide(about: request, account: account) else {
                return next(request)
            }
            return apply(firing, request, next)
        }
    }

    private func heed(_ preference: Preference, _ request: Request, _ next: @escaping Handler) -> Reply {
        after(.seconds(preference.wait ?? 0)) {
            let reply: Reply
            if var answer = preference.answer(now: clock.now) {
                answer.details = Exchange(account: account(request), fault: "prefer")
                reply = .ready(answer)
            } else {
                reply = next(request)
            }
            return reply.changed { $0.fields[.preferenceApplied] = preference.applied }
        }
    }

    private func apply(_ firing: FaultRegistry.Firing, _ request: Request, _ next: @escaping Handler) -> Reply {
        after(firing.delay) {
            guard firing.effect.needsHandling else { return .ready(faulty(firing, request, handled: nil)) }
            return next(request).changed { $0 = faulty(firing, request, handled: $0) }
        }
    }

    private func faulty(_ firing: FaultRegistry.Firing, _ request: Request, handled: Response?) -> Response {
        let effect = firing.effect
        let learned = handled?.details as? Exchange ?? Exchange(account: account(request))
        // A transport that sends nothing has no use for the status.
        var response = effect.answer?.response(now: clock.now) ?? handled ?? Response(status: .ok)
        if let transport = effect.transport { response.delivery = transport.delivery(of: response.body) }
        response.details = Exchange(
            account: learned.account, warnings: learned.warnings, campaignID: learned.campaignID, fault: firing.id)
        return response
    }

    /// A client that goes away meanwhile ends the pause.
    private func after(_ pause: Duration, _ reply: @escaping @Sendable () -> Reply) -> Reply {
        guard pause > .zero else { return reply() }
        return .pending {
            try? await Task.sleep(for: pause)
            return await reply().response
        }
    }
}

extension HTTPField.Name {
    // These are tokens, so the initialiser cannot fail; the fallback is never taken.
    static let prefer = Self("Prefer") ?? .expect
    static let preferenceApplied = Self("Preference-Applied") ?? .expect
}

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
            guard registry.isArmed || wish != nil, !ControlPath.contains(request.path) else {
                return await next(request)
            }
            if wish != nil, let preference = request[.prefer].flatMap(Preference.init(field:)) {
                return await heed(preference, request, next)
            }
            guard registry.isArmed, let firing = registry.decide(about: subject(of: request)) else {
                return await next(request)
            }
            return await apply(firing, request, next)
        }
    }

    private func subject(of request: Request) -> MatchSubject {
        MatchSubject(
            method: request.method.rawValue, path: request.path, body: request.body
        ) { account(request) }
    }

    private func heed(_ preference: Preference, _ request: Request, _ next: Handler) async -> Response {
        if let seconds = preference.wait { await pause(.seconds(seconds)) }
        var response: Response
        if let answer = preference.answer(now: clock.now) {
            response = answer
            response.details = Exchange(account: account(request), fault: "prefer")
        } else {
            response = await next(request)
        }
        response.fields[.preferenceApplied] = preference.applied
        return response
    }

    private func apply(_ firing: FaultRegistry.Firing, _ request: Request, _ next: Handler) async -> Response {
        await pause(firing.delay)
        let effect = firing.effect
        let handled = effect.needsHandling ? await next(request) : nil
        var exchange = handled?.details as? Exchange ?? Exchange(account: account(request))
        exchange.fault = firing.id
        // A transport that sends nothing has no use for the status.
        var response = effect.answer?.response(now: clock.now) ?? handled ?? Response(status: .ok)
        if let transport = effect.transport { response.delivery = transport.delivery(of: response.body) }
        response.details = exchange
        return response
    }

    /// A client that goes away meanwhile ends the pause.
    private func pause(_ duration: Duration) async {
        guard duration > .zero else { return }
        try? await Task.sleep(for: duration)
    }
}

extension HTTPField.Name {
    // These are tokens, so the initialiser cannot fail; the fallback is never taken.
    static let prefer = Self("Prefer") ?? .expect
    static let preferenceApplied = Self("Preference-Applied") ?? .expect
}

import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes
import HTTPWire

/// The middleware that makes requests fail on purpose.
///
/// A request's own wish goes before any registered fault, and then no fault counts it.
struct FaultInjector: Sendable {
    let registry: FaultRegistry
    let held: HeldRequests
    let clock: MockClock
    let heedsPrefer: Bool
    /// The accounts as they are now.
    let directory: @Sendable () -> Directory

    var middleware: Middleware {
        Middleware { request, next in
            // Without a fault and a wish this is all that a request pays: one load, and one look at its fields.
            let wish = heedsPrefer ? request.head.firstValue(.prefer) : nil
            guard registry.isArmed || wish != nil else {
                return next(request)
            }
            // Taken before the decision: a reset that comes after it ends what the decision begins.
            let hold = Hold(requests: held, epoch: held.currentEpoch)
            if wish != nil, let preference = request[.prefer].flatMap(Preference.init(field:)) {
                return heed(preference, request, hold, next)
            }
            guard let firing = registry.decide(about: request, accounts: accounts) else {
                return next(request)
            }
            return apply(firing, request, hold, next)
        }
    }

    /// Holds one request.
    private struct Hold: Sendable {
        let requests: HeldRequests
        let epoch: UInt64

        /// - Parameter duration: `nil` for no end.
        func callAsFunction(for duration: Duration?) async -> HeldRequests.Release {
            await requests.hold(for: duration, since: epoch)
        }
    }

    private func account(_ request: Request) -> String? { accounts()(request) }

    /// Finds the name of the account whose key a request carries, among the accounts of this moment.
    private func accounts() -> (Request) -> String? {
        let directory = directory()
        return { Authentication.account(of: $0, in: directory)?.name }
    }

    private func heed(
        _ preference: Preference, _ request: Request, _ hold: Hold, _ next: @escaping Handler
    ) -> Reply {
        after(.seconds(preference.wait ?? 0), hold, request, fault: "prefer") {
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

    private func apply(
        _ firing: FaultRegistry.Firing, _ request: Request, _ hold: Hold, _ next: @escaping Handler
    ) -> Reply {
        after(firing.delay, hold, request, fault: firing.id) {
            guard firing.effect.needsHandling else { return .ready(faulty(firing, request, hold, handled: nil)) }
            return next(request).changed { $0 = faulty(firing, request, hold, handled: $0) }
        }
    }

    private func faulty(
        _ firing: FaultRegistry.Firing, _ request: Request, _ hold: Hold, handled: Response?
    ) -> Response {
        let effect = firing.effect
        let learned = handled?.details as? Exchange ?? Exchange(account: account(request))
        // A transport that sends nothing has no use for the status.
        var response = effect.answer?.response(now: clock.now) ?? handled ?? Response(status: .ok)
        if let transport = effect.transport { response.delivery = transport.delivery(of: response.body) }
        // The connection stays silent for as long as this runs.
        if effect.transport == .hang { response.body = .stream { _ in _ = await hold(for: nil) } }
        response.details = Exchange(
            account: learned.account, warnings: learned.warnings, campaignID: learned.campaignID, fault: firing.id)
        return response
    }

    /// A client that goes away meanwhile ends the pause; its request is handled then, as the platform would.
    ///
    /// - Parameter fault: what the journal names as the cause.
    private func after(
        _ pause: Duration, _ hold: Hold, _ request: Request, fault: String,
        _ reply: @escaping @Sendable () -> Reply
    ) -> Reply {
        guard pause > .zero else { return reply() }
        return .pending {
            let happened: String
            switch await hold(for: pause) {
            case .elapsed: return await reply().response
            case .reset: happened = "was reset"
            case .stopped: happened = "was stopped"
            }
            var response = Answer.message(
                .serviceUnavailable, "The mock \(happened) while a fault held this request. It was not handled.")
            response.details = Exchange(account: account(request), fault: fault)
            return response
        }
    }
}

extension HTTPField.Name {
    // These are tokens, so the initialiser cannot fail; the fallback is never taken.
    static let prefer = Self("Prefer") ?? .expect
    static let preferenceApplied = Self("Preference-Applied") ?? .expect
}

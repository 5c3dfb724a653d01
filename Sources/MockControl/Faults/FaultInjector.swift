import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes
import HTTPWire

/// The middleware that applies registered faults and `Prefer` fields.
///
/// A request's `Prefer` field goes before the registered faults, which then do not count the request.
struct FaultInjector: Sendable {
    let registry: FaultRegistry
    let held: HeldRequests
    let clock: MockClock
    let routes: CampaignRoutes
    let heedsPrefer: Bool
    /// Takes a snapshot of the accounts.
    let directory: @Sendable () -> AccountDirectory

    var middleware: Middleware {
        Middleware { request, next in
            // A request without a fault and without `Prefer` costs one atomic load and one search of its fields.
            let prefers = heedsPrefer && request.head.has("prefer")
            guard registry.isArmed || prefers else {
                return next(request)
            }
            // Read before the decision, so that a reset after the decision also releases this request.
            let hold = Hold(requests: held, epoch: held.currentEpoch)
            if prefers, let preference = request[.prefer].flatMap(Preference.init(field:)) {
                return heed(preference, request, hold, next)
            }
            guard let firing = registry.decide(about: request, accounts: accounts) else {
                return next(request)
            }
            return apply(firing, request, hold, next)
        }
    }

    /// Holds one request, unless a reset has come since `epoch`.
    private struct Hold: Sendable {
        let requests: HeldRequests
        let epoch: UInt64

        /// - Parameters:
        ///   - duration: `nil` for no end.
        ///   - account: the account whose reset releases the request; `nil` when the request has no valid key.
        func callAsFunction(for duration: Duration?, of account: Account?) async -> HeldRequests.Release {
            await requests.hold(for: duration, of: account?.id, since: epoch)
        }
    }

    private func account(_ request: Request) -> Account? { Authentication.account(of: request, in: directory()) }

    /// Takes a snapshot of the accounts.
    ///
    /// - Returns: a function that finds the name of the account whose key a request carries.
    private func accounts() -> (Request) -> String? {
        let directory = directory()
        return { Authentication.account(of: $0, in: directory)?.name }
    }

    private func heed(
        _ preference: Preference, _ request: Request, _ hold: Hold, _ next: @escaping Handler
    ) -> Reply {
        after(.seconds(preference.wait ?? 0), hold, request, fault: Fault.preferenceID) {
            let reply: Reply
            let findings = RequestFindings(of: account(request))
            if var answer = preference.answer(to: request, by: routes, now: clock.now(in: findings.clock)) {
                answer.details = findings.changed(byFault: Fault.preferenceID)
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
        let learned = handled?.details as? RequestFindings ?? RequestFindings(of: account(request))
        // Without an answer and a handled response, the transport sends no response, so nothing shows the status 200.
        var response =
            effect.answer?.response(to: request, by: routes, now: clock.now(in: learned.clock))
            ?? handled ?? Response(status: .ok)
        if let transport = effect.transport { response.delivery = transport.delivery(of: response.body) }
        // The server keeps the connection open and sends nothing until this returns.
        if effect.transport == .hang {
            let account = account(request)
            response.body = .stream { _ in _ = await hold(for: nil, of: account) }
        }
        response.details = learned.changed(byFault: firing.id)
        return response
    }

    /// Makes the reply after a pause, or a 503 when a reset or the mock's stop ends the pause.
    ///
    /// A client that disconnects ends the pause too. Its request is then handled, as on the platform.
    ///
    /// - Parameter fault: the fault that the journal shows.
    private func after(
        _ pause: Duration, _ hold: Hold, _ request: Request, fault: String,
        _ reply: @escaping @Sendable () -> Reply
    ) -> Reply {
        guard pause > .zero else { return reply() }
        let account = account(request)
        return .pending {
            let happened: String
            switch await hold(for: pause, of: account) {
            case .elapsed: return await reply().response
            case .reset: happened = "The mock was reset"
            case .accountReset: happened = "The account was reset"
            case .stopped: happened = "The mock was stopped"
            }
            var response = Answer.message(
                .serviceUnavailable, "\(happened) while a fault held this request. It was not handled.")
            response.details = RequestFindings(of: account).changed(byFault: fault)
            return response
        }
    }
}

extension HTTPField.Name {
    // Both are valid field names, so the fallbacks are never used.
    static let prefer = Self("Prefer") ?? .expect
    static let preferenceApplied = Self("Preference-Applied") ?? .expect
}

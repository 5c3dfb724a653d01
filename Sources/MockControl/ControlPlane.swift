import Base
package import CampaignAPI
package import CampaignRunner
package import CampaignStore
package import HTTPServer
import HTTPTypes
import HTTPWire
package import Logging

/// The calls under `/_mock`, with which tests control the mock: state, accounts, journal, faults, clock and events.
package final class ControlPlane: Sendable {
    let store: Store
    let runner: CampaignRunner
    let clock: MockClock
    let limiter: RateLimiter
    let seed: SeedSource
    let options: ControlPlaneConfiguration
    let logger: Logger
    let journal: Journal
    let faults = FaultRegistry()
    let held = HeldRequests()
    /// The post-call webhooks. The runner hands over the calls that have ended.
    package let webhooks: Webhooks
    /// For the metrics; `nil` until ``countConnections(by:)``.
    let connectionCount = Locked<(@Sendable () -> Int)?>(nil)
    let requestCounts = Locked(RequestCounts())
    let begunCalls = BegunCalls()
    /// The resets, one after the other, so that none uses a seed older than its predecessor's.
    let resets = WorkQueue()
    let startedAt = ContinuousClock.now
    /// The clock's mode at the start, to which a reset sets it back.
    let initialClock: ClockMode

    /// - Parameters:
    ///   - clock: the mock's clock. A reset sets it back to its present mode.
    ///   - seed: the state to which a reset goes back.
    ///   - loops: the number of the server's event loops.
    package init(
        store: Store, runner: CampaignRunner, clock: MockClock, limiter: RateLimiter, seed: SeedSource,
        options: ControlPlaneConfiguration = ControlPlaneConfiguration(),
        loops: Int = 1, logger: Logger
    ) {
        self.store = store
        self.runner = runner
        self.clock = clock
        self.limiter = limiter
        self.seed = seed
        self.options = options
        self.logger = logger
        journal = Journal(
            limits: Journal.Limits(
                entries: options.journalEntries, bodyBytes: options.journalBodyBytes, events: options.eventsKept,
                queuedEvents: options.eventsQueued),
            loops: loops)
        webhooks = Webhooks(
            policy: options.webhooks, version: options.version, journal: journal, store: store, logger: logger)
        initialClock = clock.mode
        runner.publishSteps { [journal, webhooks, begunCalls] step in
            begunCalls.add(step)
            journal.publish(step)
            webhooks.add(step.posts)
            if let deletion = step.deletion { webhooks.removeUnsent(of: deletion, account: step.account.id) }
        }
    }

    /// Responds to the requests under ``ControlPath/prefix`` and to a browser at `/`, and passes all others on.
    package var callsMiddleware: Middleware {
        let router = router
        return Middleware { [self] request, next in
            // The shortest path is that of the mock's address, which a browser opens.
            guard request.path.isExact || request.head.pathBytes.count == 1 else { return next(request) }
            if let page = openedPage(request) { return .ready(page) }
            guard request.path.isExact else { return next(request) }
            // A request with a fault has lost its body, so no call may read it.
            let reply: Reply =
                if let fault = request.fault { .ready(Answer.message(fault.status, fault.message)) } else {
                    router.respond(to: request)
                }
            return reply.changed { $0.endWithNewline() }
        }
    }

    /// Records the requests, and the responses that the layers inside this one make.
    package var journalMiddleware: Middleware {
        guard options.journalEntries > 0 else { return Middleware { request, next in next(request) } }
        return Middleware { [self] request, next in
            let epoch = journal.currentEpoch
            switch next(request) {
            case .ready(let response):
                // Without the closure, which would take 250 instructions of each request that waits for nothing.
                record(request, response, since: epoch)
                return .ready(response)
            case let reply:
                return reply.changed { self.record(request, $0, since: epoch) }
            }
        }
    }

    private func record(_ request: Request, _ response: borrowing Response, since epoch: UInt64) {
        let findings = response.details as? RequestFindings
        journal.record(request, response, findings, at: clock.now(in: findings?.clock), since: epoch)
    }

    /// Returns the middleware that applies faults and `Prefer` fields.
    ///
    /// - Parameter routes: writes the platform's own refusals.
    package func faultsMiddleware(_ routes: CampaignRoutes) -> Middleware {
        FaultInjector(
            registry: faults, held: held, clock: clock, routes: routes, heedsPrefer: options.api.heedsPrefer,
            directory: { [store] in store.directory }
        ).middleware
    }

    /// Ends all event streams, waits, held requests and webhooks. Each of them would otherwise delay the server's stop.
    package func stop() {
        held.stop()
        webhooks.stop()
        journal.endWatches()
        journal.endStreams()
    }

    /// Records a request that the server refused before any handler saw it, unless it was a call of the control plane.
    package func record(_ refused: RefusedRequest, _ response: Response) {
        guard options.journalEntries > 0 else { return }
        if let path = refused.head.path, RequestPath(path, .mock).isExact { return }
        journal.record(refused, response, at: clock.now, answeredAt: refused.receivedAt, since: journal.currentEpoch)
    }
}

extension Response {
    /// Ends the body with a newline, so that a terminal's prompt begins on a new line. A compressed body is no text.
    fileprivate mutating func endWithNewline() {
        guard fields[.contentEncoding] == nil, case .bytes(var bytes) = body, let last = bytes.last,
            last != UInt8(ascii: "\n")
        else { return }
        // Releases the second reference to the bytes, so that `append` does not copy them.
        body = .bytes([])
        bytes.append(UInt8(ascii: "\n"))
        body = .bytes(bytes)
    }
}

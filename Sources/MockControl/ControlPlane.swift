package import CampaignAPI
package import CampaignStore
package import HTTPServer
import HTTPTypes
import HTTPWire
package import Logging

/// What a test suite needs from a stand-in: state, journal, faults, clock and events, under `/_mock`.
package final class ControlPlane: Sendable {
    let store: Store
    let clock: MockClock
    let limiter: RateLimiter
    let seed: Seed
    let options: ControlOptions
    let logger: Logger
    let journal: Journal
    let faults = FaultRegistry()
    let held = HeldRequests()
    let startedAt = ContinuousClock.now
    /// What a reset sets the clock back to.
    let initialClock: MockClock.Mode

    /// - Parameters:
    ///   - clock: as it shall be after a reset, too.
    ///   - seed: what a reset goes back to.
    ///   - loops: how many event loops the server has.
    package init(
        store: Store, clock: MockClock, limiter: RateLimiter, seed: Seed, options: ControlOptions = ControlOptions(),
        loops: Int = 1, logger: Logger
    ) {
        self.store = store
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
        initialClock = clock.mode
    }

    /// Answers the requests under ``ControlPath/prefix``, and hands on all others.
    package var callsMiddleware: Middleware {
        let router = router
        return Middleware { request, next in
            guard request.path.isExact else { return next(request) }
            // The control plane reads bodies without asking whether they are all there.
            let reply: Reply =
                if let fault = request.fault { .ready(Answer.message(fault.status, fault.message)) } else {
                    router.respond(to: request)
                }
            return reply.changed { $0.endWithNewline() }
        }
    }

    /// Records requests and their answers, as the layers inside it give them.
    package var journalMiddleware: Middleware {
        guard options.journalEntries > 0 else { return Middleware { request, next in next(request) } }
        return Middleware { [self] request, next in
            let epoch = journal.currentEpoch
            return next(request).changed { self.record(request, $0, since: epoch) }
        }
    }

    /// Applies faults, and what requests wish for with `Prefer`.
    package var faultsMiddleware: Middleware {
        FaultInjector(
            registry: faults, held: held, clock: clock, heedsPrefer: options.heedsPrefer,
            directory: { [store] in store.directory }
        ).middleware
    }

    /// Ends event streams, waits and held requests, which would otherwise hold up a server that stops.
    package func stop() {
        held.stop()
        journal.endWatches()
        journal.endStreams()
    }

    /// Records a request that the server refused before any handler saw it, unless it was a call of the control plane.
    package func record(_ refused: RefusedRequest, _ response: Response) {
        guard options.journalEntries > 0 else { return }
        if let path = refused.head.path, RequestPath(path, .mock).isExact { return }
        journal.record(refused, response, at: clock.now, answeredAt: refused.receivedAt, since: journal.currentEpoch)
    }

    private func record(_ request: Request, _ response: Response, since epoch: UInt64) {
        journal.record(request, response, at: clock.now, since: epoch)
    }
}

extension Response {
    /// Ends the body with a newline, so that the prompt of a terminal does not stick to it.
    fileprivate mutating func endWithNewline() {
        guard case .bytes(var bytes) = body, let last = bytes.last, last != UInt8(ascii: "\n") else { return }
        // Appended to in place, not to a copy.
        body = .bytes([])
        bytes.append(UInt8(ascii: "\n"))
        body = .bytes(bytes)
    }
}

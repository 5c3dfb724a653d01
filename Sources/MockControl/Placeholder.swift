package import CampaignAPI
package import CampaignStore
package import HTTPServer
package import Logging

/// The control plane under `/_mock`; its calls are still to come.
package final class ControlPlane: Sendable {
    private let store: Store
    private let seed: Seed

    package init(
        store: Store, clock: MockClock, limiter: RateLimiter, seed: Seed, options: ControlOptions, logger: Logger
    ) {
        self.store = store
        self.seed = seed
    }

    package func register(in router: inout Router) {}
    package func stop() {}
    package var journalMiddleware: Middleware { { await $1($0) } }
    package var faultsMiddleware: Middleware { { await $1($0) } }

    package func reset() async throws(StorageFailure) {
        try await store.reset(to: seed)
    }
}

package struct ControlOptions: Sendable {
    package init() {}
}

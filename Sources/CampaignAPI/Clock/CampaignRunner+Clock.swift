package import CampaignRunner
package import CampaignStore

extension CampaignRunner {
    /// Runs the campaigns of accounts that follow the mock's clock, or their own.
    package convenience init(store: Store, clock: MockClock, placesCalls: Bool = true) {
        self.init(store: store, placesCalls: placesCalls) { $0.definition.clock ?? clock.mode }
    }
}

/// The whole content of the database as one value.
package struct State: Sendable, Equatable {
    package var seed: Seed
    /// In the order of their ids.
    package var campaigns: [Campaign]
    /// The id of the next campaign. It is greater than all ids that were used before.
    package var nextCampaignID: Int64

    package init(seed: Seed, campaigns: [Campaign] = [], nextCampaignID: Int64 = 1) {
        self.seed = seed
        self.campaigns = campaigns
        self.nextCampaignID = nextCampaignID
    }
}

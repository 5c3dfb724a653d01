/// The whole content of the database as one value. A seed is a state whose campaigns, leads and calls may be absent.
package struct State: Sendable, Equatable {
    package var seed: Seed
    /// In the order of their ids.
    package var campaigns: [Campaign]
    /// The id of the next campaign. It is greater than all ids that were used before.
    package var nextCampaignID: Int64
    /// Leads and their secondary contacts, in the order of their ids.
    package var leads: [Lead]
    /// The id of the next lead or contact. It is greater than all ids that were used before.
    package var nextLeadID: Int64
    /// In the order of their ids.
    package var calls: [CallRecord]
    /// The id of the next call. It is greater than all ids that were used before.
    package var nextCallID: Int64
    /// The simulation's time of each account that has one, by the account's name, in Unix seconds.
    package var simulatedUntil: [String: Int64]

    package init(
        seed: Seed, campaigns: [Campaign] = [], nextCampaignID: Int64 = 1, leads: [Lead] = [], nextLeadID: Int64 = 1,
        calls: [CallRecord] = [], nextCallID: Int64 = 1, simulatedUntil: [String: Int64] = [:]
    ) {
        self.seed = seed
        self.campaigns = campaigns
        self.nextCampaignID = nextCampaignID
        self.leads = leads
        self.nextLeadID = nextLeadID
        self.calls = calls
        self.nextCallID = nextCallID
        self.simulatedUntil = simulatedUntil
    }

    /// The demo data, which have no campaigns.
    package static let demo = State(seed: .demo)
}

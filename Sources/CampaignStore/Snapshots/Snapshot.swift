/// A named copy of the whole content, which the database file keeps until it is deleted.
package struct Snapshot: Sendable, Equatable {
    package var name: String
    /// When it was taken, in Unix seconds.
    package var time: Int64
    /// The number of its accounts.
    package var accounts: Int64
    package var campaigns: Int64
    /// The number of its leads, including secondary contacts.
    package var leads: Int64

    package init(name: String, time: Int64, accounts: Int64, campaigns: Int64, leads: Int64) {
        self.name = name
        self.time = time
        self.accounts = accounts
        self.campaigns = campaigns
        self.leads = leads
    }

    init(name: String, time: Int64, of state: State) {
        self.init(
            name: name, time: time, accounts: Int64(state.seed.accounts.count),
            campaigns: Int64(state.campaigns.count), leads: Int64(state.leads.count))
    }
}

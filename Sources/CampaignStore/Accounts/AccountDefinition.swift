package import Base

/// The data of one account in a seed: a value that can be read, changed and compared.
///
/// The store returns an ``Account``, which contains a definition and the look-up tables that requests need.
package struct AccountDefinition: Sendable, Equatable {
    package var name: String
    package var plan: Plan
    /// A name of the timezone database. It is the default timezone of the account's campaigns.
    package var timezone: String
    /// The API keys: 1 to 255 bytes of visible ASCII each. No two accounts of a database share a key.
    package var apiKeys: [String]
    package var user: AccountUser
    /// The money left for calls; finite. An account whose balance is not above 0 cannot start a campaign.
    package var balance: Double
    /// The form of the list of leads; `nil` for the form that the mock's options choose.
    package var leadList: LeadList?
    /// The account's own clock; `nil` for the mock's clock, which all such accounts share.
    package var clock: ClockMode?
    package var assistants: [Assistant]
    package var phoneNumbers: [PhoneNumber]
    /// What comes of the account's calls; the first that matches decides. A reset of the account takes them away.
    package var outcomes: [OutcomeSetting]

    /// - Parameter user: `nil` for the default of ``AccountUser/init(ofAccount:)``.
    package init(
        name: String, plan: Plan, timezone: String, apiKeys: [String], user: AccountUser? = nil,
        balance: Double = Self.defaultBalance, leadList: LeadList? = nil, clock: ClockMode? = nil,
        assistants: [Assistant] = [], phoneNumbers: [PhoneNumber] = [], outcomes: [OutcomeSetting] = []
    ) {
        self.name = name
        self.plan = plan
        self.timezone = timezone
        self.apiKeys = apiKeys
        self.user = user ?? AccountUser(ofAccount: name)
        self.balance = balance
        self.leadList = leadList
        self.clock = clock
        self.assistants = assistants
        self.phoneNumbers = phoneNumbers
        self.outcomes = outcomes
    }

    package static let defaultBalance = 100.0
}

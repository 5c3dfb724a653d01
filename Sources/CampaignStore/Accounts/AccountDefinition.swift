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
    package var assistants: [Assistant]
    package var phoneNumbers: [PhoneNumber]

    package init(
        name: String, plan: Plan, timezone: String, apiKeys: [String],
        assistants: [Assistant] = [], phoneNumbers: [PhoneNumber] = []
    ) {
        self.name = name
        self.plan = plan
        self.timezone = timezone
        self.apiKeys = apiKeys
        self.assistants = assistants
        self.phoneNumbers = phoneNumbers
    }
}

/// Everything the seed says about one account: a value to read, change and compare.
///
/// The store answers with an ``Account``, which holds one of these and the look-ups a request needs.
package struct AccountDefinition: Sendable, Equatable {
    package var name: String
    package var plan: Plan
    /// A name of the timezone database; what a campaign without one gets.
    package var timezone: String
    /// Visible ASCII, 1 to 255 bytes each; each key belongs to one account of the whole database.
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

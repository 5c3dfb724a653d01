/// An account as requests use it: immutable, shared by reference, with prepared look-up tables.
package final class Account: Sendable {
    /// The id of the account's row.
    ///
    /// No other account gets the id while the process runs, so a rate limiter may use it as a key.
    package let id: Int64
    package let definition: AccountDefinition
    package let phoneNumberIDs: Set<Int64>
    private let indexOfAssistant: [Int64: Int]

    init(id: Int64, definition: AccountDefinition) {
        self.id = id
        self.definition = definition
        phoneNumberIDs = Set(definition.phoneNumbers.map(\.id))
        indexOfAssistant = Dictionary(definition.assistants.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    package var name: String { definition.name }
    package var plan: Plan { definition.plan }
    package var timezone: String { definition.timezone }
    package var apiKeys: [String] { definition.apiKeys }
    package var assistants: [Assistant] { definition.assistants }
    package var phoneNumbers: [PhoneNumber] { definition.phoneNumbers }

    package func assistant(id: Int64) -> Assistant? { indexOfAssistant[id].map { definition.assistants[$0] } }

    // A create asks for these two alone. They copy less than the whole assistant, which has many texts.

    /// Returns the direction of the assistant; `nil` if the account has no assistant with the id.
    package func assistantType(id: Int64) -> Assistant.Direction? {
        guard let index = indexOfAssistant[id] else { return nil }
        return definition.assistants[index].type
    }

    /// Returns the post-call schema of the assistant; `nil` if the account has no assistant with the id.
    package func postCallSchema(ofAssistant id: Int64) -> [PostCallVariable]? {
        guard let index = indexOfAssistant[id] else { return nil }
        return definition.assistants[index].postCallSchema
    }
}

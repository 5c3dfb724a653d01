/// An account as requests use it: immutable, shared by reference, with prepared look-up tables.
package final class Account: Sendable {
    /// The id of the account's row.
    ///
    /// The id is never reused while the process runs, so a rate limiter may use it as a key.
    package let id: Int64
    package let definition: AccountDefinition
    package let phoneNumberIDs: Set<Int64>
    private let assistantsByID: [Int64: Assistant]

    init(id: Int64, definition: AccountDefinition) {
        self.id = id
        self.definition = definition
        phoneNumberIDs = Set(definition.phoneNumbers.map(\.id))
        assistantsByID = Dictionary(definition.assistants.map { ($0.id, $0) }) { first, _ in first }
    }

    package var name: String { definition.name }
    package var plan: Plan { definition.plan }
    package var timezone: String { definition.timezone }
    package var apiKeys: [String] { definition.apiKeys }
    package var assistants: [Assistant] { definition.assistants }
    package var phoneNumbers: [PhoneNumber] { definition.phoneNumbers }

    package func assistant(id: Int64) -> Assistant? { assistantsByID[id] }
}

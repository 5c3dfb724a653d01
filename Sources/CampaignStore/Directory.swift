internal import JSON

/// All accounts at one moment: what authentication and validation read, without touching the database.
///
/// A snapshot never changes; ``Store/directory`` hands out the latest. A request keeps the one it began with and names
/// its ``generation`` when it creates a campaign, so that it cannot write into accounts it never saw.
package final class Directory: Sendable {
    /// Counts up with every committed change of accounts, resets included.
    package let generation: UInt64
    /// The named plans an account may be given, in the order of the seed.
    package let plans: [Plan]
    /// In the order in which they were made.
    package let accounts: [Account]
    private let accountsByKey: [ScalarString: Account]
    private let accountsByName: [ScalarString: Account]

    init(generation: UInt64, plans: [Plan], accounts: [Account]) {
        self.generation = generation
        self.plans = plans
        self.accounts = accounts
        accountsByKey = Dictionary(
            accounts.flatMap { account in account.apiKeys.map { (ScalarString($0), account) } }
        ) { first, _ in first }
        accountsByName = Dictionary(accounts.map { (ScalarString($0.name), $0) }) { first, _ in first }
    }

    /// The account that owns the key.
    package func account(apiKey: String) -> Account? { accountsByKey[ScalarString(apiKey)] }

    package func account(named name: String) -> Account? { accountsByName[ScalarString(name)] }

    package func plan(named name: String) -> Plan? { plans.first { $0.name.hasSameScalars(as: name) } }
}

internal import HashTreeCollections
internal import JSON

/// All accounts at one moment: what authentication and validation read, without touching the database.
///
/// A snapshot never changes; ``Store/directory`` hands out the latest. A request keeps the one it began with and names
/// its ``generation`` when it creates a campaign, so that it cannot write into accounts it never saw.
package final class AccountDirectory: Sendable {
    /// Counts up with every committed change of accounts, resets included.
    package let generation: UInt64
    /// The named plans an account may be given, in the order of the seed.
    package var plans: [Plan] { namedPlans.list }
    private let namedPlans: NamedPlans
    /// In the order in which they were made.
    package let accounts: [Account]
    // Persistent: a directory that differs in one account shares the rest, so that each of many accounts is made in the
    // same time.
    private let accountsByKey: TreeDictionary<ScalarString, Account>
    private let accountsByName: TreeDictionary<ScalarString, Account>

    init(generation: UInt64, plans: [Plan], accounts: [Account]) {
        self.generation = generation
        namedPlans = NamedPlans(plans)
        self.accounts = accounts
        var byKey = TreeDictionary<ScalarString, Account>()
        var byName = TreeDictionary<ScalarString, Account>()
        for account in accounts {
            for key in account.apiKeys { byKey[ScalarString(key)] = account }
            byName[ScalarString(account.name)] = account
        }
        (accountsByKey, accountsByName) = (byKey, byName)
    }

    /// The next generation: of the same accounts, but for one that goes, one that comes or one that takes another's place.
    private init(after directory: AccountDirectory, removing former: Account?, adding account: Account?) {
        generation = directory.generation + 1
        namedPlans = directory.namedPlans
        var (byKey, byName) = (directory.accountsByKey, directory.accountsByName)
        var accounts = directory.accounts
        if let former {
            for key in former.apiKeys { byKey[ScalarString(key)] = nil }
            byName[ScalarString(former.name)] = nil
        }
        if let account {
            for key in account.apiKeys { byKey[ScalarString(key)] = account }
            byName[ScalarString(account.name)] = account
        }
        switch (former.flatMap { former in accounts.firstIndex { $0 === former } }, account) {
        case (let index?, let account?): accounts[index] = account
        case (let index?, nil): accounts.remove(at: index)
        case (nil, let account?): accounts.append(account)
        case (nil, nil): break
        }
        self.accounts = accounts
        (accountsByKey, accountsByName) = (byKey, byName)
    }

    // MARK: The next generation

    func adding(_ account: Account) -> AccountDirectory {
        AccountDirectory(after: self, removing: nil, adding: account)
    }

    func removing(_ account: Account) -> AccountDirectory {
        AccountDirectory(after: self, removing: account, adding: nil)
    }

    /// Keeps its place.
    func replacing(_ account: Account, with changed: Account) -> AccountDirectory {
        AccountDirectory(after: self, removing: account, adding: changed)
    }

    /// The same accounts.
    func renewed() -> AccountDirectory { AccountDirectory(after: self, removing: nil, adding: nil) }

    // MARK: Look-ups

    /// The account that owns the key.
    package func account(apiKey: String) -> Account? { accountsByKey[ScalarString(apiKey)] }

    package func account(named name: String) -> Account? { accountsByName[ScalarString(name)] }

    package func plan(named name: String) -> Plan? { namedPlans[name] }
}

internal import HashTreeCollections
internal import JSON

/// An immutable snapshot of all accounts. Authentication and validation read it instead of the database.
///
/// ``Store/directory`` returns the latest snapshot. A request uses one snapshot from its start to its end, and passes
/// the snapshot's ``generation`` to its write. The store refuses the write if the accounts have changed since.
package final class AccountDirectory: Sendable {
    /// The number of the snapshot. Every committed change of accounts and every reset increases it.
    package let generation: UInt64
    /// The named plans that an account may have, in the order of the seed.
    package let plans: [Plan]
    /// All accounts, in the order of their creation.
    package let accounts: [Account]
    // Persistent dictionaries: the next snapshot shares all unchanged nodes with this one. The time to create an
    // account therefore hardly depends on the number of accounts.
    private let accountsByKey: TreeDictionary<ScalarString, Account>
    private let accountsByName: TreeDictionary<ScalarString, Account>

    init(generation: UInt64, plans: [Plan], accounts: [Account]) {
        self.generation = generation
        self.plans = plans
        self.accounts = accounts
        var byKey = TreeDictionary<ScalarString, Account>()
        var byName = TreeDictionary<ScalarString, Account>()
        for account in accounts {
            for key in account.apiKeys { byKey[ScalarString(key)] = account }
            byName[ScalarString(account.name)] = account
        }
        (accountsByKey, accountsByName) = (byKey, byName)
    }

    /// Creates the next generation, in which `former` is removed, `account` is added, or `account` replaces `former`.
    private init(after directory: AccountDirectory, removing former: Account?, adding account: Account?) {
        generation = directory.generation + 1
        plans = directory.plans
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

    /// Replaces an account. The changed account keeps its position in ``accounts``.
    func replacing(_ account: Account, with changed: Account) -> AccountDirectory {
        AccountDirectory(after: self, removing: account, adding: changed)
    }

    /// Returns the next generation with the same accounts.
    func renewed() -> AccountDirectory { AccountDirectory(after: self, removing: nil, adding: nil) }

    // MARK: Look-ups

    /// Returns the account that owns the API key.
    package func account(apiKey: String) -> Account? { accountsByKey[ScalarString(apiKey)] }

    package func account(named name: String) -> Account? { accountsByName[ScalarString(name)] }
}

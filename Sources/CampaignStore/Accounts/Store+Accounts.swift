internal import Base
internal import GRDB
internal import JSON

extension Store {
    /// Adds an account after all others.
    ///
    /// - Throws: ``AccountRefusal``; nothing has changed then.
    package func createAccount(_ definition: AccountDefinition) async throws(AccountRefusal) -> Account {
        try await changeAccounts { database, contents in
            try contents.directory.admit(definition)
            return try contents.insert(definition, into: database)
        }
    }

    /// Changes one account in one transaction.
    ///
    /// If the name changes, the campaigns stay with the account.
    ///
    /// - Parameters:
    ///   - name: the current name of the account.
    ///   - change: receives the current definition and modifies it. It runs inside the transaction. Its error becomes
    ///     the reason of ``AccountRefusal/invalid(_:)``.
    /// - Returns: the changed account.
    /// - Throws: ``AccountRefusal``; nothing has changed then.
    @discardableResult
    package func updateAccount(
        named name: String, _ change: @Sendable @escaping (inout AccountDefinition) throws(SeedError) -> Void
    ) async throws(AccountRefusal) -> Account {
        try await changeAccounts { database, contents in
            guard let account = contents.directory.account(named: name) else { throw AccountRefusal.notFound }
            var definition = account.definition
            do throws(SeedError) {
                try change(&definition)
            } catch {
                throw AccountRefusal.invalid(error)
            }
            try contents.directory.admit(definition, inPlaceOf: account)
            return try contents.replace(account, with: definition, in: database)
        }
    }

    /// Deletes an account and its campaigns. Their ids are not reused.
    ///
    /// - Throws: ``AccountRefusal``; nothing has changed then.
    package func deleteAccount(named name: String) async throws(AccountRefusal) {
        try await changeAccounts { database, contents in
            guard let account = contents.directory.account(named: name) else { throw AccountRefusal.notFound }
            try contents.delete(account, from: database)
        }
    }

    /// Deletes the campaigns, leads and calls of one account, and gives it the definition with which it was made or
    /// seeded.
    ///
    /// The account then has no clock of its own, no outcomes and no simulation's time. Ids are not reused. Other accounts
    /// do not change.
    ///
    /// - Parameters:
    ///   - name: the current name of the account.
    ///   - whenPublished: a change to make in the same step; see ``reset(to:keeping:whenPublished:)``. It receives the
    ///     account after the reset.
    /// - Returns: the account after the reset.
    /// - Throws: ``AccountRefusal``; nothing has changed then, and `whenPublished` has not run. The former name or an
    ///   API key may belong to another account by now.
    @discardableResult
    package func resetAccount(
        named name: String, whenPublished: @Sendable @escaping (Account) -> Void = { _ in }
    ) async throws(AccountRefusal) -> Account {
        let outcome = Locked<Account?>(nil)
        let publish = { @Sendable () -> Void in
            if let account = outcome.withLock({ $0 }) { whenPublished(account) }
        }
        return try await changeAccounts(whenPublished: publish) { database, contents in
            guard let account = contents.directory.account(named: name) else { throw AccountRefusal.notFound }
            var definition = try AccountTables.original(of: account, in: database) ?? account.definition
            definition.clock = nil
            definition.outcomes = []
            try contents.directory.admit(definition, inPlaceOf: account)
            let after = try contents.reset(account, to: definition, in: database)
            outcome.withLock { $0 = after }
            return after
        }
    }

    private func changeAccounts<Value: Sendable>(
        whenPublished: @Sendable @escaping () -> Void = {},
        _ body: @Sendable @escaping (Database, inout DatabaseContents) throws -> Value
    ) async throws(AccountRefusal) -> Value {
        do {
            return try await change(whenPublished: whenPublished, body)
        } catch let refusal as AccountRefusal {
            throw refusal
        } catch {
            throw .failed(StorageFailure(error))
        }
    }
}

extension AccountDirectory {
    /// Refuses a name or an API key of another account, and an API key that is listed twice.
    ///
    /// - Parameter former: the account that the definition will replace.
    fileprivate func admit(
        _ definition: AccountDefinition, inPlaceOf former: Account? = nil
    ) throws(AccountRefusal) {
        if let owner = account(named: definition.name), owner !== former { throw .nameTaken }
        var keys: Set<ScalarString> = []
        for key in definition.apiKeys {
            let owner = account(apiKey: key)
            guard keys.insert(ScalarString(key)).inserted, owner == nil || owner === former else {
                throw .apiKeyTaken(key)
            }
        }
    }
}

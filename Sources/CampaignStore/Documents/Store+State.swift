internal import GRDB

extension Store {
    /// Reads the whole content of the database from one snapshot.
    ///
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func state() async throws(StorageFailure) -> State {
        try await read { try State(reading: $0) }
    }

    /// Replaces the whole content of the database in one transaction. Named snapshots stay.
    ///
    /// - Parameters:
    ///   - state: the new content.
    ///   - whenPublished: a change to make in the same step; see ``reset(to:keeping:whenPublished:)``.
    /// - Throws: ``StorageFailure``; nothing has changed then, and `whenPublished` has not run.
    package func replace(
        with state: State, whenPublished: @Sendable @escaping () -> Void = {}
    ) async throws(StorageFailure) {
        try await replaceContents(whenPublished: whenPublished) { database, contents in
            try contents.replace(with: state, in: database)
        }
    }

    /// The content that a reset keeps.
    package struct ResetOptions: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// The campaigns, leads and calls of the accounts that exist after the reset too. The sequences of ids then
        /// continue, and the campaigns, leads and calls of the seed are not inserted.
        package static let campaigns = ResetOptions(rawValue: 1)
        /// The current plans and accounts, instead of those of the seed.
        package static let accounts = ResetOptions(rawValue: 2)
        /// The sequences of campaign, lead and call ids, which otherwise restart where the seed says.
        package static let ids = ResetOptions(rawValue: 4)
    }

    /// Resets the database to the seed in one transaction. Named snapshots stay.
    ///
    /// - Parameters:
    ///   - seed: the new content.
    ///   - kept: the content to keep.
    ///   - whenPublished: a change to make in the same step. It runs after the commit, under the lock of ``directory``,
    ///     so a request sees either the new accounts and this change or neither. It must not call the store.
    /// - Throws: ``StorageFailure``; nothing has changed then, and `whenPublished` has not run.
    package func reset(
        to seed: State, keeping kept: ResetOptions = [], whenPublished: @Sendable @escaping () -> Void = {}
    ) async throws(StorageFailure) {
        try await replaceContents(whenPublished: whenPublished) { database, contents in
            try contents.reset(to: seed, keeping: kept, in: database)
        }
    }

    func replaceContents(
        whenPublished: @Sendable @escaping () -> Void,
        _ body: @Sendable @escaping (Database, inout DatabaseContents) throws -> Void
    ) async throws(StorageFailure) {
        do {
            try await change(whenPublished: whenPublished, body)
        } catch {
            throw StorageFailure(error)
        }
    }
}

extension State {
    /// Reads the whole content of the database. The caller opens the transaction.
    init(reading database: Database) throws {
        self.init(
            seed: Seed(
                plans: try AccountTables.fetchPlans(from: database),
                accounts: try AccountTables.fetchAccounts(from: database).map(\.definition)),
            campaigns: try CampaignTable.fetch(CampaignFilter(), from: database),
            nextCampaignID: try DatabaseContents.nextCampaignID(in: database),
            leads: try LeadTable.fetch(from: database), nextLeadID: try LeadSequence.nextID(in: database),
            calls: try CallTable.fetch(from: database), nextCallID: try CallSequence.nextID(in: database),
            simulatedUntil: try AccountTables.fetchSimulatedUntil(from: database))
    }
}

package import Logging

/// Accounts and campaigns in SQLite, written by one writer.
///
/// Reading accounts means taking the current ``directory``. A campaign is acknowledged only once it is committed; creates
/// that wait at the same time share one transaction. Everything may be called from any thread.
package final class Store: Sendable {
    /// Where the data lives.
    package enum Location: Sendable, Equatable {
        case file(path: String)
        /// Nothing on disk; all is gone with the store.
        case memory
    }

    /// What a crash of the machine (not of the process: that loses nothing) may undo.
    package enum Durability: String, Sendable, CaseIterable {
        /// `synchronous = NORMAL`: the last commits before a power cut may be lost, the file stays sound.
        case normal
        /// `synchronous = FULL`: each commit is on the disk before it is acknowledged.
        case full
    }

    /// Opens the database, making it from the seed when it is new.
    ///
    /// - Throws: ``StoreError``; the user's file is then as it was.
    package init(
        _ location: Location, durability: Durability = .normal, seed: Seed = .demo,
        logger: Logger = Logger(label: "campaign-store")
    ) throws(StoreError) {
        throw .unavailable(path: "", detail: "not yet written")
    }

    /// The accounts as last committed.
    package var directory: Directory { Directory(generation: 0, plans: [], accounts: []) }

    /// Stores a campaign, and returns once it is committed.
    ///
    /// - Parameter generation: that of the directory the draft was validated with.
    package func create(_ draft: CampaignDraft, generation: UInt64) async throws(CreateRefusal) -> Campaign {
        throw .failed(.closed)
    }

    package func campaigns(matching filter: CampaignFilter = CampaignFilter()) async throws(StorageFailure)
        -> [Campaign]
    {
        throw .closed
    }

    package func campaign(id: Int64) async throws(StorageFailure) -> Campaign? { throw .closed }

    /// The campaigns of one account, or of all.
    package func campaignCount(account: String? = nil) async throws(StorageFailure) -> Int { throw .closed }

    package func state() async throws(StorageFailure) -> State { throw .closed }

    /// Replaces everything, all or nothing.
    package func replace(with state: State) async throws(StorageFailure) { throw .closed }

    /// What a reset leaves alone.
    package struct ResetOptions: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }

        /// The campaigns of accounts that are there afterwards too, and so the ids as well.
        package static let campaigns = ResetOptions(rawValue: 1)
        /// Plans and accounts as they are now instead of the seed's.
        package static let accounts = ResetOptions(rawValue: 2)
        /// Ids go on instead of starting at 1.
        package static let ids = ResetOptions(rawValue: 4)
    }

    /// Back to the seed: a reader or writer sees all of before or all of after.
    package func reset(to seed: Seed, keeping options: ResetOptions = []) async throws(StorageFailure) { throw .closed }

    package func createAccount(_ definition: AccountDefinition) async throws(AccountRefusal) -> Account {
        throw .failed(.closed)
    }

    /// Changes one account in one step: `change` gets it as it is and leaves it as it shall be.
    ///
    /// A new name takes the campaigns along.
    package func updateAccount(
        named name: String, _ change: @Sendable @escaping (inout AccountDefinition) -> Void
    ) async throws(AccountRefusal) -> Account {
        throw .failed(.closed)
    }

    /// Removes the account and its campaigns.
    package func deleteAccount(named name: String) async throws(AccountRefusal) { throw .failed(.closed) }

    /// Finishes what waits, folds the write-ahead log into the file and closes it. Later calls fail as closed.
    package func close() {}
}

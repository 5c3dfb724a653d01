internal import GRDB

extension Store {
    /// Reads the whole content of the database from one snapshot.
    ///
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func state() async throws(StorageFailure) -> State {
        try await read { database in
            let campaigns = try CampaignTable.fetch(CampaignFilter(), from: database)
            let seed = Seed(
                plans: try AccountTables.fetchPlans(from: database),
                accounts: try AccountTables.fetchAccounts(from: database).map(\.definition))
            return State(
                seed: seed, campaigns: campaigns, nextCampaignID: try DatabaseContents.nextCampaignID(in: database))
        }
    }

    /// Replaces the whole content of the database in one transaction.
    ///
    /// - Parameters:
    ///   - state: the new content.
    ///   - whenPublished: a change to make in the same step; see ``reset(to:keeping:whenPublished:)``.
    /// - Throws: ``StorageFailure``; nothing has changed then, and `whenPublished` has not run.
    package func replace(
        with state: State, whenPublished: @Sendable @escaping () -> Void = {}
    ) async throws(StorageFailure) {
        try await replaceContents(whenPublished: whenPublished) { database, contents in
            try contents.deleteAllCampaigns(from: database)
            try AccountTables.deleteAll(from: database)
            try contents.insert(state.seed, keepingCampaignsOf: [:], into: database)
            var counts: [Int64: Int64] = [:]
            var insertion = try CampaignTable.Insertion(
                into: database, by: database.cachedStatement(sql: CampaignTable.insertion))
            for campaign in state.campaigns {
                guard let account = contents.directory.account(named: campaign.account) else { continue }
                try insertion.run(
                    id: campaign.id, accountID: account.id, parameters: campaign.parameters,
                    lists: CampaignLists(campaign.parameters), status: campaign.status, createdAt: campaign.createdAt,
                    updatedAt: campaign.updatedAt)
                counts[account.id, default: 0] += 1
            }
            try CampaignIndex.rebuild(in: database)
            for (account, count) in counts {
                try AccountTables.setCampaignCount(count, ofAccount: account, in: database)
            }
            contents.nextCampaignID = state.nextCampaignID
            try Counter.nextCampaignID.set(state.nextCampaignID, in: database)
        }
    }

    /// The content that a reset keeps.
    package struct ResetOptions: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// The campaigns of the accounts that exist after the reset too. The sequence of ids then continues.
        package static let campaigns = ResetOptions(rawValue: 1)
        /// The current plans and accounts, instead of those of the seed.
        package static let accounts = ResetOptions(rawValue: 2)
        /// The sequence of campaign ids, which otherwise restarts at 1.
        package static let ids = ResetOptions(rawValue: 4)
    }

    /// Resets the database to the seed in one transaction.
    ///
    /// - Parameters:
    ///   - seed: the new plans and accounts.
    ///   - kept: the content to keep.
    ///   - whenPublished: a change to make in the same step. It runs after the commit, under the lock of ``directory``,
    ///     so a request sees either the new accounts and this change or neither. It must not call the store.
    /// - Throws: ``StorageFailure``; nothing has changed then, and `whenPublished` has not run.
    package func reset(
        to seed: Seed, keeping kept: ResetOptions = [], whenPublished: @Sendable @escaping () -> Void = {}
    ) async throws(StorageFailure) {
        try await replaceContents(whenPublished: whenPublished) { database, contents in
            if !kept.contains(.campaigns) {
                try contents.deleteAllCampaigns(from: database)
                try AccountTables.resetCampaignCounts(in: database)
                if !kept.contains(.ids) {
                    contents.nextCampaignID = 1
                    try contents.leads.restart(at: 1, in: database)
                }
            }
            if kept.contains(.accounts) {
                contents.renew()
            } else {
                var former: [String: (id: Int64, campaigns: Int64)] = [:]
                if kept.contains(.campaigns) {
                    let counts = try CampaignCounts.storedCounts(in: database)
                    for account in contents.directory.accounts {
                        former[account.name] = (account.id, counts[account.id] ?? 0)
                    }
                }
                try AccountTables.deleteAll(from: database)
                try contents.insert(seed, keepingCampaignsOf: former, into: database)
                if kept.contains(.campaigns) { try contents.deleteOrphanedCampaigns(from: database) }
            }
            try Counter.nextCampaignID.set(contents.nextCampaignID, in: database)
            try contents.leads.storeNextID(in: database)
        }
    }

    private func replaceContents(
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

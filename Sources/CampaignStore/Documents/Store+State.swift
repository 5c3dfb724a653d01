internal import GRDB

extension Store {
    /// Everything, as it was at one moment.
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

    /// Replaces everything, all or nothing.
    ///
    /// - Parameters:
    ///   - state: what is there afterwards.
    ///   - whenPublished: what else changes in that same step; see ``reset(to:keeping:whenPublished:)``.
    /// - Throws: the failure; nothing has changed then.
    package func replace(
        with state: State, whenPublished: @Sendable @escaping () -> Void = {}
    ) async throws(StorageFailure) {
        try await replaceContents(whenPublished: whenPublished) { database, contents in
            try CampaignTable.deleteAll(from: database)
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
            for (account, count) in counts {
                try AccountTables.setCampaignCount(count, ofAccount: account, in: database)
            }
            contents.nextCampaignID = state.nextCampaignID
            try Counter.nextCampaignID.set(state.nextCampaignID, in: database)
        }
    }

    /// What a reset leaves alone.
    package struct ResetOptions: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// The campaigns of all accounts that are there afterwards too, and with them the ids.
        package static let campaigns = ResetOptions(rawValue: 1)
        /// Plans and accounts as they are now instead of the seed's.
        package static let accounts = ResetOptions(rawValue: 2)
        /// Ids go on instead of starting at 1.
        package static let ids = ResetOptions(rawValue: 4)
    }

    /// Back to the seed: a reader or writer sees all of before or all of after.
    ///
    /// - Parameters:
    ///   - seed: the plans and accounts that are there afterwards.
    ///   - kept: what stays as it is.
    ///   - whenPublished: what else changes in that same step. It runs once the transaction is committed, while no
    ///     thread can read ``directory``: so a request sees all of it or nothing. It must not call the store.
    /// - Throws: the failure; nothing has changed then, and `whenPublished` has not run.
    package func reset(
        to seed: Seed, keeping kept: ResetOptions = [], whenPublished: @Sendable @escaping () -> Void = {}
    ) async throws(StorageFailure) {
        try await replaceContents(whenPublished: whenPublished) { database, contents in
            if !kept.contains(.campaigns) {
                try CampaignTable.deleteAll(from: database)
                try AccountTables.resetCampaignCounts(in: database)
                if !kept.contains(.ids) { contents.nextCampaignID = 1 }
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
                if kept.contains(.campaigns) { try CampaignTable.deleteOrphans(from: database) }
            }
            try Counter.nextCampaignID.set(contents.nextCampaignID, in: database)
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

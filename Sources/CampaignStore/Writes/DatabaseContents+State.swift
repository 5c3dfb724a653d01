internal import GRDB

// The changes that concern the whole content, inside a transaction.
extension DatabaseContents {
    /// Replaces all plans, accounts, campaigns, leads and calls.
    mutating func replace(with state: State, in database: Database) throws {
        try reset(to: state, keeping: [], in: database)
    }

    /// Replaces the content by the seed, except for what is kept.
    mutating func reset(to seed: State, keeping kept: Store.ResetOptions, in database: Database) throws {
        changesOfSimulations = .all
        let keepsCampaigns = kept.contains(.campaigns)
        // The simulation's time belongs to the calls.
        let times = keepsCampaigns ? try AccountTables.fetchSimulatedUntil(from: database) : seed.simulatedUntil
        if !keepsCampaigns {
            try deleteAllCampaigns(from: database)
            try AccountTables.resetCampaignCounts(in: database)
        }
        if kept.contains(.accounts) {
            renew()
        } else {
            try replaceAccounts(with: seed.seed, keepingCampaigns: keepsCampaigns, in: database)
        }
        try setSimulatedUntil(times, in: database)
        if !keepsCampaigns {
            try insertCampaigns(of: seed, into: database)
            let continues = kept.contains(.ids)
            nextCampaignID = continues ? max(nextCampaignID, seed.nextCampaignID) : seed.nextCampaignID
            try leads.restart(
                at: continues ? max(leads.nextID, seed.nextLeadID) : seed.nextLeadID, in: database)
            try insertLeads(of: seed, into: database)
            try calls.restart(
                at: continues ? max(calls.nextID, seed.nextCallID) : seed.nextCallID, in: database)
            try insertCalls(of: seed, into: database)
        }
        try Counter.nextCampaignID.set(nextCampaignID, in: database)
        try leads.storeNextID(in: database)
    }

    /// An account whose name stays keeps its id, which clients see as `user_id`.
    private mutating func replaceAccounts(
        with seed: Seed, keepingCampaigns: Bool, in database: Database
    ) throws {
        let counts = keepingCampaigns ? try CampaignCounts.storedCounts(in: database) : [:]
        var former: [String: (id: Int64, campaigns: Int64)] = [:]
        for account in directory.accounts { former[account.name] = (account.id, counts[account.id] ?? 0) }
        try AccountTables.deleteAll(from: database)
        try insert(seed, inPlaceOf: former, into: database)
        if keepingCampaigns { try deleteOrphanedCampaigns(from: database) }
    }

    /// Inserts the campaigns, leads and calls of a new database's seed, whose accounts are inserted already.
    mutating func insertRows(of seed: State, into database: Database) throws {
        try insertCampaigns(of: seed, into: database)
        nextCampaignID = seed.nextCampaignID
        try Counter.nextCampaignID.set(nextCampaignID, in: database)
        try leads.restart(at: seed.nextLeadID, in: database)
        try insertLeads(of: seed, into: database)
        try calls.restart(at: seed.nextCallID, in: database)
        try insertCalls(of: seed, into: database)
        try setSimulatedUntil(seed.simulatedUntil, in: database)
    }

    /// Sets the simulation's times of all accounts.
    ///
    /// - Parameter times: by the account's name, in Unix seconds. Any other account has no past.
    private func setSimulatedUntil(_ times: [String: Int64], in database: Database) throws {
        try database.execute(sql: "UPDATE accounts SET simulated_until = NULL WHERE simulated_until IS NOT NULL")
        for (name, time) in times {
            guard let account = directory.account(named: name) else { continue }
            try AccountTables.setSimulatedUntil(time, ofAccount: account.id, in: database)
        }
    }

    /// Inserts the campaigns of a state, except those of accounts that do not exist. There must be no campaigns yet.
    private mutating func insertCampaigns(of state: State, into database: Database) throws {
        guard !state.campaigns.isEmpty else { return }
        var insertion = CampaignTable.Insertion(
            into: database, by: try database.cachedStatement(sql: CampaignTable.insertion))
        var counts: [Int64: Int64] = [:]
        for campaign in state.campaigns {
            guard let account = directory.account(named: campaign.account) else { continue }
            try insertion.run(
                id: campaign.id, accountID: account.id, parameters: campaign.parameters,
                lists: CampaignLists(campaign.parameters), status: campaign.status, createdAt: campaign.createdAt,
                updatedAt: campaign.updatedAt)
            if campaign.callsBegun > 0 {
                try CampaignTable.setCallsBegun(campaign.callsBegun, ofCampaign: campaign.id, in: database)
            }
            counts[account.id, default: 0] += 1
        }
        for (account, count) in counts {
            try AccountTables.setCampaignCount(count, ofAccount: account, in: database)
        }
        try CampaignIndex.rebuild(in: database)
    }

    /// Inserts the leads of a state, except those of campaigns that were not inserted. There must be no leads yet.
    private mutating func insertLeads(of state: State, into database: Database) throws {
        guard !state.leads.isEmpty else { return }
        let leftOut = Set(state.campaigns.filter { directory.account(named: $0.account) == nil }.map(\.id))
        let statement = try database.cachedStatement(sql: LeadTable.insertionWithDueTime)
        var row = RowBinding()
        for lead in state.leads where !leftOut.contains(lead.campaignID) {
            try LeadTable.insertWithDueTime(lead, by: statement, with: &row, into: database)
        }
        try leads.countAll(in: database)
    }

    /// Inserts the calls of a state, except those of accounts and campaigns that were not inserted. There must be no
    /// calls yet.
    private func insertCalls(of state: State, into database: Database) throws {
        guard !state.calls.isEmpty else { return }
        let statement = try database.cachedStatement(sql: CallTable.insertion)
        var row = RowBinding()
        for call in state.calls {
            guard let account = directory.account(named: call.account) else { continue }
            try statement.run(in: database, with: &row) { CallTable.bind(call, account: account.id, to: &$0) }
        }
    }
}

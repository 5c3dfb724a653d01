internal import GRDB
internal import JSON

/// Reads and writes the rows of plans, accounts, API keys, assistants and phone numbers.
///
/// The caller opens the transaction.
enum AccountTables {
    static func insertPlans(_ plans: [Plan], into database: Database) throws {
        for plan in plans {
            try database.execute(
                sql: "INSERT INTO plans (name, max_campaigns, max_calls_in_parallel, rate_limit) VALUES (?, ?, ?, ?)",
                arguments: [plan.name, plan.maximumCampaigns, plan.maximumCallsInParallel, plan.rateLimit])
        }
    }

    static func fetchPlans(from database: Database) throws -> [Plan] {
        try Row.fetchAll(
            database, sql: "SELECT name, max_campaigns, max_calls_in_parallel, rate_limit FROM plans ORDER BY rowid"
        ).map { row in
            Plan(name: row[0], maximumCampaigns: row[1], maximumCallsInParallel: row[2], rateLimit: row[3])
        }
    }

    /// Writes the changed account over the row of the former one.
    ///
    /// The first change of the definition also stores the former definition in the column `original`, for a reset of
    /// the account.
    static func update(_ account: Account, to changed: Account, in database: Database) throws {
        let definition = changed.definition
        let plan = definition.plan
        try database.execute(
            sql: """
                UPDATE accounts SET name = ?, plan = ?, max_campaigns = ?, max_calls_in_parallel = ?, rate_limit = ?,
                timezone = ?, user_name = ?, user_email = ?, balance = ?, lead_list = ?, clock = ?, outcomes = ?,
                original = coalesce(original, ?) WHERE id = ?
                """,
            arguments: [
                definition.name, plan.name, plan.maximumCampaigns, plan.maximumCallsInParallel, plan.rateLimit,
                definition.timezone, definition.user.name, definition.user.email, definition.balance,
                definition.leadList?.rawValue, definition.clock.map { JSONText.text($0.json()) },
                text(ofOutcomes: definition.outcomes),
                Self.original(account.definition, before: definition), account.id,
            ])
        guard
            account.apiKeys != changed.apiKeys || account.assistants != changed.assistants
                || account.phoneNumbers != changed.phoneNumbers
        else { return }
        try deleteBelongings(of: account, from: database)
        var insertion = try AccountInsertion(into: database)
        try insertion.insertBelongings(of: changed)
    }

    /// Returns the text of the definition to which a reset of the account goes back; `nil` if the definition does not
    /// change. The clock and the outcomes are no part of it, because a reset takes them away.
    private static func original(_ former: AccountDefinition, before changed: AccountDefinition) -> String? {
        var (former, changed) = (former, changed)
        former.clock = nil
        changed.clock = nil
        former.outcomes = []
        changed.outcomes = []
        return former == changed ? nil : JSONText.text(former.json(plans: []))
    }

    /// Returns the definition with which the account was made or seeded; `nil` if it was never changed.
    static func original(of account: Account, in database: Database) throws -> AccountDefinition? {
        let text = try String.fetchOne(
            database, sql: "SELECT original FROM accounts WHERE id = ?", arguments: [account.id])
        guard let text else { return nil }
        do {
            return try AccountDefinition(json: try JSONText.value(text), plans: []) { _ in true }
        } catch let error as SeedError {
            throw StorageFailure.damaged("the original of the account \(account.name): \(error.message)")
        }
    }

    /// Returns the outcomes in the form of a column; `nil` if there are none.
    static func text(ofOutcomes outcomes: [OutcomeSetting]) -> String? {
        outcomes.isEmpty ? nil : JSONText.text(.array(outcomes.map { $0.json() }))
    }

    /// Sets the simulation's time of an account.
    ///
    /// - Parameter time: in Unix seconds; `nil` for an account without a past.
    static func setSimulatedUntil(_ time: Int64?, ofAccount id: Int64, in database: Database) throws {
        try database.run("UPDATE accounts SET simulated_until = ? WHERE id = ?") { row in
            row.add(time)
            row.add(id)
        }
    }

    static func forgetOriginal(ofAccount id: Int64, in database: Database) throws {
        try database.execute(sql: "UPDATE accounts SET original = NULL WHERE id = ?", arguments: [id])
    }

    static func setCampaignCount(_ count: Int64, ofAccount id: Int64, in database: Database) throws {
        let statement = try database.cachedStatement(sql: "UPDATE accounts SET campaign_count = ? WHERE id = ?")
        try statement.run(in: database) { row in
            row.add(count)
            row.add(id)
        }
    }

    static func addToCampaignCount(_ count: Int64, ofAccount id: Int64, in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "UPDATE accounts SET campaign_count = campaign_count + ? WHERE id = ?")
        try statement.run(in: database) { row in
            row.add(count)
            row.add(id)
        }
    }

    static func resetCampaignCounts(in database: Database) throws {
        try database.execute(sql: "UPDATE accounts SET campaign_count = 0 WHERE campaign_count <> 0")
    }

    /// Deletes the account and its belongings. The caller deletes the account's campaigns.
    static func delete(_ account: Account, from database: Database) throws {
        try deleteBelongings(of: account, from: database)
        try database.execute(sql: "DELETE FROM accounts WHERE id = ?", arguments: [account.id])
    }

    /// Deletes all plans and accounts, but no campaigns.
    static func deleteAll(from database: Database) throws {
        for table in ["plans", "accounts", "api_keys", "assistants", "phone_numbers"] {
            try database.execute(sql: "DELETE FROM \(table)")
        }
    }

    static func highestPosition(in database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT max(position) FROM accounts") ?? 0
    }

    private static func deleteBelongings(of account: Account, from database: Database) throws {
        // The primary key finds each row. The table has no index on `account_id`.
        let statement = try database.cachedStatement(sql: "DELETE FROM api_keys WHERE api_key = ?")
        for key in account.apiKeys {
            try statement.run(in: database) { $0.add(key) }
        }
        for table in ["assistants", "phone_numbers"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE account_id = ?", arguments: [account.id])
        }
    }
}

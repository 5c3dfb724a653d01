internal import GRDB
internal import JSON

/// The rows of plans, accounts and what belongs to an account.
///
/// Every function runs inside the caller's transaction.
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

    /// Appends the account behind those that are there.
    static func insert(_ account: Account, campaignCount: Int64, into database: Database) throws {
        let plan = account.plan
        try database.execute(
            sql: """
                INSERT INTO accounts
                (id, position, name, plan, max_campaigns, max_calls_in_parallel, rate_limit, timezone, campaign_count)
                VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM accounts), ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                account.id, account.name, plan.name, plan.maximumCampaigns, plan.maximumCallsInParallel,
                plan.rateLimit, account.timezone, campaignCount,
            ])
        try insertBelongings(of: account, into: database)
    }

    static func update(_ account: Account, in database: Database) throws {
        let plan = account.plan
        try database.execute(
            sql: """
                UPDATE accounts SET name = ?, plan = ?, max_campaigns = ?, max_calls_in_parallel = ?, rate_limit = ?,
                timezone = ? WHERE id = ?
                """,
            arguments: [
                account.name, plan.name, plan.maximumCampaigns, plan.maximumCallsInParallel, plan.rateLimit,
                account.timezone, account.id,
            ])
        try deleteBelongings(ofAccount: account.id, from: database)
        try insertBelongings(of: account, into: database)
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
        try database.execute(sql: "UPDATE accounts SET campaign_count = 0")
    }

    /// The account's campaigns stay: they are the caller's matter.
    static func delete(accountID: Int64, from database: Database) throws {
        try deleteBelongings(ofAccount: accountID, from: database)
        try database.execute(sql: "DELETE FROM accounts WHERE id = ?", arguments: [accountID])
    }

    /// Plans and accounts, not campaigns.
    static func deleteAll(from database: Database) throws {
        for table in ["plans", "accounts", "api_keys", "assistants", "phone_numbers"] {
            try database.execute(sql: "DELETE FROM \(table)")
        }
    }

    static func fetchAccounts(from database: Database) throws -> [Account] {
        var keys: [Int64: [String]] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT account_id, api_key FROM api_keys ORDER BY rowid") {
            keys[row[0], default: []].append(row[1])
        }
        var assistants: [Int64: [Assistant]] = [:]
        for row in try Row.fetchAll(
            database, sql: "SELECT account_id, id, name, type, post_call_schema FROM assistants ORDER BY rowid")
        {
            guard let type = Assistant.Direction(rawValue: row[3]) else {
                throw StorageFailure.damaged("assistant \(row[1] as Int64) is neither outbound nor inbound")
            }
            assistants[row[0], default: []].append(
                Assistant(id: row[1], name: row[2], type: type, postCallSchema: try postCallSchema(row[4])))
        }
        var phoneNumbers: [Int64: [PhoneNumber]] = [:]
        for row in try Row.fetchAll(
            database, sql: "SELECT account_id, id, phone_number FROM phone_numbers ORDER BY rowid")
        {
            phoneNumbers[row[0], default: []].append(PhoneNumber(id: row[1], phoneNumber: row[2]))
        }
        return try Row.fetchAll(
            database,
            sql: """
                SELECT id, name, timezone, plan, max_campaigns, max_calls_in_parallel, rate_limit
                FROM accounts ORDER BY position
                """
        ).map { row in
            let id: Int64 = row[0]
            return Account(
                id: id,
                definition: AccountDefinition(
                    name: row[1],
                    plan: Plan(
                        name: row[3], maximumCampaigns: row[4], maximumCallsInParallel: row[5], rateLimit: row[6]),
                    timezone: row[2], apiKeys: keys[id] ?? [], assistants: assistants[id] ?? [],
                    phoneNumbers: phoneNumbers[id] ?? []))
        }
    }

    private static func insertBelongings(of account: Account, into database: Database) throws {
        for key in account.apiKeys {
            try database.execute(
                sql: "INSERT INTO api_keys (api_key, account_id) VALUES (?, ?)", arguments: [key, account.id])
        }
        for assistant in account.assistants {
            try database.execute(
                sql: "INSERT INTO assistants (account_id, id, name, type, post_call_schema) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    account.id, assistant.id, assistant.name, assistant.type.rawValue,
                    JSONText.text(.array(assistant.postCallSchema.map { $0.json() })),
                ])
        }
        for number in account.phoneNumbers {
            try database.execute(
                sql: "INSERT INTO phone_numbers (account_id, id, phone_number) VALUES (?, ?, ?)",
                arguments: [account.id, number.id, number.phoneNumber])
        }
    }

    private static func deleteBelongings(ofAccount id: Int64, from database: Database) throws {
        for table in ["api_keys", "assistants", "phone_numbers"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE account_id = ?", arguments: [id])
        }
    }

    private static func postCallSchema(_ text: String) throws -> [PostCallVariable] {
        do {
            return try PostCallVariable.list(SeedReader(try JSONText.value(text)))
        } catch let error as SeedError {
            throw StorageFailure.damaged("a post-call schema: \(error.message)")
        }
    }
}

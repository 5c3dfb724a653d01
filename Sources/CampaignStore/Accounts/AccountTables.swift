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

    static func update(_ account: Account, to changed: Account, in database: Database) throws {
        let plan = changed.plan
        try database.execute(
            sql: """
                UPDATE accounts SET name = ?, plan = ?, max_campaigns = ?, max_calls_in_parallel = ?, rate_limit = ?,
                timezone = ? WHERE id = ?
                """,
            arguments: [
                changed.name, plan.name, plan.maximumCampaigns, plan.maximumCallsInParallel, plan.rateLimit,
                changed.timezone, account.id,
            ])
        try deleteBelongings(of: account, from: database)
        var insertion = try AccountInsertion(into: database)
        try insertion.insertBelongings(of: changed)
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

    /// Reads all accounts in their order.
    ///
    /// - Throws: ``StorageFailure/damaged(_:)`` if a row has a value that no account can have.
    static func fetchAccounts(from database: Database) throws -> [Account] {
        let keys = try fetchKeys(from: database)
        let assistants = try fetchAssistants(from: database)
        let phoneNumbers = try fetchPhoneNumbers(from: database)
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT id, name, timezone, plan, max_campaigns, max_calls_in_parallel, rate_limit
                FROM accounts ORDER BY position, id
                """)
        var accounts: [Account] = []
        while let row = try rows.next() {
            let id: Int64 = row[0]
            let name: String = row[1]
            accounts.append(
                Account(
                    id: id,
                    definition: AccountDefinition(
                        name: name, plan: try plan(row, ofAccount: name), timezone: row[2], apiKeys: keys[id] ?? [],
                        assistants: assistants[id] ?? [], phoneNumbers: phoneNumbers[id] ?? [])))
        }
        return accounts
    }

    static func highestPosition(in database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT max(position) FROM accounts") ?? 0
    }

    private static func fetchKeys(from database: Database) throws -> [Int64: [String]] {
        var keys: [Int64: [String]] = [:]
        let rows = try Row.fetchCursor(database, sql: "SELECT account_id, api_key FROM api_keys ORDER BY rowid")
        while let row = try rows.next() { keys[row[0], default: []].append(row[1]) }
        return keys
    }

    private static func fetchAssistants(from database: Database) throws -> [Int64: [Assistant]] {
        var assistants: [Int64: [Assistant]] = [:]
        let rows = try Row.fetchCursor(
            database, sql: "SELECT account_id, id, name, type, post_call_schema FROM assistants ORDER BY rowid")
        while let row = try rows.next() {
            guard let type = Assistant.Direction(rawValue: row[3]) else {
                throw StorageFailure.damaged("assistant \(row[1] as Int64) is neither outbound nor inbound")
            }
            assistants[row[0], default: []].append(
                Assistant(id: row[1], name: row[2], type: type, postCallSchema: try postCallSchema(row[4])))
        }
        return assistants
    }

    private static func fetchPhoneNumbers(from database: Database) throws -> [Int64: [PhoneNumber]] {
        var phoneNumbers: [Int64: [PhoneNumber]] = [:]
        let rows = try Row.fetchCursor(
            database, sql: "SELECT account_id, id, phone_number FROM phone_numbers ORDER BY rowid")
        while let row = try rows.next() {
            phoneNumbers[row[0], default: []].append(PhoneNumber(id: row[1], phoneNumber: row[2]))
        }
        return phoneNumbers
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

    /// Reads the limits of a row and checks them, because another program may have written the row.
    private static func plan(_ row: Row, ofAccount name: String) throws -> Plan {
        let plan = Plan(name: row[3], maximumCampaigns: row[4], maximumCallsInParallel: row[5], rateLimit: row[6])
        guard plan.maximumCampaigns >= 0 else {
            throw StorageFailure.damaged("max_campaigns of the account \(name) is less than 0")
        }
        guard plan.maximumCallsInParallel >= 1 else {
            throw StorageFailure.damaged("max_calls_in_parallel of the account \(name) is less than 1")
        }
        guard plan.rateLimit ?? 1 >= 1 else {
            throw StorageFailure.damaged("rate_limit of the account \(name) is less than 1")
        }
        return plan
    }

    private static func postCallSchema(_ text: String) throws -> [PostCallVariable] {
        do {
            return try PostCallVariable.list(SeedReader(try JSONText.value(text)))
        } catch let error as SeedError {
            throw StorageFailure.damaged("a post-call schema: \(error.message)")
        }
    }
}

internal import GRDB
internal import JSON

/// Inserts the rows of accounts with statements that are prepared once.
struct AccountInsertion {
    private let database: Database
    private let accounts: Statement
    private let apiKeys: Statement
    private let assistants: Statement
    private let phoneNumbers: Statement
    private var row = RowBinding()

    init(into database: Database) throws {
        self.database = database
        accounts = try database.cachedStatement(
            sql: """
                INSERT INTO accounts
                (id, position, name, plan, max_campaigns, max_calls_in_parallel, rate_limit, timezone, campaign_count)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        apiKeys = try database.cachedStatement(sql: "INSERT INTO api_keys (api_key, account_id) VALUES (?, ?)")
        assistants = try database.cachedStatement(
            sql: "INSERT INTO assistants (account_id, id, name, type, post_call_schema) VALUES (?, ?, ?, ?, ?)")
        phoneNumbers = try database.cachedStatement(
            sql: "INSERT INTO phone_numbers (account_id, id, phone_number) VALUES (?, ?, ?)")
    }

    /// Inserts an account with its API keys, assistants and phone numbers.
    ///
    /// - Parameter position: the account's place in the order of all accounts.
    mutating func insert(_ account: Account, position: Int64, campaignCount: Int64) throws {
        let plan = account.plan
        try accounts.run(in: database, with: &row) { row in
            row.add(account.id)
            row.add(position)
            row.add(account.name)
            row.add(plan.name)
            row.add(plan.maximumCampaigns)
            row.add(plan.maximumCallsInParallel)
            row.add(plan.rateLimit)
            row.add(account.timezone)
            row.add(campaignCount)
        }
        try insertBelongings(of: account)
    }

    /// Inserts the API keys, assistants and phone numbers of an account.
    mutating func insertBelongings(of account: Account) throws {
        for key in account.apiKeys {
            try apiKeys.run(in: database, with: &row) { row in
                row.add(key)
                row.add(account.id)
            }
        }
        for assistant in account.assistants {
            let schema: JSONValue = .array(assistant.postCallSchema.map { $0.json() })
            try assistants.run(in: database, with: &row) { row in
                row.add(account.id)
                row.add(assistant.id)
                row.add(assistant.name)
                row.add(assistant.type.rawValue)
                row.add(text: schema.encoded())
            }
        }
        for number in account.phoneNumbers {
            try phoneNumbers.run(in: database, with: &row) { row in
                row.add(account.id)
                row.add(number.id)
                row.add(number.phoneNumber)
            }
        }
    }
}

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
                (id, position, name, plan, max_campaigns, max_calls_in_parallel, rate_limit, timezone, campaign_count,
                user_name, user_email, balance, lead_list, clock, outcomes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        apiKeys = try database.cachedStatement(sql: "INSERT INTO api_keys (api_key, account_id) VALUES (?, ?)")
        assistants = try database.cachedStatement(
            sql: """
                INSERT INTO assistants
                (account_id, id, name, type, post_call_schema, mode, status, voice_id, language_id, timezone,
                initial_message, system_prompt, variables, webhook_url, is_webhook_active, phone_number_id,
                max_duration, record, uuid, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        phoneNumbers = try database.cachedStatement(
            sql: """
                INSERT INTO phone_numbers
                (account_id, id, phone_number, country_code, type, sms_capable, region, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
    }

    /// Inserts an account with its API keys, assistants and phone numbers.
    ///
    /// - Parameter position: the account's place in the order of all accounts.
    mutating func insert(_ account: Account, position: Int64, campaignCount: Int64) throws {
        let definition = account.definition
        let plan = definition.plan
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
            row.add(definition.user.name)
            row.add(definition.user.email)
            row.add(definition.balance)
            row.add(definition.leadList?.rawValue)
            row.add(definition.clock.map { JSONText.text($0.json()) })
            row.add(AccountTables.text(ofOutcomes: definition.outcomes))
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
                row.add(assistant.mode)
                row.add(assistant.status)
                row.add(assistant.voiceID)
                row.add(assistant.languageID)
                row.add(assistant.timezone)
                row.add(assistant.initialMessage)
                row.add(assistant.systemPrompt)
                row.add(text: assistant.variables.encoded())
                row.add(assistant.webhookURL)
                row.add(assistant.isWebhookActive)
                row.add(assistant.phoneNumberID)
                row.add(assistant.maxDuration)
                row.add(assistant.record)
                row.add(assistant.uuid)
                row.add(assistant.createdAt)
                row.add(assistant.updatedAt)
            }
        }
        for number in account.phoneNumbers {
            try phoneNumbers.run(in: database, with: &row) { row in
                row.add(account.id)
                row.add(number.id)
                row.add(number.phoneNumber)
                row.add(number.countryCode)
                row.add(number.type.rawValue)
                row.add(number.smsCapable)
                row.add(number.region)
                row.add(number.createdAt)
            }
        }
    }
}

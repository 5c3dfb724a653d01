internal import Base
internal import GRDB
internal import JSON

// Reads the accounts at the start, and after another program has changed the database.
extension AccountTables {
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
                SELECT id, name, timezone, plan, max_campaigns, max_calls_in_parallel, rate_limit, user_name,
                user_email, balance, lead_list, clock, outcomes FROM accounts ORDER BY position, id
                """)
        var accounts: [Account] = []
        while let row = try rows.next() {
            let id: Int64 = row[0]
            let name: String = row[1]
            var definition = AccountDefinition(
                name: name, plan: try plan(row, ofAccount: name), timezone: row[2], apiKeys: keys[id] ?? [],
                user: user(row, ofAccount: name), balance: row[9], assistants: assistants[id] ?? [],
                phoneNumbers: phoneNumbers[id] ?? [])
            if let list = row[10] as String? {
                guard let list = LeadList(rawValue: list) else {
                    throw StorageFailure.damaged("lead_list of the account \(name) is neither pages nor bare")
                }
                definition.leadList = list
            }
            if let clock = row[11] as String? { definition.clock = try ClockMode(column: clock, ofAccount: name) }
            if let outcomes = row[12] as String? {
                definition.outcomes = try self.outcomes(outcomes, ofAccount: name)
            }
            accounts.append(Account(id: id, definition: definition))
        }
        return accounts
    }

    /// Returns the simulation's time of each account that has one, by the account's name, in Unix seconds.
    static func fetchSimulatedUntil(from database: Database) throws -> [String: Int64] {
        var times: [String: Int64] = [:]
        let sql = "SELECT name, simulated_until FROM accounts WHERE simulated_until IS NOT NULL"
        try database.forEachRow(sql) { times[$0.text(0)] = $0.integer(1) }
        return times
    }

    private static func outcomes(_ text: String, ofAccount name: String) throws -> [OutcomeSetting] {
        do {
            return try OutcomeSetting.list(SeedReader(try JSONText.value(text)))
        } catch let error as SeedError {
            throw StorageFailure.damaged("the outcomes of the account \(name): \(error.message)")
        }
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
            database,
            sql: """
                SELECT account_id, id, name, type, post_call_schema, mode, status, voice_id, language_id, timezone,
                initial_message, system_prompt, variables, webhook_url, is_webhook_active, phone_number_id,
                max_duration, record, uuid, created_at, updated_at FROM assistants ORDER BY rowid
                """)
        while let row = try rows.next() {
            guard let type = Assistant.Direction(rawValue: row[3]) else {
                throw StorageFailure.damaged("assistant \(row[1] as Int64) is neither outbound nor inbound")
            }
            assistants[row[0], default: []].append(
                Assistant(
                    id: row[1], name: row[2], type: type, mode: row[5], status: row[6], voiceID: row[7],
                    languageID: row[8], timezone: row[9], initialMessage: row[10], systemPrompt: row[11],
                    variables: try variables(row[12]), webhookURL: row[13], isWebhookActive: row[14],
                    phoneNumberID: row[15], maxDuration: row[16], record: row[17], uuid: row[18], createdAt: row[19],
                    updatedAt: row[20], postCallSchema: try postCallSchema(row[4])))
        }
        return assistants
    }

    private static func fetchPhoneNumbers(from database: Database) throws -> [Int64: [PhoneNumber]] {
        var phoneNumbers: [Int64: [PhoneNumber]] = [:]
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT account_id, id, phone_number, country_code, type, sms_capable, region, created_at
                FROM phone_numbers ORDER BY rowid
                """)
        while let row = try rows.next() {
            guard let type = PhoneNumber.Kind(rawValue: row[4]) else {
                throw StorageFailure.damaged("phone number \(row[1] as Int64) has the unknown type \(row[4] as String)")
            }
            phoneNumbers[row[0], default: []].append(
                PhoneNumber(
                    id: row[1], phoneNumber: row[2], countryCode: row[3], type: type, smsCapable: row[5],
                    region: row[6], createdAt: row[7]))
        }
        return phoneNumbers
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

    /// Reads the user of a row. An account of the version before has no user, and gets the default one.
    private static func user(_ row: Row, ofAccount name: String) -> AccountUser? {
        guard let userName = row[7] as String?, let email = row[8] as String? else { return nil }
        return AccountUser(name: userName, email: email)
    }

    private static func variables(_ text: String) throws -> JSONValue {
        if text == "[]" { return .array([]) }
        let value = try JSONText.value(text)
        guard value.array != nil || value.object != nil else {
            throw StorageFailure.damaged("the variables of an assistant are neither an object nor a list: \(text)")
        }
        return value
    }

    private static func postCallSchema(_ text: String) throws -> [PostCallVariable] {
        if text == "[]" { return [] }
        do {
            return try PostCallVariable.list(SeedReader(try JSONText.value(text)))
        } catch let error as SeedError {
            throw StorageFailure.damaged("a post-call schema: \(error.message)")
        }
    }
}

extension ClockMode {
    fileprivate init(column text: String, ofAccount name: String) throws {
        do {
            try self.init(SeedReader(try JSONText.value(text)))
        } catch let error as SeedError {
            throw StorageFailure.damaged("the clock of the account \(name): \(error.message)")
        }
    }
}

internal import GRDB
internal import JSON

/// Reads and writes the rows of `campaigns`.
///
/// The caller opens the transaction.
enum CampaignTable {
    private static let columns = """
        id, account_id, name, assistant_id, timezone, max_calls_in_parallel, allowed_hours_start_time, \
        allowed_hours_end_time, allowed_days, max_retries, retry_interval, retry_on_voicemail, \
        retry_on_goal_incomplete, goal_completion_variable, mark_complete_when_no_leads, phone_number_ids, \
        status, created_at, updated_at
        """
    /// The columns that are read: ``columns`` and the number of calls, which is 0 in a new row.
    private static let readColumns = columns + ", calls_begun"
    /// The statement that inserts a row. Its parameters are in the order of ``columns``.
    static let insertion =
        "INSERT INTO campaigns (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

    /// Inserts rows with one prepared statement.
    struct Insertion {
        private let database: Database
        private let statement: Statement
        private var row = RowBinding()

        init(into database: Database, by statement: Statement) {
            self.database = database
            self.statement = statement
        }

        mutating func run(
            id: Int64, accountID: Int64, parameters: borrowing CampaignParameters, lists: borrowing CampaignLists,
            status: String, createdAt: Int64, updatedAt: Int64
        ) throws {
            try statement.run(in: database, with: &row) { row in
                row.add(id)
                row.add(accountID)
                row.add(parameters.name)
                row.add(parameters.assistantID)
                row.add(parameters.timezone)
                row.add(parameters.maxCallsInParallel)
                row.add(parameters.allowedHoursStartTime)
                row.add(parameters.allowedHoursEndTime)
                row.add(text: lists.allowedDays)
                row.add(parameters.maxRetries)
                row.add(parameters.retryInterval)
                row.add(parameters.retryOnVoicemail)
                row.add(parameters.retryOnGoalIncomplete)
                row.add(parameters.goalCompletionVariable)
                row.add(parameters.markCompleteWhenNoLeads)
                row.add(text: lists.phoneNumberIDs)
                row.add(status)
                row.add(createdAt)
                row.add(updatedAt)
            }
        }
    }

    static func fetch(_ filter: CampaignFilter, from database: Database) throws -> [Campaign] {
        var conditions = ["campaigns.id > ?"]
        var arguments: StatementArguments = [filter.afterID]
        for (column, value) in [
            ("accounts.name", filter.account), ("campaigns.name", filter.name), ("status", filter.status),
        ] {
            guard let value else { continue }
            conditions.append("\(column) = ?")
            arguments += [value]
        }
        if let beforeID = filter.beforeID {
            conditions.append("campaigns.id < ?")
            arguments += [beforeID]
        }
        // In SQLite a negative limit means no limit: <https://sqlite.org/lang_select.html#limitoffset>.
        arguments += [filter.limit ?? -1]
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT \(qualifiedColumns), accounts.name FROM campaigns JOIN accounts ON accounts.id = account_id
                WHERE \(conditions.joined(separator: " AND "))
                ORDER BY campaigns.id \(filter.beforeID == nil ? "" : "DESC") LIMIT ?
                """,
            arguments: arguments)
        var campaigns: [Campaign] = []
        while let row = try rows.next() { campaigns.append(try campaign(row)) }
        return campaigns
    }

    /// Returns the campaigns of the account with the id, in the order of their ids.
    ///
    /// - Parameter condition: an SQL condition, which has the account as its parameter 1; `nil` for all.
    static func fetch(
        ofAccount id: Int64, from database: Database, where condition: String? = nil
    ) throws -> [Campaign] {
        let name = try database.firstRow("SELECT name FROM accounts WHERE id = ?") { row in
            row.add(id)
        } _: { row in
            row.text(0)
        }
        guard let name else { return [] }
        var campaigns: [Campaign] = []
        var lists = StoredLists()
        let settledID = try CampaignIndex.settledID(in: database)
        let further = condition.map { "AND (\($0))" } ?? ""
        let sql = "SELECT \(readColumns) FROM campaigns WHERE id IN (\(CampaignIndex.ids)) \(further) ORDER BY id"
        try database.forEachRow(sql) { row in
            CampaignIndex.bind(account: id, settledID: settledID, to: &row)
        } _: { row in
            campaigns.append(try campaign(row, ofAccount: name, &lists))
        }
        return campaigns
    }

    /// Returns a campaign of the account; `nil` if it has none with the id.
    static func fetch(id: Int64, ofAccount account: Account, from database: Database) throws -> Campaign? {
        var lists = StoredLists()
        return try database.firstRow("SELECT \(readColumns) FROM campaigns WHERE id = ? AND account_id = ?") { row in
            row.add(id)
            row.add(account.id)
        } _: { row in
            try campaign(row, ofAccount: account.name, &lists)
        }
    }

    private static let qualifiedColumns = readColumns.split(separator: ", ").map { "campaigns.\($0)" }
        .joined(separator: ", ")

    static func highestID(in database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT max(id) FROM campaigns") ?? 0
    }

    static func count(ofAccount id: Int64, in database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT count(*) FROM campaigns WHERE account_id = ?", arguments: [id]) ?? 0
    }

    /// Returns the campaign's name, or an empty one if there is no campaign with the id.
    static func name(id: Int64, in database: Database) throws -> String {
        try database.firstRow("SELECT name FROM campaigns WHERE id = ?") { row in
            row.add(id)
        } _: { row in
            row.text(0)
        } ?? ""
    }

    /// Returns whether the account has a campaign with the id.
    static func exists(id: Int64, ofAccount account: Int64, in database: Database) throws -> Bool {
        try database.firstRow("SELECT 1 FROM campaigns WHERE id = ? AND account_id = ?") { row in
            row.add(id)
            row.add(account)
        } _: { _ in
            true
        } ?? false
    }

    /// Sets the number of calls that the campaign has begun.
    static func setCallsBegun(_ calls: Int64, ofCampaign id: Int64, in database: Database) throws {
        try database.run("UPDATE campaigns SET calls_begun = ? WHERE id = ?") { row in
            row.add(calls)
            row.add(id)
        }
    }

    /// Deletes the campaigns of an SQL condition, but not their leads.
    ///
    /// - Parameter arguments: the values of the condition's parameters.
    static func delete(_ condition: String, _ arguments: [Int64], from database: Database) throws {
        try database.run("DELETE FROM campaigns WHERE \(condition)") { row in
            for argument in arguments { row.add(argument) }
        }
    }

    /// Deletes all campaigns. A DELETE without WHERE frees whole pages instead of visiting each row:
    /// <https://sqlite.org/lang_delete.html#the_truncate_optimization>.
    static func deleteAll(from database: Database) throws {
        try database.execute(sql: "DELETE FROM campaigns")
    }

    /// The lists of the row before. Most campaigns of an account have the same lists, and reading them as JSON takes
    /// longer than the rest of the row.
    private struct StoredLists {
        private var lastDays: (text: String, list: [String]) = ("[]", [])
        private var lastPhoneNumberIDs: (text: String, list: [Int64]) = ("[]", [])

        mutating func days(_ text: String) throws -> [String] {
            if text != lastDays.text { lastDays = (text, try JSONText.strings(text)) }
            return lastDays.list
        }

        mutating func phoneNumberIDs(_ text: String) throws -> [Int64] {
            if text != lastPhoneNumberIDs.text { lastPhoneNumberIDs = (text, try JSONText.integers(text)) }
            return lastPhoneNumberIDs.list
        }
    }

    private static func campaign(
        _ row: RowColumns, ofAccount account: String, _ lists: inout StoredLists
    ) throws -> Campaign {
        Campaign(
            id: row.integer(0), account: account,
            parameters: CampaignParameters(
                name: row.text(2), assistantID: row.integer(3), timezone: row.text(4),
                maxCallsInParallel: row.integer(5), allowedHoursStartTime: row.text(6),
                allowedHoursEndTime: row.text(7), allowedDays: try lists.days(row.text(8)),
                maxRetries: row.integer(9), retryInterval: row.integer(10), retryOnVoicemail: row.boolean(11),
                retryOnGoalIncomplete: row.boolean(12), goalCompletionVariable: row.optionalText(13),
                markCompleteWhenNoLeads: row.boolean(14), phoneNumberIDs: try lists.phoneNumberIDs(row.text(15))),
            status: row.text(16), createdAt: row.integer(17), updatedAt: row.integer(18), callsBegun: row.integer(19))
    }

    private static func campaign(_ row: Row) throws -> Campaign {
        Campaign(
            id: row[0], account: row[20],
            parameters: CampaignParameters(
                name: (row[2] as StoredText).string, assistantID: row[3], timezone: row[4], maxCallsInParallel: row[5],
                allowedHoursStartTime: row[6], allowedHoursEndTime: row[7],
                allowedDays: try JSONText.strings(row[8]), maxRetries: row[9], retryInterval: row[10],
                retryOnVoicemail: row[11], retryOnGoalIncomplete: row[12],
                goalCompletionVariable: (row[13] as StoredText?)?.string,
                markCompleteWhenNoLeads: row[14], phoneNumberIDs: try JSONText.integers(row[15])),
            status: row[16], createdAt: row[17], updatedAt: row[18], callsBegun: row[19])
    }
}

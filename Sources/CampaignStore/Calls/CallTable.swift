internal import GRDB

/// Reads and writes the rows of `calls`. The caller opens the transaction.
enum CallTable {
    private static let names = [
        "id", "account_id", "campaign_id", "lead_id", "assistant_id", "type", "assistant_phone_number", "phone_number",
        "outcome", "attempt", "status", "began_at", "ends_at", "ended_at", "decides", "hidden", "variables",
        "transcript", "extracted_variables", "webhook_response",
    ]
    /// The columns that ``call(_:)`` reads. `accounts` must be joined.
    static let columns =
        names.map { $0 == "account_id" ? "accounts.name" : "calls.\($0)" }.joined(separator: ", ")
    /// The statement that inserts a row. Its parameters are those of ``bind(_:account:to:)``.
    static let insertion = """
        INSERT INTO calls (\(names.joined(separator: ", ")))
        VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
        """
    /// A condition of rows that no list leaves out: the calls of a deleted campaign wait for ``LeadCleaner``.
    static let hasCampaign = """
        (calls.campaign_id IS NULL OR EXISTS (SELECT 1 FROM campaigns WHERE campaigns.id = calls.campaign_id))
        """

    static func bind(_ call: borrowing CallRecord, account: Int64, to row: inout RowBinding) {
        row.add(call.id)
        row.add(account)
        row.add(call.campaignID)
        row.add(call.leadID)
        row.add(call.assistantID)
        row.add(call.type.rawValue)
        row.add(call.assistantPhoneNumber)
        row.add(call.phoneNumber)
        row.add(call.outcome.rawValue)
        row.add(call.attempt)
        row.add(call.status.rawValue)
        row.add(call.beganAt)
        row.add(call.endsAt)
        row.add(call.endedAt)
        row.add(call.decides)
        row.add(call.isHidden)
        row.add(optionalText: call.variables?.text)
        row.add(optionalText: call.transcript)
        row.add(optionalText: call.extractedVariables)
        row.add(optionalText: call.webhookResponse)
    }

    /// Reads a row of ``columns``.
    ///
    /// - Throws: ``StorageFailure/damaged(_:)`` if another program has stored an unknown type, outcome or status.
    static func call(_ row: RowColumns) throws -> CallRecord {
        CallRecord(
            id: row.integer(0), account: row.text(1), campaignID: row.optionalInteger(2),
            leadID: row.optionalInteger(3), assistantID: row.integer(4), type: try value(row, 5, "type"),
            assistantPhoneNumber: row.optionalText(6), phoneNumber: row.text(7), outcome: try value(row, 8, "outcome"),
            attempt: row.integer(9), status: try value(row, 10, "status"), beganAt: row.integer(11),
            endsAt: row.integer(12), endedAt: row.optionalInteger(13), decides: row.boolean(14),
            isHidden: row.boolean(15), variables: row.optionalBytes(16).map(LeadVariables.init(text:)),
            transcript: row.optionalBytes(17), extractedVariables: row.optionalBytes(18),
            webhookResponse: row.optionalBytes(19))
    }

    private static func value<Value: RawRepresentable<String>>(
        _ row: RowColumns, _ index: Int32, _ name: String
    ) throws -> Value {
        let text = row.text(index)
        guard let value = Value(rawValue: text) else {
            throw StorageFailure.damaged("a call has the unknown \(name) \(text)")
        }
        return value
    }

    // MARK: Reading

    /// Returns the rows that match the filter, in the order of their ids.
    static func fetch(_ filter: CallRowFilter = CallRowFilter(), from database: Database) throws -> [CallRecord] {
        let conditions = CallConditions(filter)
        let pages = filter.beforeID == nil ? "calls.id > ?" : "calls.id > ? AND calls.id < ?"
        var calls: [CallRecord] = []
        try database.forEachRow(
            """
            SELECT \(columns) FROM calls CROSS JOIN accounts ON accounts.id = calls.account_id
            WHERE \(conditions.text) AND \(pages)
            ORDER BY calls.id \(filter.beforeID == nil ? "" : "DESC") LIMIT ?
            """
        ) { row in
            conditions.bind(to: &row)
            row.add(filter.afterID)
            if let beforeID = filter.beforeID { row.add(beforeID) }
            // In SQLite a negative limit means no limit: <https://sqlite.org/lang_select.html#limitoffset>.
            row.add(Int64(filter.limit ?? -1))
        } _: { row in
            calls.append(try call(row))
        }
        return calls
    }

    /// Counts the rows that match the filter, whatever its page.
    ///
    /// - Parameter step: the length of the spans in which they are counted, in seconds; `nil` for one span.
    static func count(_ filter: CallRowFilter, step: Int64?, in database: Database) throws -> CallCounts {
        let conditions = CallConditions(filter)
        let span = step.map { "calls.began_at - calls.began_at % \($0)" } ?? "0"
        var counts = CallCounts()
        try database.forEachRow(
            """
            SELECT \(span), calls.outcome, calls.ended_at IS NULL, count(*)
            FROM calls CROSS JOIN accounts ON accounts.id = calls.account_id
            WHERE \(conditions.text) GROUP BY 1, 2, 3 ORDER BY 1
            """
        ) { row in
            conditions.bind(to: &row)
        } _: { row in
            let outcome: OutcomeName? = row.boolean(2) ? nil : try value(row, 1, "outcome")
            counts.add(row.integer(3), of: outcome, beganAt: step == nil ? nil : row.integer(0))
        }
        return counts
    }

    /// Returns the account's calls that go on, in the order of their ids.
    static func fetchGoingOn(ofAccount account: Int64, from database: Database) throws -> [CallRecord] {
        var calls: [CallRecord] = []
        try database.forEachRow(
            """
            SELECT \(columns) FROM calls CROSS JOIN accounts ON accounts.id = calls.account_id
            WHERE calls.account_id = ? AND calls.ended_at IS NULL AND \(hasCampaign) ORDER BY calls.id
            """
        ) { row in
            row.add(account)
        } _: { row in
            calls.append(try call(row))
        }
        return calls
    }

    // MARK: Changing

    /// Deletes the calls of a lead and of its secondary contacts.
    static func delete(ofLead id: Int64, from database: Database) throws {
        try database.run(
            """
            DELETE FROM calls WHERE lead_id IN (SELECT id FROM leads WHERE primary_id = ?1 UNION ALL SELECT ?1)
            """
        ) { $0.add(id) }
    }

    /// Deletes some calls of a campaign.
    ///
    /// - Returns: the number of deleted calls. It is less than `limit` if none is left.
    static func deleteSome(ofCampaign id: Int64, limit: Int64, from database: Database) throws -> Int64 {
        try database.run(
            "DELETE FROM calls WHERE id IN (SELECT id FROM calls WHERE campaign_id = ? LIMIT ?)"
        ) { row in
            row.add(id)
            row.add(limit)
        }
        return Int64(database.changesCount)
    }

    /// Deletes the calls of an account that have no campaign.
    static func deleteWithoutCampaign(ofAccount id: Int64, from database: Database) throws {
        try database.run("DELETE FROM calls WHERE account_id = ? AND campaign_id IS NULL") { $0.add(id) }
    }

    /// Deletes the calls without a campaign whose account no longer exists.
    static func deleteOrphans(from database: Database) throws {
        try database.execute(
            sql: "DELETE FROM calls WHERE campaign_id IS NULL AND account_id NOT IN (SELECT id FROM accounts)")
    }

    /// Lets the calls that go on to a contact, and to those behind it in its lead, decide nothing (calling.md, §4).
    static func undecide(callsTo contact: Lead, in database: Database) throws {
        try database.run(
            """
            UPDATE calls SET decides = 0 WHERE ended_at IS NULL AND lead_id IN (
                SELECT id FROM leads WHERE primary_id = ?1 AND id > ?2 UNION ALL SELECT ?2)
            """
        ) { row in
            row.add(contact.primaryID ?? contact.id)
            row.add(contact.id)
        }
    }
}

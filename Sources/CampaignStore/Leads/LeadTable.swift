internal import GRDB

/// Reads and writes the rows of `leads`.
///
/// The caller opens the transaction. Methods that change rows do not change the counts; see ``LeadCounts``.
enum LeadTable {
    private static let names = [
        "id", "campaign_id", "primary_id", "phone_number", "variables", "status", "call_tries", "created_at",
        "updated_at",
    ]
    /// The columns that ``lead(_:)`` reads, qualified because some queries join other tables.
    static let columns = (names + ["due_at"]).map { "leads.\($0)" }.joined(separator: ", ")
    /// The statement that inserts a row of a new lead, which has no due time. Its parameters are those of
    /// ``bind(_:to:)``.
    static let insertion =
        "INSERT INTO leads (\(names.joined(separator: ", "))) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    /// The statement that inserts a row of any lead. Its last parameter is the due time.
    static let insertionWithDueTime =
        "INSERT INTO leads (\(names.joined(separator: ", ")), due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

    /// Reads a row of ``columns``.
    ///
    /// - Throws: ``StorageFailure/damaged(_:)`` if another program has stored an unknown status.
    static func lead(_ row: RowColumns) throws -> Lead {
        Lead(
            id: row.integer(0), campaignID: row.integer(1), primaryID: row.optionalInteger(2),
            phoneNumber: row.text(3), variables: LeadVariables(text: row.bytes(4)), status: try status(row, 5),
            callTries: row.integer(6), createdAt: row.integer(7), updatedAt: row.integer(8),
            dueAt: row.optionalInteger(9))
    }

    static func status(_ row: RowColumns, _ index: Int32) throws -> LeadStatus {
        let text = row.text(index)
        guard let status = LeadStatus(rawValue: text) else {
            throw StorageFailure.damaged("a lead has the unknown status \(text)")
        }
        return status
    }

    private static func bind(_ lead: borrowing Lead, to row: inout RowBinding) {
        row.add(lead.id)
        row.add(lead.campaignID)
        row.add(lead.primaryID)
        row.add(lead.phoneNumber)
        row.add(text: lead.variables.text)
        row.add(lead.status.rawValue)
        row.add(lead.callTries)
        row.add(lead.createdAt)
        row.add(lead.updatedAt)
    }

    // MARK: Reading

    /// Returns the rows that match the filter, in the order of their ids. Rows of deleted campaigns are left out.
    static func fetch(_ filter: LeadRowFilter = LeadRowFilter(), from database: Database) throws -> [Lead] {
        var conditions = ["leads.id > ?"]
        var arguments: [String] = []
        for (condition, value) in [
            ("accounts.name = ?", filter.account), ("leads.status = ?", filter.status?.rawValue),
        ] {
            guard let value else { continue }
            conditions.append(condition)
            arguments.append(value)
        }
        if filter.campaignID != nil { conditions.append("leads.campaign_id = ?") }
        if filter.beforeID != nil { conditions.append("leads.id < ?") }
        var leads: [Lead] = []
        // The rows are read in the order of the ids, so that a page needs no sorting.
        try database.forEachRow(
            """
            SELECT \(columns) FROM leads NOT INDEXED
            CROSS JOIN campaigns ON campaigns.id = leads.campaign_id
            CROSS JOIN accounts ON accounts.id = campaigns.account_id
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY leads.id \(filter.beforeID == nil ? "" : "DESC") LIMIT ?
            """
        ) { row in
            row.add(filter.afterID)
            for argument in arguments { row.add(argument) }
            if let campaign = filter.campaignID { row.add(campaign) }
            if let beforeID = filter.beforeID { row.add(beforeID) }
            // In SQLite a negative limit means no limit: <https://sqlite.org/lang_select.html#limitoffset>.
            row.add(Int64(filter.limit ?? -1))
        } _: { row in
            leads.append(try lead(row))
        }
        return leads
    }

    /// Returns the lead or contact if its campaign belongs to the account.
    static func fetch(id: Int64, ofAccount account: Int64, from database: Database) throws -> Lead? {
        try database.firstRow(
            """
            SELECT \(columns) FROM leads JOIN campaigns ON campaigns.id = leads.campaign_id
            WHERE leads.id = ? AND campaigns.account_id = ?
            """
        ) { row in
            row.add(id)
            row.add(account)
        } _: { row in
            try lead(row)
        }
    }

    /// Returns the lead or contact with the id, whatever its campaign.
    static func fetch(id: Int64, from database: Database) throws -> Lead? {
        try database.firstRow("SELECT \(columns) FROM leads WHERE id = ?") { row in
            row.add(id)
        } _: { row in
            try lead(row)
        }
    }

    /// Returns the secondary contacts of a lead, in the order of their ids.
    static func contacts(ofLead id: Int64, in database: Database) throws -> [Lead] {
        var contacts: [Lead] = []
        try database.forEachRow("SELECT \(columns) FROM leads WHERE primary_id = ? ORDER BY id") { row in
            row.add(id)
        } _: { row in
            contacts.append(try lead(row))
        }
        return contacts
    }

    static func highestID(in database: Database) throws -> Int64 {
        try database.firstRow("SELECT max(id) FROM leads") { $0.integer(0) } ?? 0
    }

    // MARK: Changing

    /// Inserts a row by a prepared statement of ``insertion``.
    static func insert(
        _ lead: borrowing Lead, by statement: Statement, with row: inout RowBinding, into database: Database
    ) throws {
        try statement.run(in: database, with: &row) { bind(lead, to: &$0) }
    }

    /// Inserts a row by a prepared statement of ``insertionWithDueTime``.
    static func insertWithDueTime(
        _ lead: borrowing Lead, by statement: Statement, with row: inout RowBinding, into database: Database
    ) throws {
        try statement.run(in: database, with: &row) { row in
            bind(lead, to: &row)
            row.add(lead.dueAt)
        }
    }

    /// Replaces all columns of a row except its id, its primary lead and its creation. A new status clears `due_at`.
    static func update(_ lead: Lead, to changed: Lead, in database: Database) throws {
        let due = lead.status == changed.status ? "due_at" : "NULL"
        try database.run(
            """
            UPDATE leads SET campaign_id = ?, phone_number = ?, variables = ?, status = ?, call_tries = ?,
            updated_at = ?, due_at = \(due) WHERE id = ?
            """
        ) { row in
            row.add(changed.campaignID)
            row.add(changed.phoneNumber)
            row.add(text: changed.variables.text)
            row.add(changed.status.rawValue)
            row.add(changed.callTries)
            row.add(changed.updatedAt)
            row.add(lead.id)
        }
    }

    static func moveContacts(ofLead id: Int64, toCampaign campaign: Int64, in database: Database) throws {
        try database.run("UPDATE leads SET campaign_id = ? WHERE primary_id = ?") { row in
            row.add(campaign)
            row.add(id)
        }
    }

    /// Gives the contacts behind a contact in its lead the status of new ones. Most have it already and do not change.
    ///
    /// - Parameter now: the time of the change of those whose status changes, in Unix seconds.
    static func setBackContacts(behind contact: Lead, at now: Int64, in database: Database) throws {
        try database.run(
            """
            UPDATE leads SET updated_at = CASE status WHEN ?1 THEN updated_at ELSE ?2 END, status = ?1, call_tries = 0,
            due_at = NULL WHERE primary_id = ?3 AND id > ?4 AND (status <> ?1 OR call_tries <> 0)
            """
        ) { row in
            row.add(LeadStatus.initial.rawValue)
            row.add(now)
            row.add(contact.primaryID ?? contact.id)
            row.add(contact.id)
        }
    }

    /// Deletes a row, and those of its secondary contacts and of their calls.
    static func delete(id: Int64, from database: Database) throws {
        try CallTable.delete(ofLead: id, from: database)
        try database.run("DELETE FROM leads WHERE primary_id = ?") { $0.add(id) }
        try database.run("DELETE FROM leads WHERE id = ?") { $0.add(id) }
    }

    /// Notes that the campaigns of an SQL condition are deleted, except those without leads and calls. ``LeadCleaner``
    /// deletes their leads and calls later.
    ///
    /// - Parameter arguments: the values of the condition's parameters.
    static func noteDeletion(ofCampaigns condition: String, _ arguments: [Int64], in database: Database) throws {
        try database.run(
            """
            INSERT OR IGNORE INTO deleted_campaigns SELECT id FROM campaigns WHERE (\(condition)) AND (EXISTS (
                SELECT 1 FROM leads WHERE campaign_id = campaigns.id AND primary_id IS NULL)
            OR EXISTS (SELECT 1 FROM calls WHERE campaign_id = campaigns.id))
            """
        ) { row in
            for argument in arguments { row.add(argument) }
        }
    }

    /// Deletes all leads. A DELETE without WHERE frees whole pages instead of visiting each row.
    static func deleteAll(from database: Database) throws {
        for table in ["leads", "lead_counts", "deleted_campaigns"] {
            try database.execute(sql: "DELETE FROM \(table)")
        }
        try Counter.countedLeadID.set(0, in: database)
        try Counter.hasForeignLeadChanges.set(0, in: database)
    }
}

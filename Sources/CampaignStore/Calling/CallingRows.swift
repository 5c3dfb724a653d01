internal import GRDB

/// What the simulation of an account needs, read from one snapshot.
package struct CallingRows: Sendable, Equatable {
    /// A lead or secondary contact, without what only clients see.
    package struct Contact: Sendable, Equatable {
        package var id: Int64
        package var campaignID: Int64
        /// The lead of a secondary contact; `nil` for a lead.
        package var primaryID: Int64?
        package var phoneNumber: String
        package var status: LeadStatus
        package var callTries: Int64
        /// In Unix seconds; `nil` unless the contact waits.
        package var dueAt: Int64?

        package init(
            id: Int64, campaignID: Int64, primaryID: Int64? = nil, phoneNumber: String, status: LeadStatus,
            callTries: Int64 = 0, dueAt: Int64? = nil
        ) {
            self.id = id
            self.campaignID = campaignID
            self.primaryID = primaryID
            self.phoneNumber = phoneNumber
            self.status = status
            self.callTries = callTries
            self.dueAt = dueAt
        }
    }

    /// The simulation's time, in Unix seconds; `nil` for an account without a past.
    package var simulatedUntil: Int64?
    /// The id of the next call of the database.
    package var nextCallID: Int64
    /// The campaigns in progress and those with calls going on, in the order of their ids.
    package var campaigns: [Campaign]
    /// The leads that can still be called of the campaigns in progress, and those to whom calls go on, all with their
    /// secondary contacts; in the order of their ids.
    package var contacts: [Contact]
    /// The calls that go on, in the order of their ids.
    package var calls: [CallRecord]

    /// Reads the rows of an account. The caller opens the transaction.
    init(ofAccount account: Int64, in database: Database) throws {
        simulatedUntil =
            try database.firstRow("SELECT simulated_until FROM accounts WHERE id = ?") { row in
                row.add(account)
            } _: { row in
                row.optionalInteger(0)
            } ?? nil
        nextCallID = try CallSequence.nextID(in: database)
        calls = try CallTable.fetchGoingOn(ofAccount: account, from: database)
        campaigns = try CampaignTable.fetch(
            ofAccount: account, from: database,
            where: """
                status = '\(CampaignStatus.inProgress.rawValue)' OR id IN (
                    SELECT campaign_id FROM calls WHERE calls.account_id = ?1 AND ended_at IS NULL)
                """)
        contacts = []
        for campaign in campaigns where campaign.status == CampaignStatus.inProgress.rawValue {
            try ContactRows.appendCallable(inCampaign: campaign.id, to: &contacts, in: database)
        }
        let known = Set(calls.isEmpty ? [] : contacts.map(\.id))
        var leads: Set<Int64> = []
        for call in calls {
            guard let id = call.leadID, !known.contains(id), let lead = try LeadTable.fetch(id: id, from: database)
            else { continue }
            leads.insert(lead.primaryID ?? id)
        }
        for lead in leads { try ContactRows.append(lead: lead, to: &contacts, in: database) }
        if zip(contacts, contacts.dropFirst()).contains(where: { $0.id > $1.id }) {
            contacts.sort { $0.id < $1.id }
        }
    }
}

/// Reads the rows of leads as ``CallingRows/Contact``.
enum ContactRows {
    private static func columns(of table: String) -> String {
        ["id", "campaign_id", "primary_id", "phone_number", "status", "call_tries", "due_at"]
            .map { "\(table).\($0)" }.joined(separator: ", ")
    }

    private static let callable =
        LeadStatus.allCases.filter(\.isCallable).map { "'\($0.rawValue)'" }.joined(separator: ", ")

    /// A condition on a lead: it can be called, or one of its contacts may have the turn.
    private static let mayBeCalled = """
        leads.campaign_id = ? AND leads.primary_id IS NULL AND (leads.status IN (\(callable))
        OR leads.status = '\(LeadStatus.reachedMaxRetries.rawValue)'
            AND EXISTS (SELECT 1 FROM leads AS other WHERE other.primary_id = leads.id))
        """

    /// Appends the leads of a campaign that can still be called, and their secondary contacts.
    static func appendCallable(
        inCampaign id: Int64, to contacts: inout [CallingRows.Contact], in database: Database
    ) throws {
        for sql in [
            "SELECT \(columns(of: "leads")) FROM leads WHERE \(mayBeCalled)",
            """
            SELECT \(columns(of: "contact")) FROM leads CROSS JOIN leads AS contact ON contact.primary_id = leads.id
            WHERE \(mayBeCalled)
            """,
        ] {
            try database.forEachRow(sql) { row in
                row.add(id)
            } _: { row in
                contacts.append(try contact(row))
            }
        }
    }

    /// Appends a lead and its secondary contacts.
    static func append(lead id: Int64, to contacts: inout [CallingRows.Contact], in database: Database) throws {
        let sql = "SELECT \(columns(of: "leads")) FROM leads WHERE id = ?1 OR primary_id = ?1 ORDER BY id"
        try database.forEachRow(sql) { row in
            row.add(id)
        } _: { row in
            contacts.append(try contact(row))
        }
    }

    private static func contact(_ row: RowColumns) throws -> CallingRows.Contact {
        CallingRows.Contact(
            id: row.integer(0), campaignID: row.integer(1), primaryID: row.optionalInteger(2),
            phoneNumber: row.text(3), status: try LeadTable.status(row, 4), callTries: row.integer(5),
            dueAt: row.optionalInteger(6))
    }
}

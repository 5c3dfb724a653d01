internal import GRDB

/// The statements that store what a simulation has done, prepared once, with a binding whose memory they share.
///
/// A class, so that the batches of a connection share it. Only code inside the database's writer uses it.
final class CallingStatements {
    private let insertion: Statement
    private let end: Statement
    private let findContact: Statement
    private let updateContact: Statement
    private let isCallable: Statement
    private var row = RowBinding()

    init(_ database: Database) throws {
        insertion = try database.makeStatement(sql: CallTable.insertion)
        end = try database.makeStatement(
            sql: """
                UPDATE calls SET ended_at = ?, status = CASE outcome \(Self.statuses) END
                WHERE id = ? AND ended_at IS NULL
                """)
        findContact = try database.makeStatement(
            sql: "SELECT campaign_id, primary_id, status, created_at FROM leads WHERE id = ?")
        updateContact = try database.makeStatement(
            sql: """
                UPDATE leads SET status = ?, call_tries = ?, due_at = ?, updated_at = coalesce(?, updated_at)
                WHERE id = ?
                """)
        isCallable = try database.makeStatement(sql: "SELECT \(LeadCounts.isCallable) FROM leads WHERE id = ?")
    }

    private static let statuses = OutcomeName.allCases
        .map { "WHEN '\($0.rawValue)' THEN '\($0.callStatus.rawValue)'" }.joined(separator: " ")

    func insert(_ call: borrowing CallRecord, account: Int64, into database: Database) throws {
        try insertion.run(in: database, with: &row) { CallTable.bind(call, account: account, to: &$0) }
    }

    func endCall(id: Int64, at time: Int64, in database: Database) throws {
        try end.run(in: database, with: &row) { row in
            row.add(time)
            row.add(id)
        }
    }

    /// Changes a contact, and adds what that changes of the counts. A contact that is gone stays so.
    ///
    /// - Parameter countedID: the leads above it have no counts.
    func update(
        _ change: CallingChanges.ContactChange, countedThrough countedID: Int64, _ counts: inout LeadCountChanges,
        in database: Database
    ) throws {
        let found = try findContact.first(in: database, with: &row) { row in
            row.add(change.id)
        } _: { row in
            (
                lead: CountedLead(
                    id: change.id, campaignID: row.integer(0), status: try LeadTable.status(row, 2),
                    createdAt: row.integer(3)),
                primaryID: row.optionalInteger(1)
            )
        }
        guard let found else { return }
        guard found.primaryID ?? change.id <= countedID else { return try write(change, in: database) }
        if let primaryID = found.primaryID {
            let before = try isCallable(lead: primaryID, in: database)
            try write(change, in: database)
            let after = try isCallable(lead: primaryID, in: database)
            guard before != after, let primary = try LeadTable.fetch(id: primaryID, from: database) else { return }
            counts.add(CountedLead(primary), count: 0, callable: after ? 1 : -1)
        } else {
            var lead = found.lead
            let before = try isCallable(lead, in: database)
            try write(change, in: database)
            counts.add(lead, count: -1, callable: before ? -1 : 0)
            lead.status = change.status
            counts.add(lead, count: 1, callable: try isCallable(lead, in: database) ? 1 : 0)
        }
    }

    private func write(_ change: CallingChanges.ContactChange, in database: Database) throws {
        try updateContact.run(in: database, with: &row) { row in
            row.add(change.status.rawValue)
            row.add(change.tries)
            row.add(change.dueAt)
            row.add(change.changedAt)
            row.add(change.id)
        }
    }

    /// Whether a contact of the stored lead can still be called. Only a lead that has used up its retries must be read.
    private func isCallable(_ lead: CountedLead, in database: Database) throws -> Bool {
        guard lead.status == .reachedMaxRetries else { return lead.status.isCallable }
        return try isCallable(lead: lead.id, in: database)
    }

    private func isCallable(lead id: Int64, in database: Database) throws -> Bool {
        try isCallable.first(in: database, with: &row) { row in
            row.add(id)
        } _: { row in
            row.boolean(0)
        } ?? false
    }
}

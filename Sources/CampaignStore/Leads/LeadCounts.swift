internal import GRDB

/// The number of leads of each campaign by block of ids, status and day of creation, in the table `lead_counts`.
///
/// A list needs the number of all matching leads and the place of its page among them. With 100,000 leads in a campaign,
/// reading an index entry for each takes longer than a list may take. The counts have one row for each
/// ``idsInBlock`` ids, so a list reads a hundred rows of them, and then the leads of the blocks of its page.
///
/// The table lags behind the leads: it includes those up to ``Counter/countedLeadID``, the counted id. The leads above
/// are counted from their rows. Therefore the creation of a lead does not write the table, except each
/// ``mostUncounted`` ids. A change of a lead up to the counted id changes the table at once.
///
/// Secondary contacts are not counted. `callable` is the number of leads of which a contact can still be called.
///
/// Triggers mark the changes of other programs (``Schema``). With such a mark, readers count from the rows, and the
/// writer's next transaction counts all leads.
enum LeadCounts {
    /// The number of ids after which the table is brought up to date.
    static let mostUncounted: Int64 = 1024
    private static let bitsOfBlock: Int64 = 10
    static let idsInBlock: Int64 = 1 << bitsOfBlock
    private static let secondsInDay: Int64 = 86_400

    static func block(ofLead id: Int64) -> Int64 { id >> bitsOfBlock }

    /// The ids of a block.
    static func ids(ofBlock block: Int64) -> ClosedRange<Int64> {
        let first = block << bitsOfBlock
        return first...(first | (idsInBlock - 1))
    }

    /// Returns the day of a Unix time, counted from 1970-01-01.
    static func day(of time: Int64) -> Int64 {
        let (day, second) = time.quotientAndRemainder(dividingBy: secondsInDay)
        return second < 0 ? day - 1 : day
    }

    /// Returns the day that begins at the time; `nil` if none does.
    static func day(beginningAt time: Int64) -> Int64? {
        time.isMultiple(of: secondsInDay) ? time / secondsInDay : nil
    }

    // MARK: Which contacts can be called

    /// The statuses with which a contact can still be called, as an SQL list.
    private static let callableStatuses =
        LeadStatus.allCases.filter(\.isCallable).map { "'\($0.rawValue)'" }.joined(separator: ", ")

    /// An SQL expression: 1 if a contact of the lead can still be called, else 0.
    ///
    /// The turn is that of the first contact, the lead itself before its secondary contacts, whose retries are not used
    /// up (life.md, chapter 2).
    static let isCallable = """
        CASE WHEN leads.status IN (\(callableStatuses)) THEN 1
        WHEN leads.status <> '\(LeadStatus.reachedMaxRetries.rawValue)' THEN 0
        ELSE coalesce((
            SELECT contact.status IN (\(callableStatuses)) FROM leads AS contact
            WHERE contact.primary_id = leads.id AND contact.status <> '\(LeadStatus.reachedMaxRetries.rawValue)'
            ORDER BY contact.id LIMIT 1), 0) END
        """

    /// Returns whether a lead of the campaign can still be called.
    static func hasCallableLead(inCampaign id: Int64, countedThrough countedID: Int64, in database: Database) throws
        -> Bool
    {
        try database.firstRow(
            """
            SELECT EXISTS (SELECT 1 FROM lead_counts WHERE campaign_id = ?1 AND callable > 0)
            OR EXISTS (
                SELECT 1 FROM leads NOT INDEXED
                WHERE id > ?2 AND campaign_id = ?1 AND primary_id IS NULL AND \(isCallable))
            """
        ) { row in
            row.add(id)
            row.add(countedID)
        } _: { row in
            row.boolean(0)
        } ?? false
    }

    // MARK: Counting

    /// Returns the number of leads. Those of deleted campaigns are not among them.
    static func total(in database: Database) throws -> Int64 {
        let isCounted = try Counter.hasForeignLeadChanges.value(in: database) == 0
        let countedID = isCounted ? try Counter.countedLeadID.value(in: database) : 0
        return try database.firstRow(
            """
            SELECT (
                SELECT coalesce(sum(count), 0) FROM lead_counts
                WHERE ?1 AND campaign_id NOT IN (SELECT campaign_id FROM deleted_campaigns))
            + (
                SELECT count(*) FROM leads NOT INDEXED
                WHERE id > ?2 AND primary_id IS NULL
                AND campaign_id NOT IN (SELECT campaign_id FROM deleted_campaigns))
            """
        ) { row in
            row.add(Int64(isCounted ? 1 : 0))
            row.add(countedID)
        } _: { row in
            row.integer(0)
        } ?? 0
    }

    /// Returns the number of leads of some campaigns by status. A campaign without leads is absent.
    static func byStatus(ofCampaigns ids: [Int64], in database: Database) throws -> [Int64: [LeadStatus: Int64]] {
        let isCounted = try Counter.hasForeignLeadChanges.value(in: database) == 0
        let countedID = isCounted ? try Counter.countedLeadID.value(in: database) : 0
        var counts: [Int64: [LeadStatus: Int64]] = [:]
        try database.forEachRow(
            """
            WITH wanted AS MATERIALIZED (SELECT value AS id FROM json_each(?1))
            SELECT campaign_id, status, sum(count) FROM (
                SELECT campaign_id, status, count FROM lead_counts
                WHERE ?2 AND campaign_id IN (SELECT id FROM wanted)
                UNION ALL
                SELECT campaign_id, status, 1 FROM leads NOT INDEXED
                WHERE leads.id > ?3 AND primary_id IS NULL AND campaign_id IN (SELECT id FROM wanted)
            ) GROUP BY 1, 2
            """
        ) { row in
            row.add("[\(ids.map(String.init).joined(separator: ","))]")
            row.add(Int64(isCounted ? 1 : 0))
            row.add(countedID)
        } _: { row in
            let count = row.integer(2)
            if count > 0 { counts[row.integer(0), default: [:]][try LeadTable.status(row, 1)] = count }
        }
        return counts
    }

    /// Counts the leads above the counted id, through another id.
    static func count(after countedID: Int64, through lastID: Int64, in database: Database) throws {
        try database.run(countStatement) { row in
            row.add(countedID)
            row.add(lastID)
        }
        try Counter.countedLeadID.set(lastID, in: database)
    }

    /// Counts all leads from their rows, after the changes of another program.
    static func countAll(through lastID: Int64, in database: Database) throws {
        try database.execute(sql: "DELETE FROM lead_counts")
        try count(after: .min, through: lastID, in: database)
        try Counter.hasForeignLeadChanges.set(0, in: database)
    }

    private static let countStatement = """
        INSERT INTO lead_counts (campaign_id, block, status, day, count, callable)
        SELECT campaign_id, id >> \(bitsOfBlock), status, \(dayOfCreation), count(*), sum(\(isCallable))
        FROM leads NOT INDEXED WHERE id > ? AND id <= ? AND primary_id IS NULL GROUP BY 1, 2, 3, 4
        ON CONFLICT DO UPDATE SET count = count + excluded.count, callable = callable + excluded.callable
        """

    /// ``day(of:)`` as an SQL expression. SQLite rounds a quotient towards zero.
    private static let dayOfCreation = """
        (leads.created_at / \(secondsInDay) - (leads.created_at % \(secondsInDay) < 0))
        """

    /// Adds to the count of a counted lead's kind, or subtracts from it.
    ///
    /// - Parameters:
    ///   - lead: a lead up to the counted id.
    ///   - count: the change of the number of leads of its kind.
    ///   - callable: the change of the number of those of which a contact can still be called.
    static func add(_ lead: CountedLead, count: Int64, callable: Int64, in database: Database) throws {
        func bindKind(_ row: inout RowBinding) {
            row.add(lead.campaignID)
            row.add(block(ofLead: lead.id))
            row.add(lead.status.rawValue)
            row.add(day(of: lead.createdAt))
        }
        try database.run(
            """
            INSERT INTO lead_counts (campaign_id, block, status, day, count, callable) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET count = count + excluded.count, callable = callable + excluded.callable
            """
        ) { row in
            bindKind(&row)
            row.add(count)
            row.add(callable)
        }
        guard count < 0 else { return }
        try database.run(
            "DELETE FROM lead_counts WHERE campaign_id = ? AND block = ? AND status = ? AND day = ? AND count = 0",
            bindKind)
    }

    /// Returns whether a contact of the lead can still be called.
    static func isCallable(leadWithID id: Int64, in database: Database) throws -> Bool {
        try database.firstRow("SELECT \(isCallable) FROM leads WHERE id = ?") { row in
            row.add(id)
        } _: { row in
            row.boolean(0)
        } ?? false
    }
}

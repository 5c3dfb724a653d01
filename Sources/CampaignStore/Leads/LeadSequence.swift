internal import GRDB

/// The writer's numbers about leads, as a part of ``DatabaseContents``.
struct LeadSequence: Sendable {
    /// Greater than the ids of all leads and contacts. No id is left when it reaches ``Campaign/highestID``.
    private(set) var nextID: Int64
    /// `lead_counts` includes the leads up to this id; see ``LeadCounts``.
    private(set) var countedID: Int64
    /// Whether `deleted_campaigns` may have rows. See ``LeadCleaner``.
    var hasDeletedCampaigns: Bool
    /// The campaign of the last new lead, so that the next lead of the same campaign need not look it up.
    private var lastCampaign: CampaignOfLead?

    init(of database: Database) throws {
        nextID = try Self.nextID(in: database)
        // Another program may have stored a negative id, and subtracting that could overflow.
        countedID = max(0, try Counter.countedLeadID.value(in: database))
        hasDeletedCampaigns =
            try database.firstRow("SELECT EXISTS (SELECT 1 FROM deleted_campaigns)") {
                $0.boolean(0)
            } ?? false
    }

    /// Reads the id of the next lead from the rows.
    static func nextID(in database: Database) throws -> Int64 {
        let highest = try LeadTable.highestID(in: database)
        return max(1, try Counter.nextLeadID.value(in: database), highest == .max ? .max : highest + 1)
    }

    /// Takes successive ids for a lead and its contacts.
    ///
    /// - Returns: the first id; `nil` if too few ids are left.
    mutating func takeIDs(_ count: Int64) -> Int64? {
        let (end, overflows) = nextID.addingReportingOverflow(count)
        guard !overflows, end <= Campaign.highestID else { return nil }
        defer { nextID = end }
        return nextID
    }

    /// Continues the sequence of the contents before, from which another program may have deleted the last leads.
    mutating func continueSequence(of before: LeadSequence, in database: Database) throws {
        guard before.nextID > nextID, before.nextID < Campaign.highestID else { return }
        nextID = before.nextID
        try storeNextID(in: database)
    }

    /// Sets the next id. All ids in use must be less.
    mutating func restart(at id: Int64, in database: Database) throws {
        nextID = id
        try storeNextID(in: database)
    }

    /// Stores the next id. Call this in each transaction that deletes leads: their rows no longer show it.
    func storeNextID(in database: Database) throws { try Counter.nextLeadID.set(nextID, in: database) }

    // MARK: Campaigns

    /// Returns the campaign with the id; `nil` if there is none.
    mutating func campaign(id: Int64, _ statements: LeadStatements, in database: Database) throws -> CampaignOfLead? {
        if let lastCampaign, lastCampaign.id == id { return lastCampaign }
        guard let campaign = try statements.campaign(id: id, in: database) else { return nil }
        lastCampaign = campaign
        return campaign
    }

    /// Call this in each transaction that deletes campaigns.
    mutating func forgetCampaign() { lastCampaign = nil }

    // MARK: Counts

    /// Notes that all leads are deleted.
    mutating func noteDeletion() {
        forgetCampaign()
        countedID = 0
        hasDeletedCampaigns = false
    }

    /// Counts new leads if there are enough.
    mutating func countIfMany(in database: Database) throws {
        guard nextID - 1 - countedID >= LeadCounts.mostUncounted else { return }
        try LeadCounts.count(after: countedID, through: nextID - 1, in: database)
        countedID = nextID - 1
    }

    /// Counts all leads, after a change that has replaced them.
    mutating func countAll(in database: Database) throws {
        let lastID = max(nextID - 1, try LeadTable.highestID(in: database))
        try LeadCounts.countAll(through: lastID, in: database)
        countedID = lastID
    }

    /// Counts all leads if another program has changed them. First deletes the rows that have lost their campaign or
    /// their lead.
    mutating func countIfChangedByOthers(in database: Database) throws {
        guard try Counter.hasForeignLeadChanges.value(in: database) != 0 else { return }
        try database.execute(
            sql: """
                DELETE FROM leads WHERE campaign_id NOT IN (
                    SELECT id FROM campaigns UNION ALL SELECT campaign_id FROM deleted_campaigns)
                OR primary_id IS NOT NULL AND primary_id NOT IN (SELECT id FROM leads)
                """)
        try storeNextID(in: database)
        try countAll(in: database)
    }
}

internal import GRDB

/// Finds the leads of a list in one snapshot of the database.
///
/// The counts of blocks (``LeadCounts``) say where a page begins, so a list reads only the blocks of its page. There are
/// no counts by phone number, none of a part of a day, and wrong ones after the changes of another program. Such lists
/// look at an index entry of each lead.
struct LeadSearch {
    private let filter: LeadFilter
    private let database: Database
    private let countedID: Int64
    private let settledCampaignID: Int64

    init(_ filter: LeadFilter, in database: Database) throws {
        self.filter = filter
        self.database = database
        countedID = max(0, try Counter.countedLeadID.value(in: database))
        settledCampaignID = try CampaignIndex.settledID(in: database)
    }

    /// - Parameters:
    ///   - offset: the number of leads on earlier pages, at least 0.
    ///   - limit: the maximum number of leads to return, at least 0.
    func page(offset: Int64, limit: Int64) throws -> LeadPage {
        guard try hasCampaign() else { return LeadPage(leads: [], total: 0) }
        let days = try countedDays()
        return try days.map { try countedPage($0, offset: offset, limit: limit) }
            ?? visitedPage(offset: offset, limit: limit)
    }

    /// Whether the campaign of the filter belongs to the account; `true` if the filter has no campaign.
    private func hasCampaign() throws -> Bool {
        guard let campaign = filter.campaignID else { return true }
        return try CampaignTable.exists(id: campaign, ofAccount: filter.accountID, in: database)
    }

    // MARK: With counts

    private typealias Days = (first: Int64?, end: Int64?)

    /// A range of ids and the number of matching leads in it.
    private struct Segment {
        let ids: ClosedRange<Int64>
        let count: Int64
    }

    /// Returns the days of the filter; `nil` if the counts cannot be used.
    private func countedDays() throws -> Days? {
        guard filter.phoneNumber == nil, try Counter.hasForeignLeadChanges.value(in: database) == 0 else { return nil }
        var days: Days = (nil, nil)
        if let time = filter.createdFrom {
            guard let day = LeadCounts.day(beginningAt: time) else { return nil }
            days.first = day
        }
        if let time = filter.createdBefore {
            guard let day = LeadCounts.day(beginningAt: time) else { return nil }
            days.end = day
        }
        return days
    }

    private func countedPage(_ days: Days, offset: Int64, limit: Int64) throws -> LeadPage {
        let segments = try segments(days)
        var leads: [Lead] = []
        var (skipped, left) = (offset, limit)
        for segment in segments {
            guard left > 0 else { break }
            guard skipped < segment.count else {
                skipped -= segment.count
                continue
            }
            let before = leads.count
            try fetch(segment.ids, offset: skipped, limit: left, into: &leads)
            left -= Int64(leads.count - before)
            skipped = 0
        }
        return LeadPage(leads: try listed(leads), total: segments.reduce(0) { $0 + $1.count })
    }

    /// Returns the blocks that have matching leads, in order, and behind them the leads that are not counted yet.
    private func segments(_ days: Days) throws -> [Segment] {
        var conditions = [filter.campaignID == nil ? "campaign_id IN (\(CampaignIndex.ids))" : "campaign_id = ?"]
        if filter.status != nil { conditions.append("status = ?") }
        if days.first != nil { conditions.append("day >= ?") }
        if days.end != nil { conditions.append("day < ?") }
        var segments: [Segment] = []
        try database.forEachRow(
            """
            SELECT block, sum(count) FROM lead_counts WHERE \(conditions.joined(separator: " AND "))
            GROUP BY block ORDER BY block
            """
        ) { row in
            bindCampaigns(&row)
            if let status = filter.status { row.add(status.rawValue) }
            if let day = days.first { row.add(day) }
            if let day = days.end { row.add(day) }
        } _: { row in
            let ids = LeadCounts.ids(ofBlock: row.integer(0))
            // The last block may have leads that are not counted yet.
            if ids.lowerBound <= countedID {
                segments.append(
                    Segment(ids: ids.lowerBound...min(ids.upperBound, countedID), count: row.integer(1)))
            }
        }
        guard countedID < .max else { return segments }
        let rest = (countedID + 1)...Int64.max
        let count = try database.firstRow(
            "SELECT count(*) FROM leads NOT INDEXED WHERE \(rowConditions(on: rest))", bindConditions(rest)
        ) { $0.integer(0) }
        if let count, count > 0 { segments.append(Segment(ids: rest, count: count)) }
        return segments
    }

    private func fetch(_ ids: ClosedRange<Int64>, offset: Int64, limit: Int64, into leads: inout [Lead]) throws {
        let bind = bindConditions(ids)
        try database.forEachRow(
            """
            SELECT \(LeadTable.columns) FROM leads NOT INDEXED WHERE \(rowConditions(on: ids))
            ORDER BY leads.id LIMIT ? OFFSET ?
            """
        ) { row in
            bind(&row)
            row.add(limit)
            row.add(offset)
        } _: { row in
            leads.append(try LeadTable.lead(row))
        }
    }

    /// The filter's conditions on a lead whose id is in a range.
    private func rowConditions(on ids: ClosedRange<Int64>) -> String {
        var conditions = ["leads.id BETWEEN ? AND ?", "leads.primary_id IS NULL"]
        conditions += ownConditions
        // The campaign is looked up for each lead that fulfils the other conditions.
        conditions.append(
            filter.campaignID == nil
                ? "(SELECT account_id FROM campaigns WHERE campaigns.id = leads.campaign_id) = ?"
                : "leads.campaign_id = ?")
        return conditions.joined(separator: " AND ")
    }

    private func bindConditions(_ ids: ClosedRange<Int64>) -> (inout RowBinding) -> Void {
        { row in
            row.add(ids.lowerBound)
            row.add(ids.upperBound)
            bindOwnConditions(&row)
            row.add(filter.campaignID ?? filter.accountID)
        }
    }

    // MARK: Without counts

    private func visitedPage(offset: Int64, limit: Int64) throws -> LeadPage {
        var conditions = [
            filter.campaignID == nil ? "leads.campaign_id IN (\(CampaignIndex.ids))" : "leads.campaign_id = ?",
            "leads.primary_id IS NULL",
        ]
        conditions += ownConditions
        if filter.phoneNumber != nil { conditions.append("instr(leads.phone_number, ?) > 0") }
        var ids: [Int64] = []
        try database.forEachRow(
            """
            SELECT leads.id FROM leads INDEXED BY leads_by_number WHERE \(conditions.joined(separator: " AND "))
            """
        ) { row in
            bindCampaigns(&row)
            bindOwnConditions(&row)
            if let phoneNumber = filter.phoneNumber { row.add(phoneNumber) }
        } _: { row in
            ids.append(row.integer(0))
        }
        ids.sort()
        let page = ids.dropFirst(Int(clamping: offset)).prefix(Int(clamping: limit))
        let leads = try page.compactMap { try LeadTable.fetch(id: $0, from: database) }
        return LeadPage(leads: try listed(leads), total: Int64(ids.count))
    }

    // MARK: Both

    /// Binds the filter's campaign, or the account for ``CampaignIndex/ids``.
    private func bindCampaigns(_ row: inout RowBinding) {
        if let campaign = filter.campaignID {
            row.add(campaign)
        } else {
            CampaignIndex.bind(account: filter.accountID, settledID: settledCampaignID, to: &row)
        }
    }

    private var ownConditions: [String] {
        var conditions: [String] = []
        if filter.status != nil { conditions.append("leads.status = ?") }
        if filter.createdFrom != nil { conditions.append("leads.created_at >= ?") }
        if filter.createdBefore != nil { conditions.append("leads.created_at < ?") }
        return conditions
    }

    private func bindOwnConditions(_ row: inout RowBinding) {
        if let status = filter.status { row.add(status.rawValue) }
        if let time = filter.createdFrom { row.add(time) }
        if let time = filter.createdBefore { row.add(time) }
    }

    /// Adds the names of the campaigns and the secondary contacts.
    private func listed(_ leads: [Lead]) throws -> [ListedLead] {
        var names: [Int64: String] = [:]
        return try leads.map { lead in
            let name = try names[lead.campaignID] ?? CampaignTable.name(id: lead.campaignID, in: database)
            names[lead.campaignID] = name
            return ListedLead(
                lead: lead, campaignName: name, contacts: try LeadTable.contacts(ofLead: lead.id, in: database))
        }
    }
}

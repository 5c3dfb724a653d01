internal import GRDB

/// Finds the calls of a list in one snapshot of the database.
///
/// A list counts its calls in the index of their campaigns. Only a filter that needs more than that reads the rows.
struct CallSearch {
    private let filter: CallFilter
    private let database: Database

    init(_ filter: CallFilter, in database: Database) {
        self.filter = filter
        self.database = database
    }

    /// - Parameters:
    ///   - offset: the number of calls on earlier pages, at least 0.
    ///   - limit: the maximum number of calls to return, at least 0.
    func page(offset: Int64, limit: Int64) throws -> CallPage {
        var ids: [Int64] = []
        if let campaign = filter.campaignID {
            guard try CampaignTable.exists(id: campaign, ofAccount: filter.accountID, in: database) else {
                return CallPage(calls: [], total: 0)
            }
            try addIDs("campaign_id = ?", to: &ids) { $0.add(campaign) }
        } else {
            let settledID = try CampaignIndex.settledID(in: database)
            try addIDs("campaign_id IN (\(CampaignIndex.ids))", to: &ids) { row in
                CampaignIndex.bind(account: filter.accountID, settledID: settledID, to: &row)
            }
            try addIDs("campaign_id IS NULL AND account_id = ?", to: &ids) { $0.add(filter.accountID) }
        }
        ids.sort()
        let page = ids.dropFirst(Int(clamping: offset)).prefix(Int(clamping: limit))
        return CallPage(
            calls: try page.compactMap { try Self.call(id: $0, ofAccount: filter.accountID, from: database) },
            total: Int64(ids.count))
    }

    private func addIDs(
        _ condition: String, to ids: inout [Int64], _ bind: (inout RowBinding) -> Void
    ) throws {
        let conditions = [condition, "hidden = 0"] + ownConditions
        try database.forEachRow("SELECT id FROM calls WHERE \(conditions.joined(separator: " AND "))") { row in
            bind(&row)
            bindOwnConditions(&row)
        } _: { row in
            ids.append(row.integer(0))
        }
    }

    private var ownConditions: [String] {
        var conditions: [String] = []
        if filter.status != nil { conditions.append("status = ?") }
        if filter.type != nil { conditions.append("type = ?") }
        if filter.phoneNumber != nil { conditions.append("instr(phone_number, ?) > 0") }
        if filter.assistantID != nil { conditions.append("assistant_id = ?") }
        if filter.beganFrom != nil { conditions.append("began_at >= ?") }
        if filter.beganBefore != nil { conditions.append("began_at < ?") }
        return conditions
    }

    private func bindOwnConditions(_ row: inout RowBinding) {
        if let status = filter.status { row.add(status.rawValue) }
        if let type = filter.type { row.add(type.rawValue) }
        if let phoneNumber = filter.phoneNumber { row.add(phoneNumber) }
        if let assistant = filter.assistantID { row.add(assistant) }
        if let time = filter.beganFrom { row.add(time) }
        if let time = filter.beganBefore { row.add(time) }
    }

    /// Returns the call with the id; `nil` if the account has none, or none that is visible.
    static func call(id: Int64, ofAccount account: Int64, from database: Database) throws -> ListedCall? {
        try database.firstRow(
            """
            SELECT \(CallTable.columns), campaigns.name, campaigns.goal_completion_variable, leads.variables
            FROM calls CROSS JOIN accounts ON accounts.id = calls.account_id
            LEFT JOIN campaigns ON campaigns.id = calls.campaign_id LEFT JOIN leads ON leads.id = calls.lead_id
            WHERE calls.id = ? AND calls.account_id = ? AND calls.hidden = 0
            AND (calls.campaign_id IS NULL OR campaigns.id IS NOT NULL)
            """
        ) { row in
            row.add(id)
            row.add(account)
        } _: { row in
            let call = try CallTable.call(row)
            return ListedCall(
                call: call, campaignName: row.optionalText(20), goalVariable: row.optionalText(21),
                variables: call.variables ?? row.optionalBytes(22).map(LeadVariables.init(text:)) ?? .none)
        }
    }
}

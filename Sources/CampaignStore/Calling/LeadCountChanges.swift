internal import GRDB

/// Changes of the counts of leads (``LeadCounts``), summed up, so that a batch writes each count once.
struct LeadCountChanges {
    private struct Kind: Hashable {
        let campaignID: Int64
        let block: Int64
        let status: LeadStatus
        let day: Int64
    }

    private var changes: [Kind: (count: Int64, callable: Int64)] = [:]

    /// - Parameters:
    ///   - lead: a primary lead up to the counted id.
    ///   - count: the change of the number of leads like it.
    ///   - callable: the change of the number of those of which a contact can still be called.
    mutating func add(_ lead: CountedLead, count: Int64, callable: Int64) {
        let kind = Kind(
            campaignID: lead.campaignID, block: LeadCounts.block(ofLead: lead.id), status: lead.status,
            day: LeadCounts.day(of: lead.createdAt))
        let sum = changes[kind] ?? (0, 0)
        changes[kind] = (sum.count + count, sum.callable + callable)
    }

    /// Writes the sums.
    func store(in database: Database) throws {
        for (kind, change) in changes where change != (0, 0) {
            try LeadCounts.add(
                CountedLead(
                    id: LeadCounts.ids(ofBlock: kind.block).lowerBound, campaignID: kind.campaignID,
                    status: kind.status, createdAt: kind.day * 86_400),
                count: change.count, callable: change.callable, in: database)
        }
    }
}

/// What decides about the counts to which a lead belongs.
struct CountedLead {
    let id: Int64
    let campaignID: Int64
    var status: LeadStatus
    /// In Unix seconds.
    let createdAt: Int64

    init(id: Int64, campaignID: Int64, status: LeadStatus, createdAt: Int64) {
        self.id = id
        self.campaignID = campaignID
        self.status = status
        self.createdAt = createdAt
    }

    init(_ lead: Lead) {
        self.init(id: lead.id, campaignID: lead.campaignID, status: lead.status, createdAt: lead.createdAt)
    }
}

internal import GRDB

/// The statements that create a lead, prepared once, with a binding whose memory they share.
///
/// A class, so that the batches of a connection share it. Only code inside the database's writer uses it.
final class LeadStatements {
    private let findCampaign: Statement
    private let findDuplicate: Statement
    private let insertion: Statement
    private var row = RowBinding()

    init(_ database: Database) throws {
        findCampaign = try database.makeStatement(sql: "SELECT account_id, name FROM campaigns WHERE id = ?")
        findDuplicate = try database.makeStatement(
            sql: "SELECT 1 FROM leads WHERE campaign_id = ? AND phone_number = ? AND primary_id IS NULL")
        insertion = try database.makeStatement(sql: LeadTable.insertion)
    }

    /// Returns the campaign with the id; `nil` if there is none.
    func campaign(id: Int64, in database: Database) throws -> CampaignOfLead? {
        try findCampaign.first(in: database, with: &row) { row in
            row.add(id)
        } _: { row in
            CampaignOfLead(id: id, accountID: row.integer(0), name: row.text(1))
        }
    }

    /// Returns whether the campaign has a lead with the phone number.
    func hasLead(inCampaign id: Int64, phoneNumber: String, in database: Database) throws -> Bool {
        try findDuplicate.first(in: database, with: &row) { row in
            row.add(id)
            row.add(phoneNumber)
        } _: { _ in
            true
        } ?? false
    }

    func insert(_ lead: borrowing Lead, into database: Database) throws {
        try LeadTable.insert(lead, by: insertion, with: &row, into: database)
    }
}

/// What the creation of a lead needs to know of its campaign.
struct CampaignOfLead: Sendable {
    let id: Int64
    let accountID: Int64
    let name: String
}

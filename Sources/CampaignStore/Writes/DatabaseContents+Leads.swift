internal import GRDB

extension DatabaseContents {
    /// Inserts the leads of a state document, of which no row may be stored.
    ///
    /// - Parameters:
    ///   - leads: leads and contacts of stored campaigns, with ids that are unique and less than `nextID`.
    ///   - nextID: the id of the next lead or contact.
    mutating func insert(_ leads: [Lead], nextLeadID nextID: Int64, into database: Database) throws {
        try LeadTable.insert(leads, into: database)
        try self.leads.restart(at: nextID, in: database)
        try self.leads.countAll(in: database)
    }
}

extension Store {
    /// Returns one page of an account's leads, in the order of their ids.
    ///
    /// - Parameters:
    ///   - offset: the number of leads on earlier pages, at least 0.
    ///   - limit: the maximum number of leads to return, at least 0.
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func leads(_ filter: LeadFilter, offset: Int64, limit: Int64) async throws(StorageFailure) -> LeadPage {
        try await read { try LeadSearch(filter, in: $0).page(offset: offset, limit: limit) }
    }

    /// Returns all leads that match the filter, in the order of their ids.
    ///
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func allLeads(_ filter: LeadFilter) async throws(StorageFailure) -> [ListedLead] {
        try await leads(filter, offset: 0, limit: .max).leads
    }

    /// Returns the number of leads of all accounts, without secondary contacts.
    ///
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func leadCount() async throws(StorageFailure) -> Int {
        try await read { Int(try LeadCounts.total(in: $0)) }
    }

    /// Returns the number of leads of some campaigns by status, without secondary contacts.
    ///
    /// - Parameter ids: the ids of the campaigns. A campaign without leads is absent from the result.
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func leadCounts(
        ofCampaigns ids: [Int64]
    ) async throws(StorageFailure) -> [Int64: [LeadStatus: Int64]] {
        guard !ids.isEmpty else { return [:] }
        return try await read { try LeadCounts.byStatus(ofCampaigns: ids, in: $0) }
    }

    /// Returns the rows that match the filter, leads and secondary contacts alike, in the order of the filter.
    ///
    /// - Throws: ``StorageFailure`` if the database cannot be read.
    package func leadRows(matching filter: LeadRowFilter = LeadRowFilter()) async throws(StorageFailure) -> [Lead] {
        try await read { try LeadTable.fetch(filter, from: $0) }
    }
}

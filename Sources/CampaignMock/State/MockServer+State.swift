import CampaignStore
import MockControl

extension MockServer {
    /// The whole state as one JSON document: plans, accounts, campaigns and leads. A seed has the same format.
    ///
    /// - Throws: ``MockError`` when the database cannot be read.
    public var state: [UInt8] {
        get async throws(MockError) {
            try await reading { () async throws(StorageFailure) in try await store.state() }.encoded()
        }
    }

    /// Replaces the whole state by a document such as ``state`` or a seed.
    ///
    /// - Throws: ``MockError`` with the place of a mistake in the document; nothing has changed then.
    public func replaceState(by document: [UInt8]) async throws(MockError) {
        let state: State
        do throws(SeedMistake) {
            state = try SeedDocument.state(document, named: "the state")
        } catch {
            throw MockError(error.message)
        }
        try await steering { () async throws(ControlRefusal) -> Void in try await control.replaceState(by: state) }
    }

    /// All campaigns of all accounts, by their ids.
    ///
    /// - Throws: ``MockError`` when the database cannot be read.
    public var campaigns: [MockCampaign] {
        get async throws(MockError) { try await campaigns(ofAccount: nil) }
    }

    /// The campaigns that match, by their ids.
    ///
    ///     let drafts = try await mock.campaigns(ofAccount: "mine", status: "draft")
    ///
    /// - Parameters:
    ///   - account: The name of the account; `nil` for all. An account that does not exist has no campaigns.
    ///   - name: The whole name of the campaign.
    ///   - status: The status of the campaign.
    /// - Throws: ``MockError`` when the database cannot be read.
    public func campaigns(
        ofAccount account: String?, name: String? = nil, status: String? = nil
    ) async throws(MockError) -> [MockCampaign] {
        let filter = CampaignFilter(account: account, name: name, status: status)
        return try await reading { () async throws(StorageFailure) in
            try await store.campaigns(matching: filter).map(MockCampaign.init)
        }
    }

    /// All leads and secondary contacts of all accounts, by their ids.
    ///
    /// - Throws: ``MockError`` when the database cannot be read.
    public var leads: [MockLead] {
        get async throws(MockError) { try await leads(ofAccount: nil) }
    }

    /// The leads and secondary contacts that match, by their ids.
    ///
    /// - Parameters:
    ///   - account: The name of the account; `nil` for all. An account that does not exist has no leads.
    ///   - campaignID: The id of the campaign.
    ///   - status: The status of the lead.
    /// - Throws: ``MockError`` when the database cannot be read.
    public func leads(
        ofAccount account: String?, campaignID: Int? = nil, status: MockLead.Status? = nil
    ) async throws(MockError) -> [MockLead] {
        let filter = LeadRowFilter(
            account: account, status: status?.stored, campaignID: campaignID.map { Int64($0) })
        return try await reading { () async throws(StorageFailure) in
            try await store.leadRows(matching: filter).map(MockLead.init)
        }
    }
}

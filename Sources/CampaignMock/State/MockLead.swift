import CampaignStore
import JSON

/// A lead or a secondary contact with every stored field.
public struct MockLead: Sendable, Equatable {
    /// The status of a lead or a secondary contact.
    public enum Status: String, Sendable, CaseIterable {
        /// New, or put back into the queue.
        case created
        /// Its call has a time.
        case scheduled
        /// It is being called.
        case processing
        /// No further call.
        case completed
        /// Its next attempt has a time.
        case rescheduled
        /// No attempt is left.
        case reachedMaxRetries = "reached-max-retries"
        /// It must not be called.
        case blacklisted
    }

    /// At least 1. Leads and contacts of all accounts share one sequence.
    public let id: Int
    /// The id of its campaign.
    public let campaignID: Int
    /// The id of the lead to which this secondary contact belongs; `nil` for a lead.
    public let primaryID: Int?
    /// The number without blanks and punctuation: `+15550100123`.
    public let phoneNumber: String
    /// The variables as the API shows them: an object, or a list; an empty list for none.
    public let variables: MockJSON
    /// Its status.
    public let status: Status
    /// The number of calls since it was last ``Status/created``.
    public let callTries: Int
    /// When it was made, by its account's clock.
    public let createdAt: MockTime
    /// When it last changed, by its account's clock.
    public let updatedAt: MockTime
}

extension MockLead {
    init(_ lead: Lead) {
        id = Int(lead.id)
        campaignID = Int(lead.campaignID)
        primaryID = lead.primaryID.map { Int($0) }
        phoneNumber = lead.phoneNumber
        // The store holds what the API wrote. Another program may have written no JSON, which then shows as text.
        let json = try? JSONReader.read(lead.variables.text.span, maximumDepth: JSONReader.documentDepth)
        variables = json.map(MockJSON.init) ?? .string(String(decoding: lead.variables.text, as: UTF8.self))
        status = Status(lead.status)
        callTries = Int(lead.callTries)
        createdAt = MockTime(unixSeconds: lead.createdAt)
        updatedAt = MockTime(unixSeconds: lead.updatedAt)
    }
}

extension MockLead.Status {
    init(_ status: LeadStatus) {
        self =
            switch status {
            case .created: .created
            case .scheduled: .scheduled
            case .processing: .processing
            case .completed: .completed
            case .rescheduled: .rescheduled
            case .reachedMaxRetries: .reachedMaxRetries
            case .blacklisted: .blacklisted
            }
    }

    var stored: LeadStatus {
        switch self {
        case .created: .created
        case .scheduled: .scheduled
        case .processing: .processing
        case .completed: .completed
        case .rescheduled: .rescheduled
        case .reachedMaxRetries: .reachedMaxRetries
        case .blacklisted: .blacklisted
        }
    }
}

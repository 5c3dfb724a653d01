/// The variables of a lead as JSON text, in the form that the API shows: `[]`, `[…]` or `{…}`.
///
/// The store does not read the text. It returns the bytes that it got.
package struct LeadVariables: Sendable, Equatable {
    /// JSON in UTF-8.
    package let text: [UInt8]

    /// - Parameter text: JSON in UTF-8.
    package init(text: [UInt8]) {
        self.text = text
    }

    package static let none = LeadVariables(text: Array("[]".utf8))
}

/// A stored lead or a secondary contact of one.
package struct Lead: Sendable, Equatable {
    /// At least 1. Leads and contacts of all accounts share one sequence, and no id is reused before a reset.
    package var id: Int64
    package var campaignID: Int64
    /// The lead to which this secondary contact belongs; `nil` for a lead.
    package var primaryID: Int64?
    package var phoneNumber: String
    package var variables: LeadVariables
    package var status: LeadStatus
    /// The number of calls since the contact was last `created`.
    package var callTries: Int64
    /// In Unix seconds.
    package var createdAt: Int64
    /// In Unix seconds.
    package var updatedAt: Int64
    /// From when on the contact may be called, in Unix seconds; `nil` unless it waits for a call.
    package var dueAt: Int64?

    package init(
        id: Int64, campaignID: Int64, primaryID: Int64? = nil, phoneNumber: String,
        variables: LeadVariables = .none, status: LeadStatus = .initial, callTries: Int64 = 0, createdAt: Int64,
        updatedAt: Int64, dueAt: Int64? = nil
    ) {
        self.id = id
        self.campaignID = campaignID
        self.primaryID = primaryID
        self.phoneNumber = phoneNumber
        self.variables = variables
        self.status = status
        self.callTries = callTries
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.dueAt = dueAt
    }
}

/// A lead as a list shows it, with its campaign's name and its secondary contacts.
package struct ListedLead: Sendable, Equatable {
    package var lead: Lead
    package var campaignName: String
    /// In the order of their ids.
    package var contacts: [Lead]

    package init(lead: Lead, campaignName: String, contacts: [Lead] = []) {
        self.lead = lead
        self.campaignName = campaignName
        self.contacts = contacts
    }
}

/// One page of a list of leads.
package struct LeadPage: Sendable, Equatable {
    /// In the order of their ids.
    package var leads: [ListedLead]
    /// The number of leads of all pages.
    package var total: Int64

    package init(leads: [ListedLead], total: Int64) {
        self.leads = leads
        self.total = total
    }
}

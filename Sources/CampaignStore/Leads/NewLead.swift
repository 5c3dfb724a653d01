/// A lead to create, with its secondary contacts.
///
/// A class, because the operation's closure and the endpoint share it.
package final class NewLead: Sendable {
    /// A secondary contact to create.
    package struct Contact: Sendable, Equatable {
        /// The cleaned number; `nil` if the request's number is not a phone number.
        package let phoneNumber: String?
        package let variables: LeadVariables

        package init(phoneNumber: String?, variables: LeadVariables = .none) {
            self.phoneNumber = phoneNumber
            self.variables = variables
        }
    }

    package let campaignID: Int64
    /// The cleaned number; `nil` if the request's number is not a phone number.
    package let phoneNumber: String?
    package let variables: LeadVariables
    /// Whether the campaign may already have a lead with the number.
    package let allowsDuplicate: Bool
    package let contacts: [Contact]
    /// In Unix seconds. The caller supplies the time, because the store reads no clock.
    package let createdAt: Int64

    package init(
        campaignID: Int64, phoneNumber: String?, variables: LeadVariables = .none, allowsDuplicate: Bool = false,
        contacts: [Contact] = [], createdAt: Int64
    ) {
        self.campaignID = campaignID
        self.phoneNumber = phoneNumber
        self.variables = variables
        self.allowsDuplicate = allowsDuplicate
        self.contacts = contacts
        self.createdAt = createdAt
    }

    /// The same lead, created in another second.
    package func created(at second: Int64) -> NewLead {
        NewLead(
            campaignID: campaignID, phoneNumber: phoneNumber, variables: variables, allowsDuplicate: allowsDuplicate,
            contacts: contacts, createdAt: second)
    }

    var hasValidNumbers: Bool { phoneNumber != nil && contacts.allSatisfy { $0.phoneNumber != nil } }
}

/// The outcome of the creation of a lead. The checks are in the order of these cases.
package enum CreateLeadOutcome: Sendable, Equatable {
    /// The contacts have the ids after `firstID`, in their order.
    case created(firstID: Int64, campaignName: String)
    /// The account has no campaign with the id.
    case campaignNotFound
    /// The number of the lead or of one of its contacts is not a phone number.
    case invalidPhoneNumber
    /// The campaign has a lead with the number, and the new lead does not allow duplicates.
    case alreadyExists
}

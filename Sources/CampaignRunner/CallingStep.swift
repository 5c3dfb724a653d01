import Calling
package import CampaignStore

/// What the calls of an account have changed in one step, and what follows from it. It is committed.
package struct CallingStep: Sendable {
    package enum Change: Sendable {
        case callBegan(CallRecord)
        case callEnded(CallRecord)
        /// - Parameters:
        ///   - dueAt: in Unix seconds; `nil` unless the contact waits.
        ///   - second: in Unix seconds.
        case contact(
            id: Int64, campaignID: Int64, status: LeadStatus, callTries: Int64, dueAt: Int64?, second: Int64)
        /// - Parameter second: in Unix seconds.
        case campaign(id: Int64, status: CampaignStatus, second: Int64)
    }

    /// What a request has deleted with its calls.
    package enum Deletion: Sendable {
        case campaign(id: Int64)
        /// A lead with its secondary contacts, or one secondary contact.
        case lead(id: Int64)
    }

    package let account: Account
    /// In the order in which they have happened.
    package internal(set) var changes: [Change] = []
    /// The posts for the receivers of webhooks, in their order.
    package internal(set) var posts: [DuePost] = []

    package let deletion: Deletion?

    init(account: Account, deletion: Deletion? = nil) {
        self.account = account
        self.deletion = deletion
    }
}

extension CallingStep.Deletion {
    init?(by command: Command) {
        switch command {
        case .deleteCampaign(let id): self = .campaign(id: id)
        case .deleteContact(let id): self = .lead(id: id)
        default: return nil
        }
    }

    /// Whether a call is deleted that is to be posted.
    package func takes(_ post: DuePost) -> Bool {
        switch self {
        case .campaign(let id): post.listed.call.campaignID == id
        case .lead(let id): post.lead?.id == id || post.lead?.primaryID == id
        }
    }
}

/// What a call has that neither the campaign nor the outcomes of the account decide.
package struct CallDetails: Sendable {
    /// Those of a call without a lead.
    package var variables: LeadVariables?
    /// As JSON; see ``CallRecord/transcript``.
    package var transcript: [UInt8]?
    /// As JSON; see ``CallRecord/extractedVariables``.
    package var extractedVariables: [UInt8]?

    package init(
        variables: LeadVariables? = nil, transcript: [UInt8]? = nil, extractedVariables: [UInt8]? = nil
    ) {
        self.variables = variables
        self.transcript = transcript
        self.extractedVariables = extractedVariables
    }
}

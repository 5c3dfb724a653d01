/// A campaign to create, with its JSON lists written in advance, so that the transaction is short.
///
/// A class, because a draft is large and should not be copied.
package final class NewCampaign: Sendable {
    package let draft: CampaignDraft
    let lists: CampaignLists

    package init(_ draft: consuming CampaignDraft) {
        lists = CampaignLists(draft.parameters)
        self.draft = draft
    }
}

/// The outcome of a create.
package enum CreateOutcome: Sendable, Equatable {
    case created(id: Int64)
    /// The account already has as many campaigns as its plan allows. This check precedes that of the assistant.
    case planLimitReached
    /// The account has no assistant with the id, or the assistant is inbound.
    case assistantNotFound
}

extension WriteBatch {
    /// Checks the plan and the assistant, and inserts the campaign.
    ///
    /// - Parameter account: the account in the directory with which the draft was validated.
    /// - Throws: ``WriteRefusal`` if no id is left, or an SQLite error.
    package mutating func create(_ campaign: NewCampaign, of account: Account) throws -> CreateOutcome {
        let count = try contents.counts.count(ofAccount: account.id, in: database)
        guard count < account.plan.maximumCampaigns else { return .planLimitReached }
        guard account.assistantType(id: campaign.draft.parameters.assistantID) == .outbound else {
            return .assistantNotFound
        }
        guard let id = contents.takeCampaignID() else { throw WriteRefusal.failed(.idsExhausted("campaigns")) }
        try insert(campaign, id: id, of: account)
        try contents.counts.add(id: id, ofAccount: account.id, in: database)
        return .created(id: id)
    }
}

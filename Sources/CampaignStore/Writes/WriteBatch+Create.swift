/// A campaign to be created, as far as it can be put together before the writer is taken, which others wait for.
///
/// A reference, because a draft is large.
package final class NewCampaign: Sendable {
    package let draft: CampaignDraft
    let lists: CampaignLists

    package init(_ draft: consuming CampaignDraft) {
        lists = CampaignLists(draft.parameters)
        self.draft = draft
    }
}

/// What has become of a create.
package enum CreateOutcome: Sendable, Equatable {
    case created(id: Int64)
    /// The account's campaigns already number its plan's maximum. Wins over ``assistantNotFound``.
    case planLimitReached
    /// No assistant of this account has the id, or an inbound one has.
    case assistantNotFound
}

extension WriteBatch {
    /// Inserts the campaign, or says why not.
    ///
    /// - Parameter account: of the directory that the draft was validated with.
    /// - Throws: ``WriteRefusal`` when no id is left; otherwise what SQLite throws.
    package mutating func create(_ campaign: NewCampaign, of account: Account) throws -> CreateOutcome {
        let count = try contents.counts.count(ofAccount: account.id, in: database)
        guard count < account.plan.maximumCampaigns else { return .planLimitReached }
        guard account.assistant(id: campaign.draft.parameters.assistantID)?.type == .outbound else {
            return .assistantNotFound
        }
        guard let id = contents.takeCampaignID() else { throw WriteRefusal.failed(.idsExhausted("campaigns")) }
        try insert(campaign, id: id, of: account)
        try contents.counts.add(id: id, ofAccount: account.id, in: database)
        return .created(id: id)
    }
}

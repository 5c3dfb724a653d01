/// A create that waits to be committed, and who is told of it.
///
/// A reference, because a draft is large.
final class WaitingCreate: Sendable {
    let draft: CampaignDraft
    /// That of the directory the draft was validated with.
    let generation: UInt64
    private let whenDone: @Sendable (Result<Campaign, CreateRefusal>) -> Void

    init(
        draft: CampaignDraft, generation: UInt64,
        whenDone: @escaping @Sendable (Result<Campaign, CreateRefusal>) -> Void
    ) {
        self.draft = draft
        self.generation = generation
        self.whenDone = whenDone
    }

    /// To be called once, outside of every transaction and lock.
    ///
    /// - Parameter outcome: the campaign's id.
    func tell(_ outcome: Result<Int64, CreateRefusal>) {
        whenDone(outcome.map { Campaign(id: $0, draft: draft) })
    }
}

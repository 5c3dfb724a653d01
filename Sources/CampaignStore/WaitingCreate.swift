/// A create that waits to be committed, and who is told of it.
///
/// A reference, because a draft is large.
package final class WaitingCreate: Sendable {
    /// - Parameter outcome: the campaign's id.
    package typealias WhenDone = @Sendable (_ create: WaitingCreate, _ outcome: Result<Int64, CreateRefusal>) -> Void

    package let draft: CampaignDraft
    /// Made before the writer is taken, which others wait for.
    package let lists: CampaignLists
    /// That of the directory the draft was validated with.
    let generation: UInt64
    private let whenDone: WhenDone

    init(draft: consuming CampaignDraft, generation: UInt64, whenDone: @escaping WhenDone) {
        lists = CampaignLists(draft.parameters)
        self.draft = draft
        self.generation = generation
        self.whenDone = whenDone
    }

    /// To be called once, outside of every transaction and lock.
    func tell(_ outcome: Result<Int64, CreateRefusal>) {
        whenDone(self, outcome)
    }
}

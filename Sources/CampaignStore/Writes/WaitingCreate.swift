/// Is told once a create is committed or refused.
///
/// A protocol and not a function, because every create would have to make the function.
package protocol CreateReceiver: AnyObject, Sendable {
    /// Called once, on any thread, outside of every transaction and lock. From here on the create has its outcome.
    func isDecided(_ create: WaitingCreate)
}

/// A create that waits to be committed, and what has become of it.
///
/// A reference, because a draft is large.
///
/// `@unchecked Sendable`: `receiver` is written before the create is handed to the store, whose lock publishes it; both
/// variables are then written by ``tell(_:)``, once, before the receiver is told, and nobody reads the outcome sooner.
package final class WaitingCreate: @unchecked Sendable {
    package let draft: CampaignDraft
    /// Made before the writer is taken, which others wait for.
    let lists: CampaignLists
    /// The account that it is for, as it was when the draft was validated.
    let account: Account
    /// That of the directory the draft was validated with.
    let generation: UInt64
    /// The campaign's id; `nil` until the receiver is told.
    package private(set) var outcome: Result<Int64, CreateRefusal>?
    private var receiver: (any CreateReceiver)?

    package init(_ draft: consuming CampaignDraft, of account: Account, generation: UInt64) {
        lists = CampaignLists(draft.parameters)
        self.draft = draft
        self.account = account
        self.generation = generation
    }

    /// To be called once, before it waits.
    func wait(_ receiver: any CreateReceiver) {
        self.receiver = receiver
    }

    /// To be called once, outside of every transaction and lock.
    func tell(_ outcome: Result<Int64, CreateRefusal>) {
        self.outcome = outcome
        // Let go of first: it may hold this create.
        let receiver = receiver
        self.receiver = nil
        receiver?.isDecided(self)
    }
}

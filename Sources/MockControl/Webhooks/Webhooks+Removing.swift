import Base
import CampaignRunner
import CampaignStore
import HTTPServer

// Removing webhooks. Those that wait are not sent any more, and those that go on are broken off: a receiver that does not
// answer would keep others waiting.
extension Webhooks {
    /// Removes all webhooks. The numbers start at 1 again.
    package func removeAll() {
        let removed = state.withLock { state in
            state.watches.noteRemoval(of: state.queue.removeAll())
            return state.removedThatGoOn
        }
        for cancellation in removed { cancellation.cancel() }
    }

    /// Removes the webhooks of an account's calls.
    ///
    /// - Parameter id: the ``CampaignStore/Account/id`` of the account.
    package func removeAll(ofAccount id: Int64) {
        remove { $0.due.post.account.id == id }
    }

    /// Removes the webhooks of calls that were deleted with their campaign or lead, those alone that were not sent
    /// (calling.md, §4).
    func removeUnsent(of deletion: CallingStep.Deletion, account: Int64) {
        // Most often none waits. This runs inside the database's writer, which should not look through the others then.
        guard waitingCount > 0 else { return }
        remove { webhook in
            let post = webhook.due.post
            return webhook.state == .waiting && webhook.attempts == 0 && post.account.id == account
                && deletion.takes(post)
        }
    }

    /// - Returns: how many there were.
    @discardableResult
    func remove(where isMeant: (Webhook) -> Bool) -> Int {
        let (count, removed) = state.withLock { state in
            let numbers = state.queue.remove(where: isMeant)
            state.watches.noteRemoval(of: numbers)
            return (numbers.count, state.removedThatGoOn)
        }
        for cancellation in removed { cancellation.cancel() }
        return count
    }
}

extension Webhooks.State {
    /// The posts that go on though their webhooks are removed.
    fileprivate var removedThatGoOn: [ClientCancellation] {
        going.values.filter { !queue.has($0.due) }.map(\.cancellation)
    }
}

import Base
import CampaignStore

// Removing webhooks. Those that wait are not sent any more.
extension Webhooks {
    /// Removes all webhooks. The numbers start at 1 again.
    package func removeAll() {
        state.withLock { state in
            state.watches.noteRemoval(of: state.queue.removeAll())
        }
    }

    /// Removes the webhooks of an account's calls.
    ///
    /// - Parameter id: the ``CampaignStore/Account/id`` of the account.
    package func removeAll(ofAccount id: Int64) {
        remove { $0.due.post.account.id == id }
    }

    /// - Returns: how many there were.
    @discardableResult
    func remove(where isMeant: (Webhook) -> Bool) -> Int {
        state.withLock { state in
            let numbers = state.queue.remove(where: isMeant)
            state.watches.noteRemoval(of: numbers)
            return numbers.count
        }
    }
}

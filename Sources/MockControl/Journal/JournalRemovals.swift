/// The deletions of requests that clients have asked for, since the journal was last emptied.
///
/// A deleted request is not forgotten: a match that means only deleted requests is certain about them.
struct JournalRemovals: Sendable, Equatable {
    /// All requests of an account up to a number were deleted.
    private struct AccountRemoval: Equatable {
        var lastNumber: Int
        /// ``Journal/currentEpoch`` after the account's last reset; 0 without one.
        var epoch: UInt64
    }

    /// All requests that match, up to a number, were deleted.
    private struct MatchRemoval: Equatable {
        let match: RequestMatch
        let lastNumber: Int
    }

    /// By the accounts' names. A thousand tests may each delete the requests of their own account.
    private var accounts: [String: AccountRemoval] = [:]
    /// Names that an account had and has no more.
    private var formerNames: Set<String> = []
    /// Whether an account may have had any name, because all accounts were replaced.
    private var mayReuseNames = false
    /// Deletions by other filters, the oldest first.
    private var others: [MatchRemoval] = []

    /// The most deletions that are remembered of either kind. Without an older one, `forgotten` may be too large, never
    /// too small.
    private static let mostAccounts = 10_000
    private static let mostOthers = 100

    /// Notes that all requests of an account were deleted, those that the journal had forgotten too.
    ///
    /// - Parameter epoch: a request of the account that began before this epoch must not be recorded.
    mutating func note(account: String, through lastNumber: Int, epoch: UInt64) {
        if accounts.count >= Self.mostAccounts, accounts[account] == nil { dropOlderHalf() }
        let earlier = accounts[account]?.lastNumber ?? 0
        accounts[account] = AccountRemoval(lastNumber: max(earlier, lastNumber), epoch: epoch)
    }

    /// Notes that an account was made, so that no earlier request is its own. Does nothing when an earlier account may
    /// have had its name.
    ///
    /// - Parameter lastNumber: the number of the last request before.
    mutating func noteNew(account: String, after lastNumber: Int) {
        guard !mayReuseNames, !formerNames.contains(account) else { return }
        note(account: account, through: lastNumber, epoch: 0)
    }

    /// Notes that no account has the name any more.
    mutating func noteFormer(name: String) {
        if formerNames.count >= Self.mostAccounts { mayReuseNames = true } else { formerNames.insert(name) }
    }

    /// Notes that all accounts were replaced.
    mutating func noteReplacedAccounts() { mayReuseNames = true }

    /// Notes that all requests that match were deleted, those that the journal had forgotten too.
    mutating func note(_ match: RequestMatch, through lastNumber: Int) {
        if case .account(let name)? = match.criteria.first, match.criteria.count == 1 {
            return note(account: name, through: lastNumber, epoch: accounts[name]?.epoch ?? 0)
        }
        others.removeAll { $0.match == match }
        if others.count >= Self.mostOthers { others.removeFirst() }
        others.append(MatchRemoval(match: match, lastNumber: lastNumber))
    }

    /// The number up to which all requests that match were deleted; 0 when there is none.
    func lastNumber(deletedFor match: RequestMatch) -> Int {
        var last = match.account.flatMap { accounts[$0]?.lastNumber } ?? 0
        // A match with all criteria of the deletion and others means only some of the deleted requests.
        for other in others where other.lastNumber > last && other.match.criteria.allSatisfy(match.criteria.contains) {
            last = other.lastNumber
        }
        return last
    }

    /// Whether the requests of the account were deleted since a request began.
    func hasDeleted(account: String, since begun: UInt64) -> Bool {
        accounts[account].map { $0.epoch > begun } ?? false
    }

    private mutating func dropOlderHalf() {
        let middle = accounts.values.map(\.lastNumber).sorted()[accounts.count / 2]
        accounts = accounts.filter { $0.value.lastNumber > middle }
    }
}

/// Which accounts' rows have changed otherwise than by their simulation, so that it must be read from the rows again.
package enum ForeignChanges: Sendable, Equatable {
    case accounts(Set<Int64>)
    /// The whole content was replaced, another program has changed it, or a transaction has failed.
    case all

    package init() { self = .accounts([]) }

    mutating func add(account id: Int64) {
        guard case .accounts(var ids) = self else { return }
        ids.insert(id)
        self = .accounts(ids)
    }
}

extension AccountDefinition {
    /// Whether calls go the same way under another definition of the account. The clock is not part of it.
    func callsLike(_ other: AccountDefinition) -> Bool {
        plan.maximumCallsInParallel == other.plan.maximumCallsInParallel && outcomes == other.outcomes
    }
}

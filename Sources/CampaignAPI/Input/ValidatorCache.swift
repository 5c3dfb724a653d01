import CampaignStore
import Base
import Validation

/// Caches one validator for each account. A change of any account empties the cache.
final class ValidatorCache: Sendable {
    private struct Entries {
        var generation: UInt64
        var validators: [Int64: Validator] = [:]
    }

    private let entries = Locked(Entries(generation: 0))

    func validator(for account: Account, in directory: AccountDirectory) -> Validator {
        entries.withLock { entries in
            if entries.generation != directory.generation { entries = Entries(generation: directory.generation) }
            if let known = entries.validators[account.id] { return known }
            let validator = Validator(CampaignParameter.fields(for: account))
            entries.validators[account.id] = validator
            return validator
        }
    }
}

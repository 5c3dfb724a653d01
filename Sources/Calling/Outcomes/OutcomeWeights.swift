internal import Base

/// Outcomes drawn by weight, without regard to the order of the calls (calling.md, §5).
package struct OutcomeWeights: Sendable, Equatable {
    private static let outcomes = CallOutcome.allCases

    /// The running sums of the weights, in the order of ``CallOutcome``.
    private let sums: [UInt64]
    private let sum: UInt64
    private let seed: UInt64

    /// - Parameters:
    ///   - weights: at least 0 each. An outcome without a weight has the weight 0.
    ///   - seed: its bits, so that a negative number is one modulo 2^64.
    /// - Returns: `nil` if a weight is negative, or if their sum is 0 or above `Int64.max`.
    package init?(_ weights: [CallOutcome: Int64], seed: Int64 = 0) {
        var sum: Int64 = 0
        var list: [UInt64] = []
        for outcome in CallOutcome.allCases {
            let weight = weights[outcome] ?? 0
            let (next, overflow) = sum.addingReportingOverflow(weight)
            guard weight >= 0, !overflow else { return nil }
            sum = next
            list.append(UInt64(sum))
        }
        guard sum > 0 else { return nil }
        (sums, self.sum, self.seed) = (list, UInt64(sum), UInt64(bitPattern: seed))
    }

    /// Draws the outcome of a call.
    ///
    /// - Parameters:
    ///   - contact: the contact's id; 0 for a call without a contact.
    ///   - attempt: from 1.
    package func outcome(contact: Int64, attempt: Int64) -> CallOutcome {
        let (contact, attempt) = (UInt64(bitPattern: contact), UInt64(bitPattern: attempt))
        var generator = SplitMix64(seed: seed &+ contact << 32 &+ attempt)
        let drawn = generator.next() % sum
        // The first running sum above the drawn number is that of the outcome.
        let index = sums.firstIndex { $0 > drawn } ?? 0
        return Self.outcomes[index]
    }
}

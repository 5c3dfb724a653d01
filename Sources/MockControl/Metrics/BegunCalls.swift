import Base
import CampaignRunner
import CampaignStore

/// How many calls have begun since the start, by outcome.
///
/// The runner tells of each step that is committed, so nothing is read from the store.
final class BegunCalls: Sendable {
    private let counts = Locked<[OutcomeName: Int]>([:])

    func add(_ step: CallingStep) {
        var added: [OutcomeName: Int] = [:]
        for case .callBegan(let call) in step.changes { added[call.outcome, default: 0] += 1 }
        guard !added.isEmpty else { return }
        counts.withLock { $0.merge(added, uniquingKeysWith: +) }
    }

    /// The counts of all outcomes, in their order.
    var all: [(outcome: OutcomeName, count: Int)] {
        let counts = counts.withLock { $0 }
        return OutcomeName.allCases.map { ($0, counts[$0] ?? 0) }
    }
}

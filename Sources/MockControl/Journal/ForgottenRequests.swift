/// The requests that the journal has recorded since it was last emptied, and that it no longer has.
///
/// Only their numbers and the latest of their times are known.
struct ForgottenRequests: Sendable, Equatable {
    /// Without a gap: every number is that of one request.
    var numbers: Range<Int> = 1..<1
    /// In Unix seconds of the mock's clock; `nil` when there are none.
    var latestTime: Int64?

    var count: Int { numbers.count }

    /// How many of them a match may mean.
    ///
    /// `since` is the only criterion that can exclude them.
    func count(possibleFor match: RequestMatch) -> Int {
        match.criteria.reduce(count) { count, criterion in
            switch criterion {
            case .since(.number(let number)):
                // Clamped before 1 is added: any number may be asked for.
                min(count, numbers.upperBound - 1 - max(numbers.lowerBound - 1, min(number, numbers.upperBound - 1)))
            case .since(.time(let time, _)): latestTime.map { $0 < time } ?? true ? 0 : count
            default: count
            }
        }
    }
}

/// The requests that the journal has recorded since it was last emptied, but no longer keeps.
///
/// Only their numbers and the latest of their times are known.
struct ForgottenRequests: Sendable, Equatable {
    /// The requests' numbers. There are no gaps.
    var numbers: Range<Int> = 1..<1
    /// The latest time, in Unix seconds of the mock's clock; `nil` when there are no requests.
    var latestTime: Int64?

    var count: Int { numbers.count }

    /// The number of these requests that a match may mean.
    ///
    /// Only the criterion `since` can rule them out, because nothing else is known of them.
    func count(possibleFor match: RequestMatch) -> Int {
        match.criteria.reduce(count) { count, criterion in
            switch criterion {
            case .since(.number(let number)):
                // Clamped before 1 is added, because the client may send any number.
                min(count, numbers.upperBound - 1 - max(numbers.lowerBound - 1, min(number, numbers.upperBound - 1)))
            case .since(.time(let time, _)): latestTime.map { $0 < time } ?? true ? 0 : count
            default: count
            }
        }
    }
}

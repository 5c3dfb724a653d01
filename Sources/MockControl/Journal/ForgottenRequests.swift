/// The requests that the journal has recorded since it was last emptied, but no longer keeps.
///
/// Only their numbers and the latest of their times are known. Requests that a client has deleted are not among them.
struct ForgottenRequests: Sendable, Equatable {
    /// The requests' numbers. Those of deleted requests may be among them.
    let numbers: Range<Int>
    let count: Int
    /// The latest time, in Unix seconds of the requests' clocks; `nil` when there are no requests.
    let latestTime: Int64?
    private let removals: JournalRemovals

    /// - Parameter count: the number of requests; `nil` when none in the range was deleted.
    init(
        numbers: Range<Int> = 1..<1, count: Int? = nil, latestTime: Int64? = nil,
        removals: JournalRemovals = JournalRemovals()
    ) {
        self.numbers = numbers
        self.count = count ?? numbers.count
        self.latestTime = latestTime
        self.removals = removals
    }

    /// The number of these requests that a match may mean.
    ///
    /// Only the criterion `since` and earlier deletions can rule them out, because nothing else is known of them.
    func count(possibleFor match: RequestMatch) -> Int {
        let notDeleted = count(after: removals.lastNumber(deletedFor: match))
        return match.criteria.reduce(notDeleted) { possible, criterion in
            switch criterion {
            case .since(.number(let number)): min(possible, count(after: number))
            case .since(.time(let time, _)): latestTime.map { $0 < time } ?? true ? 0 : possible
            default: possible
            }
        }
    }

    /// The most requests that can have greater numbers. Which numbers were deleted is not known.
    private func count(after number: Int) -> Int {
        // Clamped before the subtraction, because the client may send any number.
        let last = numbers.upperBound - 1
        return min(count, last - max(numbers.lowerBound - 1, min(number, last)))
    }
}

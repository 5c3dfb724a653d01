/// Counts equal warnings, so that the log shows the 1st, 10th, 100th, 1,000th (and so on) occurrence only.
///
/// The memory is bounded: the tally forgets all counts when a 1,025th different warning arrives.
struct WarningTally {
    private static let capacity = 1_024

    /// The counts by the hash of account, field and message. The texts are not stored, because a hostile client can
    /// make them very long.
    private var counts: [Int: Int] = [:]

    /// Counts one warning.
    ///
    /// - Returns: the number of occurrences if this one is to be logged, otherwise `nil`.
    mutating func count(_ warning: Warning, account: String) -> Int? {
        var hasher = Hasher()
        hasher.combine(account)
        hasher.combine(warning.field)
        hasher.combine(warning.message)
        let key = hasher.finalize()
        if counts.count >= Self.capacity, counts[key] == nil { counts.removeAll(keepingCapacity: true) }
        let count = counts[key, default: 0] &+ 1
        counts[key] = count
        return Self.isPowerOfTen(count) ? count : nil
    }

    private static func isPowerOfTen(_ count: Int) -> Bool {
        var rest = count
        while rest > 1, rest.isMultiple(of: 10) { rest /= 10 }
        return rest == 1
    }
}

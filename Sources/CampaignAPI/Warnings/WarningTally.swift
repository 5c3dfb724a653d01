/// Counts how often the same warning has been found, so that the log shows it once and then at 10, 100, 1,000 and so on.
///
/// Its memory is bounded: after 1,024 different warnings it forgets all of them and begins again.
struct WarningTally {
    private static let capacity = 1_024

    /// By the hash of account, field and message: a hostile client chooses how long those are.
    private var counts: [Int: Int] = [:]

    /// Counts one warning.
    ///
    /// - Returns: how often it has been found, when that is to be logged; `nil` otherwise.
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

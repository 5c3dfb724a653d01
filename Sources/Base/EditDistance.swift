/// The distance between two texts, counted in typing errors.
package enum EditDistance {
    /// Returns the smallest number of typing errors that turn one text into the other.
    ///
    /// A typing error inserts, removes or replaces one code point, or swaps two adjacent ones (Damerau–Levenshtein
    /// distance in its optimal string alignment form). The running time is proportional to the product of the lengths,
    /// so the caller must limit them.
    package static func between(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in right.indices {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(last[column + 1] + 1, current[column] + 1, replaced)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}

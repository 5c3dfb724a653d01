/// Finds the known name that somebody probably meant.
package enum NearestName {
    /// The known name with the fewest typing errors between, the first of several; `nil` when none is near.
    ///
    /// A typing error is one character too many, missing, wrong, or two swapped (Damerau–Levenshtein, optimal string
    /// alignment). Letters' case, `-` and `_` count as the same. One error is allowed for each three characters, three at most.
    /// Names of very different length are never compared, so a name of any length costs little.
    package static func of(_ name: String, among known: [String]) -> String? {
        let longest = (known.map(\.utf8.count).max() ?? 0) + mostErrors
        // A code point takes four bytes at most.
        guard name.utf8.count <= 4 * longest else { return nil }
        let spelled = fold(name)
        var nearest: (name: String, distance: Int)?
        for candidate in known {
            let folded = fold(candidate)
            let allowed = min(mostErrors, max(spelled.count, folded.count) / 3, (nearest?.distance ?? .max) - 1)
            guard allowed >= 0, abs(spelled.count - folded.count) <= allowed else { continue }
            let distance = distance(spelled, folded)
            if distance <= allowed { nearest = (candidate, distance) }
        }
        return nearest?.name
    }

    private static let mostErrors = 3

    private static func fold(_ name: String) -> [UInt32] {
        name.unicodeScalars.map { scalar in
            switch scalar {
            case "A"..."Z": scalar.value + 0x20
            case "-": 0x5F
            default: scalar.value
            }
        }
    }

    private static func distance(_ left: [UInt32], _ right: [UInt32]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in right.indices {
                var best = min(
                    last[column + 1] + 1, current[column] + 1, last[column] + (left[row] == right[column] ? 0 : 1))
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

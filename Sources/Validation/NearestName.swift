import Base

/// Finds the known name that a misspelt name was probably meant to be.
package enum NearestName {
    /// The known name with the fewest typing errors (``EditDistance``), the first of several; `nil` when none is near.
    ///
    /// The case of ASCII letters does not count, and `-` equals `_`. One error is allowed for each three characters, three
    /// at most. Names of very different length are never compared, so a name of any length costs little.
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
            let distance = EditDistance.between(spelled, folded)
            if distance <= allowed { nearest = (candidate, distance) }
        }
        return nearest?.name
    }

    private static let mostErrors = 3

    private static func fold(_ name: String) -> [Unicode.Scalar] {
        name.unicodeScalars.map { scalar in
            switch scalar {
            case "A"..."Z": Unicode.Scalar(UInt8(ascii: scalar) | 0x20)
            case "-": "_"
            default: scalar
            }
        }
    }
}

/// The number of Unicode scalars to insert, remove or replace to turn one text into the other (Levenshtein distance).
///
/// Only the first 128 scalars of each text are compared. This limits the cost to 16,384 steps.
func editDistance(_ left: String, _ right: String) -> Int {
    let left = left.unicodeScalars.prefix(128)
    let right = Array(right.unicodeScalars.prefix(128))
    var row = Array(0...right.count)
    for (lineIndex, scalar) in left.enumerated() {
        var diagonal = row[0]
        row[0] = lineIndex + 1
        for index in right.indices {
            let replaced = diagonal + (scalar == right[index] ? 0 : 1)
            diagonal = row[index + 1]
            row[index + 1] = min(replaced, diagonal + 1, row[index] + 1)
        }
    }
    return row[right.count]
}

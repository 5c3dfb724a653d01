import JSON

/// A recorded request that nearly matches, and how it differs from the match.
///
/// Shown when a verification fails or a wait times out.
struct NearMiss {
    let entry: JournalEntry
    let differences: [Difference]

    /// The sum of the differences' distances. Each criterion that does not hold adds up to 1.
    var distance: Double { differences.reduce(0) { $0 + $1.distance } }

    /// The requests that come closest to a match without matching, in ascending order of distance.
    ///
    /// Of requests at equal distance, the newest comes first.
    ///
    /// - Parameters:
    ///   - most: the most requests to return.
    ///   - entries: the entries of the journal, the oldest first.
    static func nearest(_ most: Int = 3, to match: RequestMatch, in entries: some Sequence<JournalEntry>) -> [NearMiss]
    {
        var found: [(miss: NearMiss, distance: Double)] = []
        for entry in entries {
            var subject = entry.subject
            let differences = match.differences(in: &subject)
            guard !differences.isEmpty else { continue }
            let miss = NearMiss(entry: entry, differences: differences)
            let distance = miss.distance
            // `<=` puts a newer entry before an older one at equal distance, because the oldest comes first.
            let place = found.firstIndex { distance <= $0.distance } ?? found.count
            guard place < most else { continue }
            found.insert((miss, distance), at: place)
            if found.count > most { found.removeLast() }
        }
        return found.map(\.miss)
    }

    /// One line, such as `The nearest is request 3, POST /user/campaign (422): json.name is "Sprint", not "Spring".`
    ///
    /// - Returns: `nil` when there is no near miss.
    static func line(_ misses: [NearMiss]) -> String? {
        misses.first.map { "The nearest is \($0.entry.title): \($0.differences.map(\.line).joined(separator: ", "))." }
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("distance")
        writer.double((distance * 1_000).rounded() / 1_000)
        writer.name("differences")
        writer.value(.array(differences.map(\.json)))
        writer.name("request")
        entry.write(to: &writer)
        writer.endObject()
    }
}

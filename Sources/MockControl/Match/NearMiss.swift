import JSON

/// A recorded request that was not meant, and what it lacked: what a failed verification shows.
struct NearMiss {
    let entry: JournalEntry
    let differences: [Difference]

    /// The sum over the differences: each wrong criterion costs up to 1.
    var distance: Double { differences.reduce(0) { $0 + $1.distance } }

    /// The requests that came nearest to a match without holding, the nearest first, of equals the newest.
    static func nearest(_ most: Int = 3, to match: RequestMatch, in entries: [JournalEntry]) -> [NearMiss] {
        let misses = entries.reversed().compactMap { entry -> (miss: NearMiss, distance: Double)? in
            var subject = entry.subject
            let differences = match.differences(in: &subject)
            guard !differences.isEmpty else { return nil }
            let miss = NearMiss(entry: entry, differences: differences)
            return (miss, miss.distance)
        }
        // `sorted` is stable in practice but not by contract, so the number decides between equals.
        return misses.sorted { ($0.distance, $1.miss.entry.number) < ($1.distance, $0.miss.entry.number) }
            .prefix(most).map(\.miss)
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

import JSON

/// A recorded request that was not meant, and what it lacked: what a failed verification shows.
struct NearMiss {
    let entry: JournalEntry
    let differences: [Difference]

    /// The sum over the differences: each wrong criterion costs up to 1.
    var distance: Double { differences.reduce(0) { $0 + $1.distance } }

    /// The requests that came nearest to a match without holding, the nearest first, of equals the newest.
    ///
    /// - Parameter entries: the oldest first.
    static func nearest(_ most: Int = 3, to match: RequestMatch, in entries: some Sequence<JournalEntry>) -> [NearMiss]
    {
        var found: [(miss: NearMiss, distance: Double)] = []
        for entry in entries {
            var subject = entry.subject
            let differences = match.differences(in: &subject)
            guard !differences.isEmpty else { continue }
            let miss = NearMiss(entry: entry, differences: differences)
            let distance = miss.distance
            // The entries come in the order of their numbers: of equals, the later stands in front.
            let place = found.firstIndex { distance <= $0.distance } ?? found.count
            guard place < most else { continue }
            found.insert((miss, distance), at: place)
            if found.count > most { found.removeLast() }
        }
        return found.map(\.miss)
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

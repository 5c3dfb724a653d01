import JSON

/// The elements of a list that are loosely equal to another one.
///
/// Loose equality is not transitive (`true` equals `1` and `2`), so equal elements form no classes. A short list is
/// compared pair by pair; a long one is counted first, so that a body of half a million elements stays linear.
struct Duplicates {
    private enum Way {
        case pairs
        case counts(LooseCounts)
    }

    private let values: [LooseValue]
    private let way: Way

    /// - Parameter mostForPairs: the longest list to compare pair by pair.
    init(in elements: [JSONValue], mostForPairs: Int = 16) {
        values = elements.map(LooseValue.init)
        way = values.count <= mostForPairs ? .pairs : .counts(LooseCounts(values))
    }

    var isEmpty: Bool { !values.indices.contains(where: contains) }

    /// Whether the element at that index has a duplicate elsewhere in the list.
    func contains(_ index: Int) -> Bool {
        switch way {
        case .pairs:
            values.indices.contains { other in
                other != index && values[other].countsAsOther && values[index].isLooselyEqual(to: values[other])
            }
        case .counts(let counts):
            counts.hasDuplicate(of: values[index])
        }
    }
}

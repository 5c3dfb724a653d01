import JSON

/// Finds the elements of a list that are loosely equal to another element.
///
/// Loose equality is not transitive (`true` equals `1` and `2`), so a set cannot find them. A short list is compared pair by
/// pair. A long list is counted first (``LooseCounts``), so that the time stays proportional to its length: a body may hold
/// half a million elements.
struct Duplicates {
    private enum Way {
        case pairs
        case counts(LooseCounts)
    }

    private let values: [LooseValue]
    private let way: Way

    /// - Parameter mostForPairs: the length of the longest list that is compared pair by pair.
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

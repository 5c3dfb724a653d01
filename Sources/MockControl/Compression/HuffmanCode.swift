/// A prefix code: frequent symbols have short codes (RFC 1951 §3.2.2).
struct HuffmanCode {
    /// For each symbol the bits of its code; 0 for a symbol that does not occur.
    let lengths: [Int]
    /// For each symbol its code, the first bit in the lowest place.
    let codes: [UInt32]

    /// - Parameters:
    ///   - counts: how often each symbol occurs.
    ///   - longest: the most bits of a code.
    init(counts: [Int], longest: Int) {
        var counts = counts
        // A decoder wants two codes at least.
        for symbol in counts.indices where counts.count(where: { $0 > 0 }) < 2 && counts[symbol] == 0 {
            counts[symbol] = 1
        }
        var lengths = Self.lengths(counts)
        // Smaller differences make shorter codes.
        while lengths.contains(where: { $0 > longest }) {
            counts = counts.map { $0 == 0 ? 0 : $0 / 2 + 1 }
            lengths = Self.lengths(counts)
        }
        self.lengths = lengths
        codes = Self.codes(lengths)
    }

    /// Joins the two rarest trees until one is left; a symbol's length is its depth.
    private static func lengths(_ counts: [Int]) -> [Int] {
        // The rarest are last.
        var trees = counts.indices.filter { counts[$0] > 0 }.map { (count: counts[$0], symbols: [$0]) }
        trees.sort { $0.count > $1.count }
        var lengths = Array(repeating: 0, count: counts.count)
        while trees.count > 1 {
            let first = trees.removeLast()
            let second = trees.removeLast()
            let joined = (count: first.count + second.count, symbols: first.symbols + second.symbols)
            for symbol in joined.symbols { lengths[symbol] += 1 }
            trees.insert(joined, at: trees.firstIndex { $0.count <= joined.count } ?? trees.endIndex)
        }
        return lengths
    }

    /// The codes of one length are consecutive, and follow those of the lengths before it.
    private static func codes(_ lengths: [Int]) -> [UInt32] {
        var next: UInt32 = 0
        var codes = Array(repeating: UInt32(0), count: lengths.count)
        for length in 1...max(1, lengths.max() ?? 1) {
            next <<= 1
            for symbol in lengths.indices where lengths[symbol] == length {
                codes[symbol] = reversed(next, length)
                next += 1
            }
        }
        return codes
    }

    private static func reversed(_ code: UInt32, _ length: Int) -> UInt32 {
        var (rest, turned) = (code, UInt32(0))
        for _ in 0..<length {
            turned = turned << 1 | rest & 1
            rest >>= 1
        }
        return turned
    }
}

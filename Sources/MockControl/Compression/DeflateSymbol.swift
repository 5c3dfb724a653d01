/// One symbol of a compressed text: a byte, or the repetition of bytes before it (RFC 1951 §2).
enum DeflateSymbol: Equatable {
    case literal(UInt8)
    /// - Parameters:
    ///   - length: 3 to 258 bytes.
    ///   - distance: 1 to 32,768 bytes back.
    case repetition(length: Int, distance: Int)

    private static let lengths = 3...258
    private static let farthest = 32_768
    /// The most earlier places that are compared. More of them find little more.
    private static let mostTries = 48
    private static let hashBits = 13

    /// Replaces what occurred before by repetitions.
    static func symbols(of bytes: [UInt8]) -> [DeflateSymbol] {
        var symbols: [DeflateSymbol] = []
        var places = Places(count: bytes.count)
        var index = 0
        while index < bytes.count {
            guard let found = places.longest(in: bytes, at: index) else {
                symbols.append(.literal(bytes[index]))
                places.note(index, in: bytes)
                index += 1
                continue
            }
            symbols.append(.repetition(length: found.length, distance: found.distance))
            for _ in 0..<found.length {
                places.note(index, in: bytes)
                index += 1
            }
        }
        return symbols
    }

    /// The places at which each three bytes occurred, by their hash.
    private struct Places {
        private var last: [Int]
        /// For each place the one before it with the same hash; -1 for none.
        private var earlier: [Int]

        init(count: Int) {
            last = Array(repeating: -1, count: 1 << hashBits)
            earlier = Array(repeating: -1, count: count)
        }

        mutating func note(_ index: Int, in bytes: [UInt8]) {
            guard let hash = Self.hash(bytes, index) else { return }
            earlier[index] = last[hash]
            last[hash] = index
        }

        /// The longest repetition at a place; `nil` for none.
        func longest(in bytes: [UInt8], at index: Int) -> (length: Int, distance: Int)? {
            guard let hash = Self.hash(bytes, index) else { return nil }
            var best: (length: Int, distance: Int)?
            var place = last[hash]
            var tries = 0
            while place >= 0, index - place <= farthest, tries < mostTries {
                let length = Self.common(bytes, place, index)
                if length >= lengths.lowerBound, length > best?.length ?? 0 { best = (length, index - place) }
                place = earlier[place]
                tries += 1
            }
            return best
        }

        private static func common(_ bytes: [UInt8], _ left: Int, _ right: Int) -> Int {
            let most = min(lengths.upperBound, bytes.count - right)
            var length = 0
            while length < most, bytes[left + length] == bytes[right + length] { length += 1 }
            return length
        }

        /// `nil` where no three bytes are left.
        private static func hash(_ bytes: [UInt8], _ index: Int) -> Int? {
            guard index + 2 < bytes.count else { return nil }
            let word = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
            return Int((word &* 2_654_435_761) >> UInt32(32 - hashBits))
        }
    }
}

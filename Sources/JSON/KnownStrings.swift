import Base

/// Strings that are known beforehand, found by their bytes and compared scalar by scalar.
///
/// The program chooses the members, so the hash function need not withstand an attacker, as that of a set must. With sets,
/// and a new string for each name, a create took 1.5 % more and a 422 took 3.4 % more: scripts/instructions.
package struct KnownStrings: Sendable {
    package static let none = KnownStrings([])

    /// A hash table: each string is in the slot that its hash gives, or in the next free one. At least half of the slots are
    /// free, so that the search for an unknown string ends soon.
    private let slots: [String?]

    package init(_ strings: [String]) {
        var count = 2
        while count < 2 * strings.count { count *= 2 }
        var slots = [String?](repeating: nil, count: count)
        for string in strings {
            var slot = Array(string.utf8).withUnsafeBufferPointer { Self.hash(of: $0.span) } % count
            while let other = slots[slot], !other.hasSameScalars(as: string) { slot = (slot + 1) % count }
            slots[slot] = string
        }
        self.slots = slots
    }

    package func contains(_ text: String) -> Bool {
        let isFound = text.utf8.withContiguousStorageIfAvailable { string(of: $0) != nil }
        return isFound ?? Array(text.utf8).withUnsafeBufferPointer { string(of: $0) != nil }
    }

    /// The known string of these bytes; `nil` when there is none.
    ///
    /// Using it saves an allocation where the string is longer than 15 bytes.
    @inline(__always)  // See JSONReader.scanPlainText.
    func string(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var slot = Self.hash(of: bytes.span)
        while true {
            slot &= slots.count - 1
            guard let known = slots[slot] else { return nil }
            let isSame = known.utf8.withContiguousStorageIfAvailable { $0.span.hasSameBytes(as: bytes.span) }
            if isSame ?? known.utf8.elementsEqual(bytes) { return known }
            slot += 1
        }
    }

    /// Depends on the length and the last eight bytes, which differ between nearly all names.
    private static func hash(of bytes: Span<UInt8>) -> Int {
        let count = bytes.count
        let end = count >= 8 ? bytes.word(at: count - 8) : bytes.lastWord(from: 0)
        // The product's upper half depends on all bits (Knuth, The Art of Computer Programming 3, 6.4).
        return Int(((end ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15) >> 33)
    }
}

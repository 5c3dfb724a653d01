/// Strings that are known beforehand, found by their bytes and told apart scalar by scalar.
///
/// Several times cheaper than a set: its hash has to withstand strangers who choose the members, while these are chosen
/// by the program.
package struct KnownStrings: Sendable {
    package static let none = KnownStrings([])

    /// Each string stands where its hash says, or in the next free slot behind; half of them are free, so that a search
    /// for a stranger is short.
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

    /// The known string of these bytes, if there is one.
    ///
    /// It is handed out instead of made anew, which saves an allocation for each longer than 15 bytes.
    @inline(__always)
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

    /// Taken from the length and the last eight bytes, which tell nearly all names apart.
    private static func hash(of bytes: Span<UInt8>) -> Int {
        let count = bytes.count
        let end = count >= 8 ? bytes.word(uncheckedFrom: count - 8) : bytes.lastWord(uncheckedFrom: 0)
        // The product's upper half depends on all bits (Knuth, The Art of Computer Programming 3, 6.4).
        return Int(((end ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15) >> 33)
    }
}

extension Span<UInt8> {
    /// The eight bytes from `index` on as one number, the first byte in the lowest place.
    ///
    /// Traps when fewer than eight bytes are left.
    @inlinable
    package func word(at index: Int) -> UInt64 {
        // "Unsafe" is about types that not every bit pattern is a value of. The bounds are checked.
        UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// The bytes from `start` to the end, one to seven of them, in the lowest places of a word; the other places hold 0.
    @inlinable
    package func lastWord(from start: Int) -> UInt64 {
        // Where there are eight bytes, they are read at once, and those before `start` are shifted out.
        if count >= 8 { return word(at: count - 8) >> UInt64(8 * (8 - (count - start))) }
        var word: UInt64 = 0
        var index = count
        while index > start {
            index -= 1
            word = word << 8 | UInt64(self[index])
        }
        return word
    }

    /// Whether both hold the same bytes.
    ///
    /// `elementsEqual` takes several times as long: it asks two iterators for one byte at a time.
    package func hasSameBytes(as other: Self) -> Bool {
        guard count == other.count else { return false }
        var index = 0
        while count - index >= 8 {
            guard word(at: index) == other.word(at: index) else { return false }
            index += 8
        }
        // The last eight bytes, of which the first ones have been compared already.
        if count >= 8 { return word(at: count - 8) == other.word(at: count - 8) }
        while index < count {
            guard self[index] == other[index] else { return false }
            index += 1
        }
        return true
    }
}

/// Tests of the eight bytes of a word at once.
///
/// Each test marks the bytes that pass it by their highest bit. The test subtracts, so that a byte that passes borrows from
/// the byte above it, which may be marked although it does not pass. The lowest mark is always right; only that one may be
/// used (``indexOfFirstMark``). <https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord>
extension UInt64 {
    /// A word of eight times the same byte.
    @inlinable
    package init(repeating byte: UInt8) { self = 0x0101_0101_0101_0101 &* UInt64(byte) }

    /// Marks the bytes below `limit`, which is at most 0x80.
    @inlinable
    package func marksBelow(_ limit: UInt8) -> UInt64 {
        (self &- UInt64(repeating: limit)) & ~self & .highBits
    }

    /// Marks the bytes that are `byte`.
    @inlinable
    package func marks(of byte: UInt8) -> UInt64 {
        (self ^ UInt64(repeating: byte)).marksBelow(1)
    }

    /// Marks the bytes from 0x80 on; exact for all eight.
    @inlinable
    package var marksAboveASCII: UInt64 { self & .highBits }

    /// The index, 0 to 7, of the first byte that one of the tests has marked; 8 when there is no mark.
    @inlinable
    package var indexOfFirstMark: Int { trailingZeroBitCount / 8 }

    @usableFromInline static var highBits: UInt64 { 0x8080_8080_8080_8080 }
}

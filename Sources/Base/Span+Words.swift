extension Span<UInt8> {
    /// Returns the eight bytes that begin at `index` as one word; the first byte is the least significant.
    ///
    /// Traps if fewer than eight bytes begin at `index`.
    @inlinable
    package func word(at index: Int) -> UInt64 {
        // Safe: every bit pattern is a valid UInt64, and `unsafeLoadUnaligned` checks the bounds.
        UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// Returns the last one to seven bytes, from `start` to the end, in the low bytes of a word; the high bytes are 0.
    @inlinable
    package func lastWord(from start: Int) -> UInt64 {
        // One load of the last eight bytes is faster than a loop. The shift removes the bytes before `start`.
        if count >= 8 { return word(at: count - 8) >> UInt64(8 * (8 - (count - start))) }
        var word: UInt64 = 0
        var index = count
        while index > start {
            index -= 1
            word = word << 8 | UInt64(self[index])
        }
        return word
    }

    /// Returns whether both spans contain the same bytes.
    ///
    /// `elementsEqual` takes several times as long, because it compares one byte at a time.
    package func hasSameBytes(as other: Self) -> Bool {
        guard count == other.count else { return false }
        var index = 0
        while count - index >= 8 {
            guard word(at: index) == other.word(at: index) else { return false }
            index += 8
        }
        // The last eight bytes overlap those that were compared before, so no loop over single bytes is needed.
        if count >= 8 { return word(at: count - 8) == other.word(at: count - 8) }
        while index < count {
            guard self[index] == other[index] else { return false }
            index += 1
        }
        return true
    }
}

/// Tests the eight bytes of a word at once.
///
/// Each test sets the highest bit of every byte that passes: this is the byte's mark. The tests subtract, and a byte
/// that passes can borrow from the next higher byte, which may then have a false mark. The lowest mark is always
/// correct. Use only the lowest mark (``indexOfFirstMark``), unless the test says otherwise.
/// <https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord>
extension UInt64 {
    /// Creates a word of eight equal bytes.
    @inlinable
    package init(repeating byte: UInt8) { self = 0x0101_0101_0101_0101 &* UInt64(byte) }

    /// Marks the bytes that are less than `limit`. `limit` must not exceed 0x80.
    @inlinable
    package func marksBelow(_ limit: UInt8) -> UInt64 {
        (self &- UInt64(repeating: limit)) & ~self & .highBits
    }

    /// Marks the bytes that equal `byte`.
    @inlinable
    package func marks(of byte: UInt8) -> UInt64 {
        (self ^ UInt64(repeating: byte)).marksBelow(1)
    }

    /// Marks the bytes that equal `byte`. All eight marks are correct.
    @inlinable
    package func allMarks(of byte: UInt8) -> UInt64 {
        let difference = self ^ UInt64(repeating: byte)
        // The sum has the highest bit of each byte whose low bits are not all 0, and carries nothing to the next byte.
        return ~(((difference & ~.highBits) &+ ~.highBits) | difference) & .highBits
    }

    /// Marks the bytes from 0x80 to 0xFF. All eight marks are correct.
    @inlinable
    package var marksAboveASCII: UInt64 { self & .highBits }

    /// The index, from 0 to 7, of the first marked byte; 8 if no byte is marked.
    @inlinable
    package var indexOfFirstMark: Int { trailingZeroBitCount / 8 }

    @usableFromInline static var highBits: UInt64 { 0x8080_8080_8080_8080 }
}

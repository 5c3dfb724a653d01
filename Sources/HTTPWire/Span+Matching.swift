import Base

/// The searches and comparisons of a head.
///
/// Without `@inline(__always)` here and in ``FieldSectionParser``, a 401 takes 7 % more: scripts/instructions.
extension Span<UInt8> {
    /// Whether the bytes of `range` start with `prefix`, without regard to case.
    ///
    /// The comparison sets bit 0x20 of each byte, which makes capitals small but also turns a control character into the
    /// character that is 0x20 above it. So the bytes must hold no control character, as those of a head do not.
    ///
    /// - Parameter prefix: ASCII in lower case.
    @inline(__always)
    func hasPrefix(_ prefix: StaticString, in range: Range<Int>) -> Bool {
        let length = prefix.utf8CodeUnitCount
        guard range.count >= length else { return false }
        let wanted = UnsafeRawPointer(prefix.utf8Start)
        var offset = 0
        while length - offset >= 8 {
            let word = wanted.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            guard self.word(at: range.lowerBound + offset) | .blanks == UInt64(littleEndian: word) else { return false }
            offset += 8
        }
        // The last eight bytes overlap those that were compared before, so no loop over single bytes is needed.
        if length >= 8 {
            let word = wanted.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
            return self.word(at: range.lowerBound + length - 8) | .blanks == UInt64(littleEndian: word)
        }
        while offset < length {
            let byte = wanted.load(fromByteOffset: offset, as: UInt8.self)
            guard self[range.lowerBound + offset] | 0x20 == byte else { return false }
            offset += 1
        }
        return true
    }

    /// Whether the bytes of `range`, which are ASCII, are the field name `name`, without regard to case.
    ///
    /// - Parameter name: a field name in lower case.
    @inline(__always)
    func isName(_ name: borrowing Span<UInt8>, at range: ByteRange) -> Bool {
        guard range.count == name.count else { return false }
        let start = Int(range.start)
        var offset = 0
        while name.count - offset >= 8 {
            guard word(at: start + offset).lowercased == name.word(at: offset) else { return false }
            offset += 8
        }
        // The last eight bytes overlap those that were compared before, so no loop over single bytes is needed.
        if name.count >= 8 {
            return word(at: start + name.count - 8).lowercased == name.word(at: name.count - 8)
        }
        while offset < name.count {
            guard self[start + offset].lowercased == name[offset] else { return false }
            offset += 1
        }
        return true
    }

    /// Whether the eight bytes from `index` on are these, with regard to case.
    @inline(__always)
    func hasBytes(_ eight: StaticString, at index: Int) -> Bool {
        guard count - index >= 8, eight.utf8CodeUnitCount == 8 else { return false }
        let wanted = UnsafeRawPointer(eight.utf8Start).loadUnaligned(as: UInt64.self)
        return word(at: index) == UInt64(littleEndian: wanted)
    }

    /// Whether the bytes of `range` are `text`, without regard to case; see ``hasPrefix(_:in:)``.
    @inline(__always)
    func equals(_ text: StaticString, in range: Range<Int>) -> Bool {
        range.count == text.utf8CodeUnitCount && hasPrefix(text, in: range)
    }

    /// The index of the first byte from `start` on that must not stand in a token, or the end.
    @inline(__always)
    func endOfToken(from start: Int) -> Int {
        var index = endOfLetters(from: start, or: UInt8(ascii: "-")...UInt8(ascii: "-"))
        // Nearly every name ends here.
        guard index < count, self[index] != .colon else { return index }
        while index < count, self[index].isTokenByte { index += 1 }
        return index
    }

    /// The end of the letters, digits, hyphens, dots and slashes from `start` on, or an index before it.
    ///
    /// These bytes are valid everywhere in a path and have no special meaning.
    @inline(__always)
    func endOfPlainPath(from start: Int) -> Int {
        endOfLetters(from: start, or: UInt8(ascii: "-")...UInt8(ascii: "9"))
    }

    /// The end of the letters and the bytes of `others` from `start` on, or an index before it.
    ///
    /// Looks at eight bytes at a time, and leaves the last bytes, fewer than eight, to the caller. Nearly all bytes of names
    /// and paths are such bytes.
    @inline(__always)
    func endOfLetters(from start: Int, or others: ClosedRange<UInt8>) -> Int {
        var index = start
        while count &- index >= 8 {
            let letters = word(at: index).leadingLetters(or: others)
            index &+= letters
            guard letters == 8 else { break }
        }
        return index
    }

    /// The index of the first byte from `start` on that is no space or tab, or the end.
    @inline(__always)
    func endOfBlanks(from start: Int) -> Int {
        var index = start
        while index < count, self[index].isBlank { index += 1 }
        return index
    }

    /// The index of the first byte from `start` on that must not stand in a field value, or the end.
    ///
    /// Most of a head is field values, so it looks at eight bytes at a time while they hold no control character.
    @inline(__always)
    func endOfFieldValue(from start: Int) -> Int {
        var index = start
        while count &- index >= 8 {
            let word = word(at: index)
            let marks = word.marksBelow(0x20) | word.marks(of: 0x7F)
            index &+= marks.indexOfFirstMark
            guard marks == 0 else { break }
        }
        while index < count, self[index].isFieldValueByte { index += 1 }
        return index
    }
}

/// Tests of the eight bytes of a word at once. The tests mark bytes by their highest bit; no byte affects another.
extension UInt64 {
    fileprivate static let ones: UInt64 = 0x0101_0101_0101_0101
    fileprivate static let highBits: UInt64 = 0x8080_8080_8080_8080
    fileprivate static let blanks: UInt64 = 0x2020_2020_2020_2020

    /// How many of the eight bytes, from the lowest on, are letters or in `others`, a range of ASCII.
    fileprivate func leadingLetters(or others: ClosedRange<UInt8>) -> Int {
        let low = self & ~.highBits
        let areLetters = (low | .blanks).lie(in: UInt8(ascii: "a")...UInt8(ascii: "z"))
        let areNeither = ~(areLetters | low.lie(in: others)) | self
        return (areNeither & .highBits).trailingZeroBitCount / 8
    }

    /// The eight bytes, which are ASCII, with small letters for capitals.
    fileprivate var lowercased: UInt64 { self | lie(in: UInt8(ascii: "A")...UInt8(ascii: "Z")) >> 2 }

    /// Marks the bytes in `range`; all eight are ASCII.
    @inline(__always)
    private func lie(in range: ClosedRange<UInt8>) -> UInt64 {
        // The sum of a byte below 0x80 and the number that is added stays below 0x100, so it carries nothing to the next byte.
        let areAtLeast = self &+ .ones &* UInt64(0x80 - range.lowerBound)
        let areAbove = self &+ .ones &* UInt64(0x7F - range.upperBound)
        return areAtLeast & ~areAbove & .highBits
    }
}

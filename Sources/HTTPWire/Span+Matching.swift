extension Span<UInt8> {
    /// Whether the bytes of `range` start with `prefix`, an ASCII text in lower case; capitals in the bytes match as well.
    ///
    /// Neither holds control characters: only one of those could be taken for the sign that is 0x20 above it.
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
        while offset < length {
            let byte = wanted.load(fromByteOffset: offset, as: UInt8.self)
            guard self[range.lowerBound + offset] | 0x20 == byte else { return false }
            offset += 1
        }
        return true
    }

    /// Whether the bytes of `range`, which are ASCII, are `name`, a field name in lower case, but for their case.
    @inline(__always)
    func isName(_ name: borrowing Span<UInt8>, at range: ByteRange) -> Bool {
        guard range.count == name.count else { return false }
        let start = Int(range.start)
        var offset = 0
        while name.count - offset >= 8 {
            guard word(at: start + offset).lowercased == name.word(at: offset) else { return false }
            offset += 8
        }
        while offset < name.count {
            guard self[start + offset].lowercased == name[offset] else { return false }
            offset += 1
        }
        return true
    }

    /// Whether the bytes at `index` are these eight, with case.
    @inline(__always)
    func hasBytes(_ eight: StaticString, at index: Int) -> Bool {
        guard count - index >= 8, eight.utf8CodeUnitCount == 8 else { return false }
        let wanted = UnsafeRawPointer(eight.utf8Start).loadUnaligned(as: UInt64.self)
        return word(at: index) == UInt64(littleEndian: wanted)
    }

    /// Whether the bytes of `range` are `text`, but for their case; see ``hasPrefix(_:in:)``.
    @inline(__always)
    func equals(_ text: StaticString, in range: Range<Int>) -> Bool {
        range.count == text.utf8CodeUnitCount && hasPrefix(text, in: range)
    }

    /// The index of the first byte from `start` on that is no token's, or the end.
    @inline(__always)
    func endOfToken(from start: Int) -> Int {
        var index = endOfLetters(from: start, or: UInt8(ascii: "-")...UInt8(ascii: "-"))
        while index < count, self[index].isTokenByte { index += 1 }
        return index
    }

    /// The index of the first byte from `start` on that is no letter, digit, hyphen, dot or slash, or one before it: what
    /// such bytes mean in a target nobody has to ask.
    @inline(__always)
    func endOfPlainPath(from start: Int) -> Int {
        endOfLetters(from: start, or: UInt8(ascii: "-")...UInt8(ascii: "9"))
    }

    /// The index of the first byte from `start` on that is neither a letter nor one of `others`; near the end perhaps of
    /// an earlier one.
    ///
    /// Nearly all of names and paths, eight bytes at a time.
    @inline(__always)
    func endOfLetters(from start: Int, or others: ClosedRange<UInt8>) -> Int {
        var index = start
        while count - index >= 8 {
            let letters = word(at: index).leadingLetters(or: others)
            index += letters
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

    /// The index of the first byte from `start` on that may not stand in a field value, or the end.
    ///
    /// Most of a head is field values, so eight bytes are judged at a time while they are neither tabs nor refused.
    @inline(__always)
    func endOfFieldValue(from start: Int) -> Int {
        var index = start
        while count - index >= 8 {
            let allowed = word(at: index).leadingNonControls
            index += allowed
            guard allowed == 8 else { break }
        }
        while index < count, self[index].isFieldValueByte { index += 1 }
        return index
    }

    /// The eight bytes from `index` on, the first of them lowest.
    @inline(__always)
    func word(at index: Int) -> UInt64 {
        // Unsafe in name only: the bounds are checked, and any bits make an integer.
        UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
}

/// Eight bytes judged at once, in the high bit of each.
extension UInt64 {
    fileprivate static let ones: UInt64 = 0x0101_0101_0101_0101
    fileprivate static let highBits: UInt64 = 0x8080_8080_8080_8080
    fileprivate static let blanks: UInt64 = 0x2020_2020_2020_2020

    /// How many of the eight bytes, from the lowest on, are neither below 0x20 nor 0x7F.
    fileprivate var leadingNonControls: Int {
        // A byte borrows, and so gains its high bit, when it is less than what is taken off; those that had it are left out.
        // What is borrowed from can be mistaken for a control character, but stands above one.
        let below20 = (self &- .blanks) & ~self
        let delete = self ^ (.ones &* 0x7F)
        let is7F = (delete &- .ones) & ~delete
        return ((below20 | is7F) & .highBits).trailingZeroBitCount / 8
    }

    /// How many of the eight bytes, from the lowest on, are letters or among `others`, which are ASCII.
    fileprivate func leadingLetters(or others: ClosedRange<UInt8>) -> Int {
        let low = self & ~.highBits
        let areLetters = (low | .blanks).lie(in: UInt8(ascii: "a")...UInt8(ascii: "z"))
        let areNeither = ~(areLetters | low.lie(in: others)) | self
        return (areNeither & .highBits).trailingZeroBitCount / 8
    }

    /// The eight bytes, all of them ASCII, with capitals made small.
    fileprivate var lowercased: UInt64 { self | lie(in: UInt8(ascii: "A")...UInt8(ascii: "Z")) >> 2 }

    /// The high bit of each byte that lies in a range; all of them are ASCII.
    @inline(__always)
    private func lie(in range: ClosedRange<UInt8>) -> UInt64 {
        // A byte below 0x80 gains its high bit with what is added to it, and carries nothing.
        let areAtLeast = self &+ .ones &* UInt64(0x80 - range.lowerBound)
        let areAbove = self &+ .ones &* UInt64(0x7F - range.upperBound)
        return areAtLeast & ~areAbove & .highBits
    }
}

extension Span<UInt8> {
    /// Whether the bytes of `range` start with `prefix`, an ASCII text in lower case; capitals in the bytes match as well.
    func hasPrefix(_ prefix: StaticString, in range: Range<Int>) -> Bool {
        let length = prefix.utf8CodeUnitCount
        guard range.count >= length else { return false }
        for offset in 0..<length where self[range.lowerBound + offset].lowercased != prefix.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Whether the bytes of `range` are `text`, an ASCII text in lower case, but for their case.
    func equals(_ text: StaticString, in range: Range<Int>) -> Bool {
        range.count == text.utf8CodeUnitCount && hasPrefix(text, in: range)
    }

    /// The index of the first byte from `start` on that is no token's, or the end.
    @inline(__always)
    func endOfToken(from start: Int) -> Int {
        var index = start
        while index < count, self[index].isTokenByte { index += 1 }
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
        let raw = self.bytes
        while count - index >= 8 {
            // Unsafe in name only: the bounds are checked, and any bits make an integer.
            let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard !word.holdsControlByte else { break }
            index += 8
        }
        while index < count, self[index].isFieldValueByte { index += 1 }
        return index
    }
}

extension UInt64 {
    /// Whether one of the eight bytes is below 0x20 or is 0x7F; it may also say so of a byte beside such a one.
    fileprivate var holdsControlByte: Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highBits: UInt64 = 0x8080_8080_8080_8080
        // A byte borrows, and so gains its high bit, when it is less than what is taken off; those that had it are left out.
        let below20 = (self &- ones &* 0x20) & ~self & highBits
        let delete = self ^ (ones &* 0x7F)
        let is7F = (delete &- ones) & ~delete & highBits
        return below20 | is7F != 0
    }
}

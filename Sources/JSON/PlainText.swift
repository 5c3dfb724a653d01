/// Text that JSON strings hold as it is: everything but quotes, backslashes and control characters (RFC 8259 §7).
enum PlainText {
    /// Where the plain text that starts there ends, `bytes.count` if all of it is plain.
    ///
    /// Looks at eight bytes at a time.
    ///
    /// - Parameter onlyASCII: whether a byte above 0x7F ends it too.
    @inline(__always)
    static func end(from start: Int, in bytes: Span<UInt8>, onlyASCII: Bool) -> Int {
        var index = start
        while bytes.count - index >= 8 {
            let marks = marks(in: bytes.word(uncheckedFrom: index), onlyASCII: onlyASCII)
            if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
            index += 8
        }
        guard index < bytes.count else { return index }
        // The rest, and spaces behind it.
        let spaces: UInt64 = 0x2020_2020_2020_2020 &<< UInt64(truncatingIfNeeded: 8 &* (bytes.count &- index))
        let rest = bytes.lastWord(uncheckedFrom: index) | spaces
        let marks = marks(in: rest, onlyASCII: onlyASCII)
        return marks == 0 ? bytes.count : index + marks.trailingZeroBitCount / 8
    }

    /// A word whose lowest bit that is set stands in the first byte that is not plain; 0 if all eight are.
    ///
    /// A subtraction that borrows may also mark plain bytes, but only behind the one that it borrows for.
    /// <https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord>
    @inline(__always)
    private static func marks(in word: UInt64, onlyASCII: Bool) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones * UInt64(UInt8(ascii: "\"")))
        let backslashes = word ^ (ones * UInt64(UInt8(ascii: "\\")))
        let below = (word &- ones * 0x20) & ~word | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
        return (onlyASCII ? below | word : below) & (ones * 0x80)
    }
}

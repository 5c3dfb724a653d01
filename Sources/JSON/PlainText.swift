import Base

/// Text that JSON strings hold without an escape: everything but quotes, backslashes and control characters (RFC 8259 §7).
enum PlainText {
    /// Where the plain text from `start` on ends: at the first byte that is not plain, or at the end.
    ///
    /// Looks at eight bytes at a time, because strings are most of a document.
    ///
    /// - Parameter onlyASCII: whether a byte above 0x7F ends the plain text as well.
    @inline(__always)  // See JSONReader.scanPlainText.
    static func end(from start: Int, in bytes: Span<UInt8>, onlyASCII: Bool) -> Int {
        var index = start
        while bytes.count - index >= 8 {
            let marks = marks(in: bytes.word(at: index), onlyASCII: onlyASCII)
            guard marks == 0 else { return index + marks.indexOfFirstMark }
            index += 8
        }
        guard index < bytes.count else { return index }
        // The places after the last byte hold 0, which is marked as a control character.
        return index + marks(in: bytes.lastWord(from: index), onlyASCII: onlyASCII).indexOfFirstMark
    }

    /// Marks the bytes that are not plain; see ``Swift/UInt64/marksBelow(_:)``.
    @inline(__always)
    private static func marks(in word: UInt64, onlyASCII: Bool) -> UInt64 {
        word.marksBelow(0x20) | word.marks(of: UInt8(ascii: "\"")) | word.marks(of: UInt8(ascii: "\\"))
            | (onlyASCII ? word.marksAboveASCII : 0)
    }
}

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
}

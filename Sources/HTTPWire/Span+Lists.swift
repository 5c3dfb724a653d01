extension Span<UInt8> {
    /// Takes the next element of a comma-separated list off the front of `rest` (RFC 9110 §5.6.1): whitespace around it
    /// taken off, empty elements skipped, as a recipient must; `nil` at the end.
    ///
    /// Commas inside quoted strings part elements here too. The fields this is used for compare whole elements with
    /// unquoted words, so such a piece can only fail to match.
    func nextElement(of rest: inout Range<Int>) -> Range<Int>? {
        while !rest.isEmpty {
            var end = rest.lowerBound
            while end < rest.upperBound, self[end] != .comma { end += 1 }
            let element = trimmed(rest.lowerBound..<end)
            rest = min(end + 1, rest.upperBound)..<rest.upperBound
            if !element.isEmpty { return element }
        }
        return nil
    }

    /// The range without the spaces and tabs at its ends.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, self[start].isBlank { start += 1 }
        while end > start, self[end - 1].isBlank { end -= 1 }
        return start..<end
    }
}

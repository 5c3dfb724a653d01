extension Span<UInt8> {
    /// Removes the next element of a comma-separated list from the front of `rest` (RFC 9110 §5.6.1).
    ///
    /// A comma in a quoted string separates elements here as well. The fields that use this compare whole elements with
    /// unquoted words, so a part of a quoted string never matches.
    ///
    /// - Returns: the element without the whitespace around it; `nil` at the end. Empty elements are skipped, as a
    ///   recipient must (RFC 9110 §5.6.1.2).
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

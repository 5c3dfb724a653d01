/// A pattern for phone numbers, in which `*` stands for any text, none too.
package struct NumberPattern: Sendable, Equatable {
    /// The text between the stars. A pattern without stars has one piece.
    private let pieces: [[UInt8]]

    package init(_ text: String) {
        pieces = Array(text.utf8).split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    package func matches(_ number: String) -> Bool {
        var rest = Array(number.utf8)[...]
        guard let first = pieces.first, let last = pieces.last, rest.starts(with: first) else { return false }
        if pieces.count == 1 { return rest.count == first.count }
        rest = rest.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }
}

/// A path to compare requests with.
///
/// `*` stands for any text, and `/api` in front makes no difference, as the mock answers the same with and without it.
struct PathPattern: Sendable, Equatable {
    /// As it was given.
    let text: String
    private let pieces: [String]

    init(_ text: String) {
        self.text = text
        pieces = Self.withoutPrefix(text).split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    }

    func matches(_ path: String) -> Bool {
        var rest = Self.withoutPrefix(path)
        guard let first = pieces.first, let last = pieces.last else { return false }
        if pieces.count == 1 { return rest == first }
        guard rest.hasPrefix(first) else { return false }
        rest = rest.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }

    private static func withoutPrefix(_ path: String) -> Substring {
        path.hasPrefix("/api/") ? path.dropFirst("/api".count) : path[...]
    }
}

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

    /// The only path that it means, without `/api`; `nil` when there is a star.
    var onlyPath: String? { pieces.count == 1 ? pieces[0] : nil }

    func matches(_ path: String) -> Bool {
        guard let first = pieces.first, let last = pieces.last else { return false }
        if pieces.count == 1 { return Self.isSame(path, first) }
        var rest = Self.withoutPrefix(path)
        guard rest.hasPrefix(first) else { return false }
        rest = rest.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }

    /// Every request is asked about and hardly one is meant: most are told by their lengths.
    private static func isSame(_ path: String, _ wanted: String) -> Bool {
        let excess = path.utf8.count - wanted.utf8.count
        return (excess == 0 || excess == prefix.utf8.count - 1) && withoutPrefix(path) == wanted
    }

    private static func withoutPrefix(_ path: String) -> Substring {
        Substring(path.utf8.dropFirst(ignoredCount(of: path)))
    }

    /// How many bytes at a path's beginning make no difference.
    static func ignoredCount(of path: String) -> Int {
        let (path, prefix) = (path.utf8.span, prefix.utf8.span)
        guard path.count >= prefix.count else { return 0 }
        for index in prefix.indices where path[index] != prefix[index] { return 0 }
        return prefix.count - 1
    }

    private static let prefix = "/api/"
}

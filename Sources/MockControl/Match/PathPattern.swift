import CampaignAPI
import HTTPServer

/// A path to compare requests with, in the normal form of ``RequestPath``, as theirs are.
///
/// `*` stands for any text.
struct PathPattern: Sendable, Equatable {
    /// As it was given.
    let text: String
    private let pieces: [String]

    init(_ text: String) {
        self.text = text
        pieces = RequestPath(text, .mock).text.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    }

    /// The only path that it means, in its normal form; `nil` when there is a star.
    var onlyPath: String? { pieces.count == 1 ? pieces[0] : nil }

    /// - Parameter path: in its normal form.
    func matches(_ path: String) -> Bool {
        guard let first = pieces.first, let last = pieces.last else { return false }
        if pieces.count == 1 { return path == first }
        guard path.hasPrefix(first) else { return false }
        var rest = path.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}

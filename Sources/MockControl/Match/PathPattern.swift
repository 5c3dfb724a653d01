import CampaignAPI
import HTTPServer

/// A pattern for request paths. Pattern and path are compared in the normal form of ``RequestPath``.
///
/// `*` matches any text, slashes included. A leading `/api` makes no difference, because the API serves every path with
/// and without it.
struct PathPattern: Sendable, Equatable {
    /// The pattern as given.
    let text: String
    /// The text between the stars. A pattern without stars has one piece.
    private let pieces: [ArraySlice<UInt8>]

    init(_ text: String) {
        self.text = text
        // NUL replaces each star before percent-decoding, so that an encoded star (%2A) matches only itself.
        let normal = RequestPath(text.replacing("*", with: "\0"), .mock)
        pieces = normal.bytes.split(separator: 0, omittingEmptySubsequences: false)
    }

    func matches(_ path: RequestPath) -> Bool {
        if pieces.count == 1 { return path.bytes == pieces[0] }
        // A star may match a part of `/api`, as in `/ap*`, so the path is also compared with `/api` in front.
        return isMatched(by: path.bytes) || isMatched(by: PathRules.mock.optionalPrefix + path.bytes)
    }

    private func isMatched(by path: some RandomAccessCollection<UInt8>) -> Bool {
        guard let first = pieces.first, let last = pieces.last, path.starts(with: first) else { return false }
        var rest = Array(path.dropFirst(first.count))[...]
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.count >= last.count && rest.suffix(last.count) == last
    }
}

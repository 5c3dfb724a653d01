import Base
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
        // Another byte replaces each star before percent-decoding, so that an encoded star (%2A) matches only itself.
        let bytes = Array(text.utf8)
        let mark = Self.byte(missingFrom: bytes)
        let normal = RequestPath(bytes.map { $0 == UInt8(ascii: "*") ? mark : $0 }[...], .mock)
        pieces = normal.bytes.split(separator: mark, omittingEmptySubsequences: false)
    }

    /// A byte that is neither in the text nor in its decoded form. NUL when each byte is in one of them.
    private static func byte(missingFrom text: [UInt8]) -> UInt8 {
        let present = Set(text + PercentEncoding.decode(text.span))
        return (0...UInt8.max).first { !present.contains($0) } ?? 0
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

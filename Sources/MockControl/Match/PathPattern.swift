import CampaignAPI
import HTTPServer

/// A path to compare requests with, in the normal form of ``RequestPath``, as theirs are.
///
/// `*` stands for any text, slashes included. `/api` in front makes no difference: the API answers the same with it and
/// without it.
struct PathPattern: Sendable, Equatable {
    /// As it was given.
    let text: String
    /// What stands around the stars; one piece when there is none.
    private let pieces: [ArraySlice<UInt8>]

    init(_ text: String) {
        self.text = text
        // NUL takes the place of each star meanwhile, so that an encoded star (%2A) means nothing but itself.
        let normal = RequestPath(text.replacing("*", with: "\0"), .mock)
        pieces = normal.bytes.split(separator: 0, omittingEmptySubsequences: false)
    }

    func matches(_ path: RequestPath) -> Bool {
        if pieces.count == 1 { return path.bytes == pieces[0] }
        // A star can stand for the end of `/api`, as in `/api*`, or for all of it.
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

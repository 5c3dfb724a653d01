import Base
import HTTPWire

/// The rules for the normal form of request paths.
///
/// A class, so that each request counts one reference to it and not one for each prefix.
package final class PathRules: Sendable {
    /// A prefix such as `/api`. A path means the same with and without it. May be empty.
    package let optionalPrefix: [UInt8]
    /// A prefix such as `/_mock`. In paths under it, repeated slashes are not merged. May be empty.
    package let exactPrefix: [UInt8]

    package init(optionalPrefix: String = "", exactPrefix: String = "") {
        self.optionalPrefix = Array(optionalPrefix.utf8)
        self.exactPrefix = Array(exactPrefix.utf8)
    }
}

/// The path of a request in normal form. Routes, faults, filters and CORS compare this form.
///
/// - Repeated slashes are merged, except under the exact prefix. Slashes at the end are removed.
/// - Percent-encoded bytes are decoded, except `%2F` and `%25`. An encoded slash does not separate segments
///   (RFC 3986 §2.2), and an encoded percent sign does not start an escape.
/// - The optional prefix is removed.
/// - Dot segments are not resolved.
package struct RequestPath: Sendable, Equatable {
    /// The bytes of the normal form. They start with a slash; the root is `/`.
    package let bytes: ArraySlice<UInt8>
    /// Whether the path is under ``PathRules/exactPrefix``.
    package let isExact: Bool

    /// - Parameter sent: the path as the client sent it, without the query.
    package init(_ sent: ArraySlice<UInt8>, _ rules: PathRules = PathRules()) {
        var path = sent
        // Nearly every path has its normal form already. Such a path is not copied.
        if Self.isNormal(sent.span) {
            isExact = path.span.lies(under: rules.exactPrefix)
        } else {
            path = Self.decoded(sent)
            isExact = path.span.lies(under: rules.exactPrefix)
            path = isExact ? Self.withoutSlashesAtEnd(path) : Self.merged(path)
        }
        if !isExact, path.span.lies(under: rules.optionalPrefix) {
            let rest = path.startIndex + rules.optionalPrefix.count
            path = rest == path.endIndex ? [Self.slash] : path[rest...]
        }
        bytes = path
    }

    /// - Parameter sent: the path as the client sent it, without the query.
    package init(_ sent: String, _ rules: PathRules = PathRules()) {
        self.init(Array(sent.utf8)[...], rules)
    }

    /// The normal form as text.
    package var text: String { String(lenient: bytes) }

    /// Merges repeated slashes and removes slashes at the end. Decodes nothing and keeps every prefix.
    package static func merged(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var merged: [UInt8] = []
        merged.reserveCapacity(path.count)
        for byte in path where byte != slash || merged.last != slash { merged.append(byte) }
        return withoutSlashesAtEnd(merged[...])
    }

    private static let slash = UInt8(ascii: "/")
    private static let percent = UInt8(ascii: "%")

    /// Whether the path has nothing to decode, no repeated slash and no slash at the end.
    private static func isNormal(_ path: Span<UInt8>) -> Bool {
        // Eight bytes at a time. One byte at a time took 150 instructions more, 1 % of a 401.
        var faults: UInt64 = 0
        var slashBefore: UInt64 = 0
        var index = 0
        while index < path.count {
            let word = path.count - index >= 8 ? path.word(at: index) : path.lastWord(from: index)
            let slashes = word.allMarks(of: slash)
            faults |= word.allMarks(of: percent) | (slashes & (slashes << 8 | slashBefore))
            slashBefore = slashes >> 56
            index += 8
        }
        return faults == 0 && (path.count <= 1 || path[path.count - 1] != slash)
    }

    private static func withoutSlashesAtEnd(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var path = path
        while path.count > 1, path.last == slash { path.removeLast() }
        return path
    }

    private static func decoded(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        PercentEncoding.decode(path.span, keeping: { $0 == slash || $0 == percent })[...]
    }
}

extension Span<UInt8> {
    /// Whether this path is `prefix`, or starts with `prefix` and a slash. No path is under an empty prefix.
    fileprivate func lies(under prefix: [UInt8]) -> Bool {
        guard !prefix.isEmpty, count >= prefix.count else { return false }
        guard count == prefix.count || self[prefix.count] == UInt8(ascii: "/") else { return false }
        for index in prefix.indices where self[index] != prefix[index] { return false }
        return true
    }
}

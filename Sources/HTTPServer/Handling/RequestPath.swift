import Base
import HTTPWire

/// How a server reads the paths of its requests.
package struct PathRules: Sendable {
    /// A beginning such as `/api` that a path may have or not have; it makes no difference to what is asked for. May be empty.
    package let optionalPrefix: [UInt8]
    /// A beginning such as `/_mock`: in paths under it every slash counts, but for those at the end. May be empty.
    package let exactPrefix: [UInt8]

    package init(optionalPrefix: String = "", exactPrefix: String = "") {
        self.optionalPrefix = Array(optionalPrefix.utf8)
        self.exactPrefix = Array(exactPrefix.utf8)
    }
}

/// The path of a request in its normal form: what routes, faults, filters and CORS compare.
///
/// Repeated slashes count as one and slashes at the end as none. Percent-encoded bytes are decoded, except `%2F` and
/// `%25`: an encoded slash separates nothing (RFC 3986 §2.2), and an encoded percent sign begins no escape. The optional
/// prefix is removed. Dot segments stay as they are.
package struct RequestPath: Sendable, Equatable {
    /// The normal form; begins with a slash, and is `/` for the root.
    package let bytes: ArraySlice<UInt8>
    /// Whether the path lies under the rules' exact prefix.
    package let isExact: Bool

    /// - Parameter sent: the path as it was sent, without the query.
    package init(_ sent: ArraySlice<UInt8>, _ rules: PathRules = PathRules()) {
        var path = sent
        // Nearly every path is in its normal form already. Then nothing is copied.
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

    /// - Parameter sent: the path as it was sent, without the query.
    package init(_ sent: String, _ rules: PathRules = PathRules()) {
        self.init(Array(sent.utf8)[...], rules)
    }

    /// The normal form as text.
    package var text: String { String(lenient: bytes) }

    /// A path with its slashes merged and those at its end removed; nothing is decoded, no prefix removed.
    package static func merged(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var merged: [UInt8] = []
        merged.reserveCapacity(path.count)
        for byte in path where byte != slash || merged.last != slash { merged.append(byte) }
        return withoutSlashesAtEnd(merged[...])
    }

    private static let slash = UInt8(ascii: "/")
    private static let percent = UInt8(ascii: "%")

    /// Whether there is nothing to decode and no slash too many.
    private static func isNormal(_ path: Span<UInt8>) -> Bool {
        var isBehindSlash = false
        for index in path.indices {
            let byte = path[index]
            if byte == percent || (byte == slash && isBehindSlash) { return false }
            isBehindSlash = byte == slash
        }
        return !isBehindSlash || path.count == 1
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
    /// Whether this path is `prefix` or continues it with a slash; no path lies under an empty prefix.
    fileprivate func lies(under prefix: [UInt8]) -> Bool {
        guard !prefix.isEmpty, count >= prefix.count else { return false }
        guard count == prefix.count || self[prefix.count] == UInt8(ascii: "/") else { return false }
        for index in prefix.indices where self[index] != prefix[index] { return false }
        return true
    }
}

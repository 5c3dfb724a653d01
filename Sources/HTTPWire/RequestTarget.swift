import Base

/// The parts of a request target in one of its four forms (RFC 9112 §3.2).
struct RequestTarget: Sendable, Equatable {
    /// The authority of the absolute form. The server must prefer it to the Host field (RFC 9112 §3.2.2).
    var authority: ByteRange?
    /// `*`, or a path that starts with a slash; empty for an absolute target without a path.
    var path: ByteRange
    var query: ByteRange?
    /// Whether this is the origin form, which gets its authority from the Host field (RFC 9112 §3.3).
    var takesAuthorityFromHost: Bool
}

extension RequestTarget {
    /// Reads the target in `range`, all of whose bytes are ``Swift/UInt8/isTargetByte``.
    ///
    /// - Throws: ``RequestError/invalidTarget`` for a malformed target, or for a form that the method does not allow.
    init(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>, isOptions: Bool) throws(RequestError) {
        guard !range.isEmpty else { throw .invalidTarget }
        if bytes[range.lowerBound] == .slash {
            try self.init(bytes, authority: nil, hierarchy: range)
        } else if range.count == 1, bytes[range.lowerBound] == UInt8(ascii: "*") {
            // "only used for a server-wide OPTIONS request", RFC 9112 §3.2.4
            guard isOptions else { throw .invalidTarget }
            self.init(authority: nil, path: ByteRange(range), query: nil, takesAuthorityFromHost: false)
        } else {
            try self.init(absolute: bytes, range)
        }
    }

    /// Reads the absolute form (RFC 9112 §3.2.2).
    ///
    /// The scheme must be http.
    ///
    /// - Throws: ``RequestError/securedTarget`` for https, ``RequestError/invalidTarget`` for anything else.
    private init(absolute bytes: borrowing Span<UInt8>, _ range: Range<Int>) throws(RequestError) {
        var start = range.lowerBound
        guard bytes.hasPrefix("http", in: start..<range.upperBound) else { throw .invalidTarget }
        start += 4
        let isSecured = start < range.upperBound && bytes[start].lowercased == UInt8(ascii: "s")
        if isSecured { start += 1 }
        guard bytes.hasPrefix("://", in: start..<range.upperBound) else { throw .invalidTarget }
        start += 3
        var end = start
        while end < range.upperBound, bytes[end] != .slash, bytes[end] != .questionMark { end += 1 }
        // An http URI with an empty host MUST be rejected (RFC 9110 §4.2.1); userinfo is treated as an error (§4.2.4).
        guard let syntax = AuthoritySyntax(bytes, start..<end), !syntax.host.isEmpty else { throw .invalidTarget }
        try self.init(bytes, authority: start..<end, hierarchy: end..<range.upperBound)
        // "MUST be rejected unless it has been received over a connection that has been secured", RFC 9110 §7.4.
        guard !isSecured else { throw .securedTarget }
    }

    /// Splits path from query and checks the characters of both (RFC 3986 §3.3, §3.4).
    private init(_ bytes: borrowing Span<UInt8>, authority: Range<Int>?, hierarchy: Range<Int>) throws(RequestError) {
        var index = min(bytes.endOfPlainPath(from: hierarchy.lowerBound), hierarchy.upperBound)
        var pathEnd = hierarchy.upperBound
        while index < hierarchy.upperBound {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%") {
                // A percent sign without an escape is not in the URI grammar. RFC 9112 §3 advises against guessing what
                // the client meant.
                guard index + 2 < hierarchy.upperBound, bytes[index + 1].hexadecimalValue != nil,
                    bytes[index + 2].hexadecimalValue != nil
                else { throw .invalidTarget }
            } else if byte == .questionMark, pathEnd == hierarchy.upperBound {
                pathEnd = index
            } else if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") {
                // RFC 3986 does not allow brackets in a query either, but browsers and most clients do not encode those of
                // `days[]=monday` (WHATWG URL, query percent-encode set), and they have one meaning only.
                guard pathEnd < hierarchy.upperBound else { throw .invalidTarget }
            }
            index += 1
        }
        let hasQuery = pathEnd < hierarchy.upperBound
        self.init(
            authority: authority.map(ByteRange.init),
            path: ByteRange(hierarchy.lowerBound..<pathEnd),
            query: hasQuery ? ByteRange(pathEnd + 1..<hierarchy.upperBound) : nil,
            takesAuthorityFromHost: authority == nil)
    }
}

/// The URL by which clients know a server behind a proxy, such as `https://mock.example/campaigns`.
package struct PublicURL: Sendable, Equatable {
    /// Scheme, host, port and path prefix, without a slash at the end. Scheme and host are in lower case, and the scheme's
    /// own port is left out.
    package let text: String
    package let host: URIHost
    package let origin: WebOrigin

    /// Reads `http://HOST` or `https://HOST`, with an optional port and an optional path. Slashes at the end are allowed.
    ///
    /// `nil` for any other scheme, for a missing host, for user information, a query or a fragment, and for a path with
    /// empty segments, dot segments, or characters that RFC 3986 §3.3 does not allow.
    package init?(_ text: String) {
        guard let match = text.wholeMatch(of: /((?i:https?):\/\/([^\/?#@]+))(\/[^?#]*)?/),
            let origin = WebOrigin(String(match.1))
        else { return nil }
        var path = match.3 ?? ""
        while path.last == "/" { path.removeLast() }
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard segments.allSatisfy(Self.isSegment) else { return nil }
        self.text = origin.text + path
        self.origin = origin
        host = URIHost(authority: String(match.2))
    }

    private static func isSegment(_ segment: Substring) -> Bool {
        segment != "." && segment != ".."
            && segment.wholeMatch(of: /(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})+/) != nil
    }
}

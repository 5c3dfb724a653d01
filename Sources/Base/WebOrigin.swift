/// The origin of a web page in the form that browsers send (RFC 6454 §6.2), such as `https://app.example`.
package struct WebOrigin: Sendable, Hashable {
    /// The scheme, the host and, unless it is the scheme's default, the port; all in lower case and without a path.
    ///
    /// `null` is the origin of pages that come from a file and of sandboxed frames.
    package let text: String

    /// Reads an origin. Capital letters, the scheme's default port and one slash at the end are allowed.
    ///
    /// `nil` if the scheme or the host is missing, if there is a path, a query or user information, or if the text is
    /// `*`. `nil` also for characters outside ASCII: browsers send such a name in its `xn--` form.
    package init?(_ text: String) {
        let text = text.lowercased()
        guard text != "null" else {
            self.text = text
            return
        }
        guard let separator = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<separator.lowerBound]
        var rest = text[separator.upperBound...]
        if rest.last == "/" { rest.removeLast() }
        guard Self.isScheme(scheme), let (host, port) = Self.hostAndPort(rest) else { return nil }
        let defaultPort = ["http": 80, "https": 443][scheme]
        self.text = "\(scheme)://\(host)" + (port.map { $0 == defaultPort ? "" : ":\($0)" } ?? "")
    }

    /// Whether the text has the syntax of a scheme (RFC 3986 §3.1).
    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.first, first.isASCII, first.isLetter else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    }

    private static func hostAndPort(_ text: Substring) -> (host: String, port: Int?)? {
        let end: Substring.Index
        if text.first == "[" {
            guard let bracket = text.firstIndex(of: "]") else { return nil }
            end = text.index(after: bracket)
            guard case .ipv6 = URIHost(String(text[..<end])) else { return nil }
        } else {
            end = text.firstIndex(of: ":") ?? text.endIndex
            guard end != text.startIndex, text[..<end].allSatisfy(isNameCharacter) else { return nil }
        }
        // A final dot stays, because browsers treat `app.example.` as another origin.
        let host = text.first == "[" ? URIHost(String(text[..<end])).text : String(text[..<end])
        guard end != text.endIndex else { return (host, nil) }
        let digits = text[text.index(after: end)...]
        guard text[end] == ":", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits),
            port > 0
        else {
            // No program can listen on port 0.
            return nil
        }
        return (host, Int(port))
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "-._".contains(character))
    }
}

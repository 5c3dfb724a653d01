/// The origin of a web page, in the one form in which browsers send it (RFC 6454 §6.2): `https://app.example`.
package struct WebOrigin: Sendable, Hashable {
    /// Scheme and host in lower case, the port only where it is not the scheme's own, no path; or `null`, the origin of
    /// pages from a file and of sandboxed frames.
    package let text: String

    /// Reads an origin as people write it: in any case, with the scheme's own port, with a slash at the end.
    ///
    /// Gives `nil` for what is no origin: without a scheme or a host, with a path, a query or user information, with
    /// characters beyond ASCII (browsers send such a name in its `xn--` form), `*`.
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
        let ownPort = ["http": 80, "https": 443][scheme]
        self.text = "\(scheme)://\(host)" + (port.map { $0 == ownPort ? "" : ":\($0)" } ?? "")
    }

    /// RFC 3986 §3.1.
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
        // A dot at the end of a name stays: to a browser it is another origin.
        let host = text.first == "[" ? URIHost(String(text[..<end])).text : String(text[..<end])
        guard end != text.endIndex else { return (host, nil) }
        let digits = text[text.index(after: end)...]
        guard text[end] == ":", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits) else {
            return nil
        }
        return (host, Int(port))
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "-._".contains(character))
    }
}

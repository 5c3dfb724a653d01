import Base
import HTTPServer

/// The URL to which a webhook is posted, when posting there is allowed.
struct ReceiverURL: Sendable, Equatable {
    let place: ClientPlace
    /// The value of the `Host` field.
    let authority: String
    /// Path and query.
    let target: String

    /// Why nothing is sent to a URL.
    enum Refusal: Error, Equatable {
        case malformed(String)
        case otherScheme(String)
        case userInformation
        case malformedHost(String)
        case hostBeyondASCII(String)
        case invalidPort(String)
        case hostNotAllowed(String)

        /// One line that says what to do.
        var message: String {
            switch self {
            case .malformed(let text):
                "The webhook_url \(Self.shown(text)) is not a URL such as http://localhost:8080/calls; other characters than those of a URL must be percent-encoded."
            case .otherScheme(let scheme):
                "The webhook_url begins with \(scheme.prefix(Self.longest))://, and the mock posts by plain http only: use a URL such as http://localhost:8080/calls."
            case .userInformation: "The webhook_url has a user or a password, and the mock sends none: leave it out."
            case .malformedHost(let host):
                "The webhook_url has the host \(Self.shown(host)), which is no name or address such as localhost, 127.0.0.1 or [::1]."
            case .hostBeyondASCII(let host):
                "The webhook_url has the host \(Self.shown(host)): write a name with characters beyond ASCII in Punycode, such as xn--bcher-kva.example."
            case .invalidPort(let port):
                "The webhook_url has the port \(Self.shown(port)): a port is a number from 1 to 65535."
            case .hostNotAllowed(let host):
                "\(host.prefix(Self.longest)) is not this machine, and the mock posts to loopback only: use localhost, or allow the host with --webhook-host \(host.prefix(Self.longest))."
            }
        }

        /// The most characters of a URL in a message.
        private static let longest = 200

        /// A text in quotes, on one line.
        private static func shown(_ text: String) -> String {
            JSONString.quoted(text.count > longest ? text.prefix(longest) + "…" : text)
        }
    }

    /// Reads a URL. No name is looked up.
    ///
    /// - Parameter hosts: the hosts that are allowed besides loopback.
    init(_ text: String, allowing hosts: Set<URIHost>) throws(Refusal) {
        guard let parts = text.wholeMatch(of: /([A-Za-z][A-Za-z0-9+.\-]*):\/\/([^\/?#]+)([^?#]*)(\?[^#]*)?(?:#.*)?/)
        else { throw .malformed(text) }
        guard parts.2.utf8.allSatisfy({ $0 < 0x80 }) else { throw .hostBeyondASCII(String(parts.2)) }
        guard text.utf8.allSatisfy(Self.isAllowed) else { throw .malformed(text) }
        let scheme = parts.1.lowercased()
        guard scheme == "http" else { throw .otherScheme(scheme) }
        guard !parts.2.contains("@") else { throw .userInformation }
        let (host, port) = try Self.place(ofAuthority: String(parts.2))
        guard host.isLoopback || hosts.contains(host) else { throw .hostNotAllowed(host.text) }
        place = ClientPlace(host: host, port: port)
        self.authority = port == 80 ? host.text : "\(host.text):\(port)"
        target = (parts.3.isEmpty ? "/" : String(parts.3)) + (parts.4 ?? "")
    }

    private static func place(ofAuthority text: String) throws(Refusal) -> (host: URIHost, port: Int) {
        guard let parts = text.wholeMatch(of: /(\[[^\]]*\]|[^:]*)(?::(.*))?/) else { throw .malformedHost(text) }
        let isWritten = parts.1.wholeMatch(of: /\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]|[A-Za-z0-9._\-]+/) != nil
        let host = URIHost(String(parts.1))
        guard isWritten, host.isAddress || !parts.1.hasPrefix("[") else { throw .malformedHost(String(parts.1)) }
        let digits = parts.2 ?? ""
        guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let port = digits.isEmpty ? 80 : Int(digits), (1...65_535).contains(port)
        else { throw .invalidPort(String(digits)) }
        return (host, port)
    }

    /// Whether a byte may stand in a URL (RFC 3986 §2). None of them can end a line of a request.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !#""<>\^`{|}"#.utf8.contains(byte)
    }
}

extension URIHost {
    fileprivate var isAddress: Bool {
        if case .name = self { false } else { true }
    }
}

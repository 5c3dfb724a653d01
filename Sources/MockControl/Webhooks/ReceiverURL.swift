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
        case hostNotAllowed(String)

        /// One line that says what to do.
        var message: String {
            switch self {
            case .malformed(let text):
                "The webhook_url '\(text)' is not a URL such as http://localhost:8080/calls; other characters than those of a URL must be percent-encoded."
            case .otherScheme(let scheme):
                "The webhook_url begins with \(scheme)://, and the mock posts by plain http only: use a URL such as http://localhost:8080/calls."
            case .userInformation: "The webhook_url has a user or a password, and the mock sends none: leave it out."
            case .hostNotAllowed(let host):
                "\(host) is not this machine, and the mock posts to loopback only: use localhost, or allow the host with --webhook-host \(host)."
            }
        }
    }

    /// Reads a URL. No name is looked up.
    ///
    /// - Parameter hosts: the hosts that are allowed besides loopback.
    init(_ text: String, allowing hosts: Set<URIHost>) throws(Refusal) {
        guard text.utf8.allSatisfy(Self.isAllowed),
            let parts = text.wholeMatch(of: /([A-Za-z][A-Za-z0-9+.\-]*):\/\/([^\/?#]+)([^?#]*)(\?[^#]*)?(?:#.*)?/)
        else { throw .malformed(text) }
        let scheme = parts.1.lowercased()
        guard scheme == "http" else { throw .otherScheme(scheme) }
        guard !parts.2.contains("@") else { throw .userInformation }
        guard let authority = parts.2.wholeMatch(of: /(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._\-]+)(?::(\d{0,5}))?/) else {
            throw .malformed(text)
        }
        let host = URIHost(String(authority.1))
        let digits = authority.2 ?? ""
        guard let port = digits.isEmpty ? 80 : Int(digits), (1...65_535).contains(port),
            host.isAddress || !authority.1.hasPrefix("[")
        else {
            throw .malformed(text)
        }
        guard host.isLoopback || hosts.contains(host) else { throw .hostNotAllowed(host.text) }
        place = ClientPlace(host: host, port: port)
        self.authority = port == 80 ? host.text : "\(host.text):\(port)"
        target = (parts.3.isEmpty ? "/" : String(parts.3)) + (parts.4 ?? "")
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

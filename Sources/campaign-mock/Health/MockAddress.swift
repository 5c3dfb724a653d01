import ArgumentParser
import Base

/// Where a mock listens, as its clients write it.
enum MockAddress: Sendable, Equatable {
    case tcp(host: String, port: Int)
    case unixSocket(path: String)

    /// The ports that a client can connect to.
    static let ports = 1...65_535

    /// Reads `http://HOST`, `http://HOST:PORT` or `unix:PATH`. A path after the host does not matter, so that the API's
    /// base URL will do.
    ///
    /// - Throws: `ValidationError` for any other text.
    init(url: String) throws(ValidationError) {
        if url.hasPrefix("unix:"), url.count > 5 {
            self = .unixSocket(path: String(url.dropFirst(5)))
            return
        }
        guard let match = url.wholeMatch(of: /(?i:http):\/\/(\[[^\]\/]+\]|[^:\/?#@\[\]]+)(?::(\d+))?(?:\/.*)?/),
            let port = match.2.map({ Int($0) }) ?? 80, Self.ports.contains(port)
        else {
            throw ValidationError(
                "'\(url)' is not the URL of a mock. Write http://HOST:PORT, as in http://127.0.0.1:7357, or unix:PATH.")
        }
        self = .tcp(host: String(match.1), port: port)
    }

    /// The URL of the mock, as in its ready line.
    var url: String {
        switch self {
        case .tcp(let host, let port): "http://\(URIHost(host).text):\(port)"
        case .unixSocket(let path): "unix:\(path)"
        }
    }

    /// The host and port of a request (RFC 9112 §3.2). Over a Unix domain socket the mock accepts any.
    var authority: String {
        switch self {
        case .tcp(let host, let port): "\(URIHost(host).text):\(port)"
        case .unixSocket: "localhost"
        }
    }

    /// The same mock at an address that clients can connect to: an unspecified address (`0.0.0.0`, `::`), which a mock
    /// can listen on, becomes the loopback address.
    var reachable: MockAddress {
        guard case .tcp(let text, let port) = self else { return self }
        let host = URIHost(text)
        guard host.isUnspecified else { return self }
        return if case .ipv6 = host { .tcp(host: "::1", port: port) } else { .tcp(host: "127.0.0.1", port: port) }
    }
}

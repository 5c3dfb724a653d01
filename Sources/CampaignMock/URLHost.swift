/// How a host stands in a URL.
enum URLHost {
    /// An IPv6 address in brackets (RFC 3986 §3.2.2); an address for all interfaces as one that a client can reach.
    static func text(for host: String) -> String {
        switch host {
        case "0.0.0.0", "": "127.0.0.1"
        case "::": "[::1]"
        case _ where host.contains(":"): "[\(host)]"
        default: host
        }
    }

    /// Whether only this machine can reach the host.
    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}

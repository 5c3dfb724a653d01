package import Base

/// Where a client connects to.
package struct ClientPlace: Sendable, Hashable {
    package let host: URIHost
    /// From 1 to 65535.
    package let port: Int

    package init(host: URIHost, port: Int) {
        self.host = host
        self.port = port
    }

    /// Whether ``addresses()`` may ask the network, and so block.
    var needsLookup: Bool {
        switch host {
        case .ipv4, .ipv6: false
        case .name(let name): name != "localhost"
        }
    }

    /// The addresses of the host, in the order in which to try them. `localhost` is 127.0.0.1, then ::1.
    func addresses() throws(ClientFailure) -> [SocketAddress] {
        let text = if case .name(let name) = host { name } else { host.text }
        let found: HostAddresses
        do throws(ServerError) {
            found = try HostAddresses(of: text)
        } catch {
            if case .hostUnknown(_, let reason) = error { throw .hostUnknown(text, reason: reason) }
            throw .hostUnknown(text, reason: error.message)
        }
        return found.all.map { $0.with(port: port) }
    }
}

import Base
import Foundation

/// The addresses of a host.
///
/// A caller looks them up once, makes its decisions by them, and gives them to the server, which binds the same ones.
package struct HostAddresses: Sendable {
    /// The host as the caller wrote it.
    let host: String
    /// Each address once, in the system's order of preference, with port 0.
    let all: [SocketAddress]

    /// Looks up a host name or an address. An IPv6 address may have brackets.
    ///
    /// The name `localhost` always means both loopback addresses, IPv4 first (RFC 6761 §6.3). The system is not asked: many
    /// machines know only one of them by this name, and a bare container knows none.
    ///
    /// - Throws: ``ServerError/hostUnknown(host:reason:)``.
    package init(of host: String) throws(ServerError) {
        self.host = host
        guard URIHost(host) == .name("localhost") else {
            all = try Self.addresses(of: host)
            return
        }
        all = try Self.addresses(of: "127.0.0.1") + Self.addresses(of: "::1")
    }

    private static func addresses(of host: String) throws(ServerError) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Platform.streamSocket
        hints.ai_flags = AI_PASSIVE
        var list: UnsafeMutablePointer<addrinfo>?
        // A URL writes an IPv6 address in brackets, and getaddrinfo(3) does not take them.
        let code = getaddrinfo(host.trimmingCharacters(in: ["[", "]"]), "0", &hints, &list)
        guard code == 0 else {
            throw .hostUnknown(host: host, reason: String(cString: gai_strerror(code)))
        }
        defer { freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        for entry in sequence(first: list, next: { $0?.pointee.ai_next }) {
            guard let info = entry?.pointee, let pointer = info.ai_addr else { continue }
            let address = SocketAddress(copying: pointer, length: info.ai_addrlen)
            if !addresses.contains(where: { $0.text == address.text }) { addresses.append(address) }
        }
        return addresses
    }

    /// Whether every address is a loopback address, so that only this machine can connect.
    package var areLoopback: Bool { all.allSatisfy(\.isLoopback) }
}

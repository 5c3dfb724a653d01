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
    /// - Throws: ``ServerError/hostUnknown(host:reason:)``.
    package init(of host: String) throws(ServerError) {
        self.host = host
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
        all = addresses
    }

    /// Whether every address is a loopback address, so that only this machine can connect.
    package var areLoopback: Bool { all.allSatisfy(\.isLoopback) }
}

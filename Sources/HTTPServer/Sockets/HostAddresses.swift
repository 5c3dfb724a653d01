import Foundation

/// The addresses that a host stands for, looked up once: what a caller decides by them holds for what is bound.
package struct HostAddresses: Sendable {
    /// As it was given.
    let host: String
    /// Without repetition, in the system's order of preference, with port 0.
    let all: [SocketAddress]

    /// Looks a host name or an address up.
    ///
    /// - Throws: ``ServerError/hostUnknown(host:reason:)``.
    package init(of host: String) throws(ServerError) {
        self.host = host
        var hints = addrinfo()
        hints.ai_socktype = Platform.streamSocket
        hints.ai_flags = AI_PASSIVE
        var list: UnsafeMutablePointer<addrinfo>?
        // Brackets are how a URL writes an IPv6 address.
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

    /// Whether only this machine can connect: each of them is a loopback address.
    package var areLoopback: Bool { all.allSatisfy(\.isLoopback) }
}

import Foundation

/// The loopback addresses of this machine.
package enum Loopback {
    /// Whether the machine has ::1.
    package static let hasIPv6: Bool = {
        #if canImport(Darwin)
        let stream = SOCK_STREAM
        #else
        let stream = Int32(SOCK_STREAM.rawValue)
        #endif
        let descriptor = socket(AF_INET6, stream, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return withAddress("::1", 0) { bind(descriptor, $0, $1) } == 0
    }()

    /// Passes 127.0.0.1 or ::1 in the form of the system calls.
    static func withAddress<Result>(
        _ host: String, _ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        let port = in_port_t(UInt16(truncatingIfNeeded: port)).bigEndian
        guard host == "::1" else {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port
            address.sin_addr.s_addr = inet_addr(host)
            return passing(&address, to: body)
        }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port
        address.sin6_addr = in6addr_loopback
        return passing(&address, to: body)
    }

    private static func passing<Address, Result>(
        _ address: inout Address, to body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<Address>.size)) }
        }
    }
}

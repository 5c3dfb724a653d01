import Base
import Foundation

/// An IPv4, IPv6 or Unix domain address in the form of the system calls.
struct SocketAddress: Sendable {
    private var storage: sockaddr_storage
    private var length: socklen_t

    /// The maximum number of bytes in the path of a Unix domain socket, without the final NUL.
    static var unixPathLimit: Int { MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1 }

    /// - Throws: ``ServerError/socketPathTooLong(path:limit:)`` for a path that is empty, too long or has a NUL.
    init(unixPath path: String) throws(ServerError) {
        var address = sockaddr_un()
        guard path.utf8.count <= Self.unixPathLimit, !path.isEmpty, !path.utf8.contains(0) else {
            throw .socketPathTooLong(path: path, limit: Self.unixPathLimit)
        }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        self = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                SocketAddress(copying: $0, length: socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    init(copying pointer: UnsafePointer<sockaddr>, length: socklen_t) {
        storage = sockaddr_storage()
        self.length = min(length, socklen_t(MemoryLayout<sockaddr_storage>.size))
        withUnsafeMutableBytes(of: &storage) { [length = self.length] in
            $0.copyMemory(from: UnsafeRawBufferPointer(start: pointer, count: Int(length)))
        }
    }

    /// Makes an address from the bytes that a system call writes.
    ///
    /// - Parameter result: set to the result of `call`.
    init<Result>(
        filledBy call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Result,
        result: inout Result
    ) {
        storage = sockaddr_storage()
        length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        result = withUnsafeMutablePointer(to: &storage) { [length] pointer in
            var length = length
            return pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, &length) }
        }
    }

    /// Whether both ends of a socket's connection are one address (RFC 9293 §3.5, simultaneous open).
    static func isConnectedToItself(_ descriptor: Int32) -> Bool {
        var outcome: Int32 = 0
        let own = SocketAddress(filledBy: { getsockname(descriptor, $0, $1) }, result: &outcome)
        guard outcome == 0 else { return false }
        let peer = SocketAddress(filledBy: { getpeername(descriptor, $0, $1) }, result: &outcome)
        return outcome == 0 && own.port == peer.port && own.host == peer.host
    }

    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }

    var family: Int32 { Int32(storage.ss_family) }

    /// The port of an IPv4 or IPv6 address; 0 for a Unix domain address, where a new value is ignored.
    var port: Int {
        get {
            switch family {
            case AF_INET: Int(UInt16(bigEndian: read(sockaddr_in.self).sin_port))
            case AF_INET6: Int(UInt16(bigEndian: read(sockaddr_in6.self).sin6_port))
            default: 0
            }
        }
        set {
            let port = UInt16(truncatingIfNeeded: newValue).bigEndian
            switch family {
            case AF_INET: write(sockaddr_in.self) { $0.sin_port = port }
            case AF_INET6: write(sockaddr_in6.self) { $0.sin6_port = port }
            default: break
            }
        }
    }

    func with(port: Int) -> SocketAddress {
        var address = self
        address.port = port
        return address
    }

    /// The IPv4 or IPv6 address without its port; `nil` for a Unix domain address.
    var host: URIHost? {
        switch family {
        case AF_INET: URIHost(bytes: withUnsafeBytes(of: read(sockaddr_in.self).sin_addr) { Array($0) })
        case AF_INET6: URIHost(bytes: withUnsafeBytes(of: read(sockaddr_in6.self).sin6_addr) { Array($0) })
        default: nil
        }
    }

    /// Whether this is an IPv4 or IPv6 loopback address; `false` for a Unix domain address.
    var isLoopback: Bool { host?.isLoopback == true }

    /// The address and port, such as `127.0.0.1:80` or `[::1]:80`; `nil` for a Unix domain address.
    var text: String? {
        switch family {
        case AF_INET:
            var address = read(sockaddr_in.self).sin_addr
            return Self.text(AF_INET, &address).map { "\($0):\(port)" }
        case AF_INET6:
            var address = read(sockaddr_in6.self).sin6_addr
            return Self.text(AF_INET6, &address).map { "[\($0)]:\(port)" }
        default: return nil
        }
    }

    private static func text(_ family: Int32, _ address: UnsafeRawPointer) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { buffer in
            guard let start = buffer.baseAddress,
                inet_ntop(family, address, start, socklen_t(INET6_ADDRSTRLEN)) != nil
            else { return nil }
            return String(cString: start)
        }
    }

    private func read<Address>(_ type: Address.Type) -> Address {
        withUnsafeBytes(of: storage) { $0.load(as: type) }
    }

    private mutating func write<Address>(_ type: Address.Type, _ change: (inout Address) -> Void) {
        var address = read(type)
        change(&address)
        withUnsafeMutableBytes(of: &storage) { storage in
            withUnsafeBytes(of: address) { storage.copyMemory(from: $0) }
        }
    }
}

import Foundation

/// A listening TCP or Unix domain socket.
struct Listener: ~Copyable {
    let descriptor: Descriptor
    let isTCP: Bool

    /// Listens on a TCP address.
    ///
    /// - Parameter isAlone: whether this is the only listener. If so, the IPv6 wildcard address also takes IPv4
    ///   connections.
    static func tcp(_ address: SocketAddress, isAlone: Bool, backlog: Int) throws(SystemError) -> Listener {
        let descriptor = try Descriptor(socket(address.family, Platform.streamSocket, 0), from: "socket")
        Platform.setNonBlockingAndCloseOnExec(descriptor.raw)
        // With SO_REUSEADDR a restart does not wait until old connections have timed out. SO_REUSEPORT is not set: with
        // it, a second server of the same user could share the port, and each would get half of the connections.
        setOption(descriptor.raw, SOL_SOCKET, SO_REUSEADDR, 1)
        if address.family == AF_INET6 {
            setOption(descriptor.raw, Int32(IPPROTO_IPV6), IPV6_V6ONLY, isAlone ? 0 : 1)
        }
        try bindAndListen(descriptor.raw, address, backlog)
        return Listener(descriptor: descriptor, isTCP: true)
    }

    static func unix(_ address: SocketAddress, backlog: Int) throws(SystemError) -> Listener {
        let descriptor = try Descriptor(socket(AF_UNIX, Platform.streamSocket, 0), from: "socket")
        Platform.setNonBlockingAndCloseOnExec(descriptor.raw)
        try bindAndListen(descriptor.raw, address, backlog)
        return Listener(descriptor: descriptor, isTCP: false)
    }

    /// The address that the socket is bound to, with the port that the system chose for port 0.
    var address: SocketAddress {
        var result: Int32 = 0
        return SocketAddress(filledBy: { getsockname(descriptor.raw, $0, $1) }, result: &result)
    }

    private static func bindAndListen(_ socket: Int32, _ address: SocketAddress, _ backlog: Int) throws(SystemError) {
        guard address.withPointer({ bind(socket, $0, $1) }) == 0 else { throw SystemError(call: "bind", code: errno) }
        guard listen(socket, Int32(clamping: backlog)) == 0 else { throw SystemError(call: "listen", code: errno) }
    }

    static func setOption(_ socket: Int32, _ level: Int32, _ name: Int32, _ value: Int32) {
        var value = value
        setsockopt(socket, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}

import Foundation

/// A socket that listens, TCP or Unix domain.
struct Listener: ~Copyable {
    let descriptor: Descriptor
    let isTCP: Bool

    /// - Parameter isAlone: whether an IPv6 wildcard address also takes IPv4; not when an IPv4 listener stands beside it.
    static func tcp(_ address: SocketAddress, isAlone: Bool, backlog: Int) throws(SystemError) -> Listener {
        let descriptor = try Descriptor(socket(address.family, Platform.streamSocket, 0), from: "socket")
        Platform.setNonBlockingAndCloseOnExec(descriptor.raw)
        // Only so that a restart need not wait for old connections to time out. Never SO_REUSEPORT: it would let a
        // second campaign-mock of the same user share the port, and each would answer half of the requests.
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

    /// The address it listens on, the port that the system has picked included.
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

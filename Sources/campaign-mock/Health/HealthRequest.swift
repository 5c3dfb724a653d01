import Base
import Foundation

/// `GET /_mock/health` on a connection of its own.
///
/// Foundation's URL loading would more than double the program, and cannot speak over a Unix domain socket.
struct HealthRequest: Sendable, Equatable {
    /// The most bytes of a response. A mock's has fewer than a thousand.
    private static let longestResponse = 65_536

    #if canImport(Darwin)
    private static let stream = SOCK_STREAM
    #else
    private static let stream = Int32(SOCK_STREAM.rawValue)
    #endif

    let address: MockAddress
    /// The bearer token of the control plane.
    let token: String?

    /// Sends the request and waits for the whole response.
    ///
    /// - Parameter end: When it gives up.
    func send(before end: ContinuousClock.Instant) -> Health {
        switch address.reachable {
        case .unixSocket(let path): sendOverUnixSocket(path, before: end)
        case .tcp(let host, let port): sendOverTCP(host, port, before: end)
        }
    }

    private func sendOverTCP(_ host: String, _ port: Int, before end: ContinuousClock.Instant) -> Health {
        // The mock itself takes this name for both loopback addresses and asks no resolver.
        let hosts = URIHost(host) == .name("localhost") ? ["127.0.0.1", "::1"] : [host]
        var health = Health.unreachable(code: ECONNREFUSED)
        for host in hosts {
            health = sendToAddresses(of: host, port, before: end)
            guard case .unreachable = health else { break }
        }
        return health
    }

    private func sendToAddresses(of host: String, _ port: Int, before end: ContinuousClock.Instant) -> Health {
        var hints = addrinfo()
        hints.ai_socktype = Self.stream
        var list: UnsafeMutablePointer<addrinfo>?
        // A URL writes an IPv6 address in brackets, and getaddrinfo(3) does not take them.
        let code = getaddrinfo(host.trimmingCharacters(in: ["[", "]"]), "\(port)", &hints, &list)
        guard code == 0 else { return .unknownHost(reason: String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(list) }
        var health = Health.unreachable(code: ECONNREFUSED)
        for entry in sequence(first: list, next: { $0?.pointee.ai_next }) {
            guard let information = entry?.pointee, let pointer = information.ai_addr else { continue }
            health = exchange(family: information.ai_family, pointer, information.ai_addrlen, before: end)
            // A name may have an address at which the mock does not listen.
            if case .unreachable = health { continue }
            break
        }
        return health
    }

    private func sendOverUnixSocket(_ path: String, before end: ContinuousClock.Instant) -> Health {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            guard path.utf8.count < bytes.count else { return false }
            bytes.copyBytes(from: path.utf8)
            return true
        }
        guard fits else { return .unreachable(code: ENAMETOOLONG) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                exchange(family: AF_UNIX, $0, socklen_t(MemoryLayout<sockaddr_un>.size), before: end)
            }
        }
    }

    private func exchange(
        family: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t, before end: ContinuousClock.Instant
    ) -> Health {
        let descriptor = socket(family, Self.stream, 0)
        guard descriptor >= 0 else { return .unreachable(code: errno) }
        defer { close(descriptor) }
        guard Self.limit(descriptor, before: end) else { return .late }
        guard connect(descriptor, address, length) == 0 else {
            // connect(2): this code says that the time of SO_SNDTIMEO is over.
            return errno == EINPROGRESS ? .late : .unreachable(code: errno)
        }
        if let error = StreamWriter(descriptor: descriptor).write(Array(wire.utf8)[...]).error {
            return .unreachable(code: error)
        }
        var response: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while response.count < Self.longestResponse {
            guard Self.limit(descriptor, before: end) else { return .late }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            switch (count, errno) {
            case (0, _): return Health(response: response)
            case (1..., _): response += buffer[..<count]
            case (_, EINTR): continue
            case (_, EAGAIN), (_, EWOULDBLOCK): return .late
            case (_, let code): return .unreachable(code: code)
            }
        }
        return .unreadable
    }

    /// Lets no call on the socket take longer than what is left.
    ///
    /// - Returns: Whether anything is left.
    private static func limit(_ descriptor: Int32, before end: ContinuousClock.Instant) -> Bool {
        let left = (end - ContinuousClock.now).components
        let microseconds = left.attoseconds / 1_000_000_000_000
        guard left.seconds > 0 || microseconds > 0 else { return false }
        var time = timeval()
        time.tv_sec = numericCast(left.seconds)
        time.tv_usec = numericCast(microseconds)
        let size = socklen_t(MemoryLayout<timeval>.size)
        return setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size) == 0
            && setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size) == 0
    }

    private var wire: String {
        let authorization = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
        return "GET /_mock/health HTTP/1.1\r\nHost: \(address.reachable.authority)\r\nConnection: close\r\n"
            + "\(authorization)\r\n"
    }
}

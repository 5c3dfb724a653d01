import Base
import Foundation

/// Opens listeners for a host and a port, or for the path of a Unix domain socket.
enum Listening {
    /// Where a server listens.
    struct Place: Sendable {
        /// The port of all hosts; the one that the system chose for port 0.
        var port: Int
        /// The addresses that are bound, in the order of ``HostAddresses/all``.
        var hosts: [URIHost] = []
    }

    /// Binds an address. A test passes another one.
    ///
    /// - Parameter isAlone: whether the host has no other address.
    typealias Bind = (_ address: SocketAddress, _ isAlone: Bool) throws(SystemError) -> Listener

    /// How often port 0 is tried. The port that the system chooses for one address may be in use on another.
    private static let attempts = 16

    /// Listens on every address of a host, with the same port.
    ///
    /// - Parameter accept: takes each listener, when all are bound.
    static func tcp(
        _ addresses: HostAddresses, port: Int, backlog: Int, _ accept: (consuming Listener) -> Void
    ) throws(ServerError) -> Place {
        try tcp(addresses, port: port, accept) { (address, isAlone) throws(SystemError) in
            try Listener.tcp(address, isAlone: isAlone, backlog: backlog)
        }
    }

    static func tcp(
        _ addresses: HostAddresses, port: Int, _ accept: (consuming Listener) -> Void, bind: Bind
    ) throws(ServerError) -> Place {
        guard UInt16(exactly: port) != nil else { throw .portOutOfRange(port: port) }
        for _ in 1..<attempts {
            do throws(ServerError) {
                return try listen(on: addresses, port: port, accept, bind)
            } catch {
                // With one address, the system had no free port.
                guard port == 0, addresses.all.count > 1, case .addressInUse = error else { throw error }
            }
        }
        return try listen(on: addresses, port: port, accept, bind)
    }

    private static func listen(
        on addresses: HostAddresses, port: Int, _ accept: (consuming Listener) -> Void, _ bind: Bind
    ) throws(ServerError) -> Place {
        var place = Place(port: port)
        var unavailable: SystemError?
        try open(addresses.all[...], of: addresses, at: &place, unavailable: &unavailable, accept, bind)
        if place.hosts.isEmpty, let unavailable {
            throw serverError(unavailable, host: addresses.host, port: port)
        }
        return place
    }

    /// Binds the first address, then the rest, and only then gives the listeners away. So an error closes them all.
    ///
    /// - Parameter unavailable: set to the error of the first address that the machine does not have.
    private static func open(
        _ rest: ArraySlice<SocketAddress>, of addresses: HostAddresses, at place: inout Place,
        unavailable: inout SystemError?, _ accept: (consuming Listener) -> Void, _ bind: Bind
    ) throws(ServerError) {
        guard var address = rest.first else { return }
        address.port = place.port
        let isAlone = addresses.all.count == 1
        let listener: Listener
        do throws(SystemError) {
            listener = try bind(address, isAlone)
        } catch  where error.code == EADDRNOTAVAIL || error.code == EAFNOSUPPORT {
            // A machine may have IPv4 or IPv6 only, so one address that works is enough.
            unavailable = unavailable ?? error
            try open(rest.dropFirst(), of: addresses, at: &place, unavailable: &unavailable, accept, bind)
            return
        } catch {
            // Where the host has several addresses, the one that failed says more than the name.
            let host = isAlone ? addresses.host : address.host?.text ?? addresses.host
            throw serverError(error, host: host, port: place.port)
        }
        if place.port == 0 { place.port = listener.address.port }
        if let host = address.host { place.hosts.append(host) }
        try open(rest.dropFirst(), of: addresses, at: &place, unavailable: &unavailable, accept, bind)
        accept(listener)
    }

    static func unix(path: String, backlog: Int) throws(ServerError) -> Listener {
        let address = try SocketAddress(unixPath: path)
        try UnixSocketFile.clear(path, address)
        do {
            return try Listener.unix(address, backlog: backlog)
        } catch {
            switch error.code {
            case EADDRINUSE: throw .socketPathInUse(path: path)
            case ENOENT, ENOTDIR: throw .socketDirectoryMissing(path: path)
            case EACCES, EPERM, EROFS: throw .permissionDenied(address: path)
            default: throw .system(error)
            }
        }
    }

    private static func serverError(_ error: SystemError, host: String, port: Int) -> ServerError {
        switch error.code {
        case EADDRINUSE: .addressInUse(host: host, port: port)
        case EACCES, EPERM: .permissionDenied(address: "\(host):\(port)")
        case EINVAL where URIHost(host).isLinkLocal: .zoneMissing(host: host)
        case EADDRNOTAVAIL, EAFNOSUPPORT: .addressNotAvailable(host: host)
        default: .system(error)
        }
    }
}

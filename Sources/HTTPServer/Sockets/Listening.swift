import Foundation

/// Opens listeners for a host and a port, or for the path of a Unix domain socket.
enum Listening {
    /// Listens on every address of a host, with the same port.
    ///
    /// - Parameter accept: takes each listener.
    /// - Returns: the port; the one that the system chose when `port` is 0.
    static func tcp(
        _ addresses: HostAddresses, port: Int, backlog: Int, _ accept: (consuming Listener) -> Void
    ) throws(ServerError) -> Int {
        guard UInt16(exactly: port) != nil else { throw .portOutOfRange(port: port) }
        let (host, addresses) = (addresses.host, addresses.all)
        var port = port
        var firstError: SystemError?
        var count = 0
        for var address in addresses {
            address.port = port
            do throws(SystemError) {
                let listener = try Listener.tcp(address, isAlone: addresses.count == 1, backlog: backlog)
                port = listener.address.port
                accept(listener)
                count += 1
            } catch  where error.code == EADDRNOTAVAIL || error.code == EAFNOSUPPORT {
                // `localhost` has the address ::1 even on a machine without IPv6, so one address that works is enough.
                firstError = firstError ?? error
            } catch {
                throw serverError(error, host: host, port: port)
            }
        }
        if count == 0, let firstError { throw serverError(firstError, host: host, port: port) }
        return port
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
        case EADDRNOTAVAIL, EAFNOSUPPORT: .addressNotAvailable(host: host)
        default: .system(error)
        }
    }
}

/// Why a server could not listen, or why it stopped.
package enum ServerError: Error, Equatable {
    case addressInUse(host: String, port: Int)
    case permissionDenied(address: String)
    case hostUnknown(host: String, reason: String)
    case addressNotAvailable(host: String)
    /// A link-local IPv6 address without its zone (RFC 4007 §6).
    case zoneMissing(host: String)
    case portOutOfRange(port: Int)
    case socketPathTooLong(path: String, limit: Int)
    /// Another program listens on the socket.
    case socketPathInUse(path: String)
    /// The path names a file that is not a socket. The server leaves the file unchanged.
    case socketPathTaken(path: String)
    case socketDirectoryMissing(path: String)
    case pollerUnavailable(PollerKind)
    /// The poller of an event loop failed while the server ran.
    case pollerFailed(SystemError)
    /// ``Server/run()`` has been called before.
    case alreadyRunning
    case system(SystemError)

    /// One line for the user: what failed, where, and what to do.
    package var message: String {
        switch self {
        case .addressInUse(let host, let port):
            "Port \(port) on \(host) is in use: stop the program that uses it, or choose another port (0 for a free one)."
        case .permissionDenied(let address):
            "Listening on \(address) is not permitted: choose a port above 1023, or a path that this user may write to."
        case .zoneMissing(let host):
            "\(host) is an address on each network interface: add the interface's name, as in \(host)%eth0."
        case .hostUnknown(let host, let reason):
            "The host \(host) is unknown (\(reason)): use a host name or an address of this machine, such as 127.0.0.1."
        case .addressNotAvailable(let host):
            "\(host) is not an address of this machine: use one such as 127.0.0.1, or 0.0.0.0 for all of them."
        case .portOutOfRange(let port):
            "\(port) is not a port: choose one from 1 to 65535, or 0 for a free one."
        case .socketPathTooLong(let path, let limit):
            "The socket path \(path) must have 1 to \(limit) bytes and no NUL byte: choose another path."
        case .socketPathInUse(let path):
            "Another program listens on the socket \(path): stop it, or choose another path."
        case .socketPathTaken(let path):
            "\(path) exists and is not a socket: remove it, or choose another path."
        case .socketDirectoryMissing(let path):
            "The directory of the socket path \(path) does not exist: create it, or choose another path."
        case .pollerUnavailable(let kind):
            "This platform has no \(kind.rawValue): use poll."
        case .pollerFailed(let error):
            "The server stopped: an event loop could not wait for its connections (\(error)). Start the server again."
        case .alreadyRunning:
            "run() was called a second time: a server runs once, so make another one."
        case .system(let error):
            "The server could not listen: \(error)."
        }
    }
}

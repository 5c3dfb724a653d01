/// Why a server could not listen or could not go on.
package enum ServerError: Error, Equatable {
    case addressInUse(host: String, port: Int)
    case permissionDenied(address: String)
    case hostUnknown(host: String, reason: String)
    case addressNotAvailable(host: String)
    case portOutOfRange(port: Int)
    case socketPathTooLong(path: String, limit: Int)
    /// A server listens there.
    case socketPathInUse(path: String)
    /// Something that is no socket lies there; it is left alone.
    case socketPathTaken(path: String)
    case socketDirectoryMissing(path: String)
    case pollerUnavailable(PollerKind)
    /// The poller of an event loop failed while the server ran.
    case pollerFailed(SystemError)
    /// The server runs, or has run.
    case alreadyRunning
    case system(SystemError)

    /// One line for people: what is wrong, and what to do.
    package var message: String {
        switch self {
        case .addressInUse(let host, let port):
            "Port \(port) on \(host) is in use by another program: stop it, or choose another port (0 picks a free one)."
        case .permissionDenied(let address):
            "Listening on \(address) is not permitted: choose a port above 1023, or a path that this user may write to."
        case .hostUnknown(let host, let reason):
            "The host \(host) has no address to listen on (\(reason)): use an address of this machine such as 127.0.0.1."
        case .addressNotAvailable(let host):
            "\(host) is no address of this machine: use one that is, such as 127.0.0.1, or 0.0.0.0 for all of them."
        case .portOutOfRange(let port):
            "\(port) is no port: choose one from 1 to 65535, or 0 for a free one."
        case .socketPathTooLong(let path, let limit):
            "The socket path \(path) is longer than the \(limit) bytes the system allows: choose a shorter one."
        case .socketPathInUse(let path):
            "Another program listens on the socket \(path): stop it, or choose another path."
        case .socketPathTaken(let path):
            "\(path) exists and is no socket, so it was left alone: remove it, or choose another path."
        case .socketDirectoryMissing(let path):
            "The directory of the socket path \(path) does not exist: create it, or choose another path."
        case .pollerUnavailable(let kind):
            "This platform has no \(kind.rawValue): use poll."
        case .pollerFailed(let error):
            "The server stopped, because it could not wait for its connections any longer: \(error)."
        case .alreadyRunning:
            "The server runs already, or has run: a server runs once. Make another one."
        case .system(let error):
            "The server could not listen: \(error)."
        }
    }
}

import Foundation

/// The file of a bound Unix domain socket.
struct UnixSocketFile: Sendable {
    let path: String
    /// The device and inode of the file. They show whether another program has replaced the file.
    private let device: dev_t
    private let inode: ino_t

    /// Removes the socket file of a server that has ended. Leaves every other file unchanged.
    ///
    /// - Throws: ``ServerError/socketPathTaken(path:)`` for a file that is not a socket,
    ///   ``ServerError/socketPathInUse(path:)`` when a program listens on the socket.
    static func clear(_ path: String, _ address: SocketAddress) throws(ServerError) {
        guard let status = status(path) else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .socketPathTaken(path: path) }
        let code: Int32
        do { code = try errorOfConnecting(to: address) } catch { throw .system(error) }
        // With any other error, such as a full backlog or a missing permission, a server may still listen.
        guard code == ECONNREFUSED else { throw .socketPathInUse(path: path) }
        unlink(path)
    }

    private static func errorOfConnecting(to address: SocketAddress) throws(SystemError) -> Int32 {
        let probe = try Descriptor(socket(AF_UNIX, Platform.streamSocket, 0), from: "socket")
        Platform.setNonBlockingAndCloseOnExec(probe.raw)
        return address.withPointer { connect(probe.raw, $0, $1) == 0 ? 0 : errno }
    }

    /// Takes the file at a path to which a socket has just been bound; `nil` when there is none.
    init?(_ path: String) {
        guard let status = Self.status(path) else { return nil }
        self.path = path
        device = status.st_dev
        inode = status.st_ino
    }

    /// Removes the file if the path still names the same file.
    func remove() {
        guard let status = Self.status(path), status.st_dev == device, status.st_ino == inode else { return }
        unlink(path)
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }
}

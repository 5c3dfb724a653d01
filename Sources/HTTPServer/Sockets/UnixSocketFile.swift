import Foundation

/// The file that a Unix domain socket leaves in the file system.
struct UnixSocketFile: Sendable {
    let path: String
    /// Which file it was when it was made: another program may have put its own in its place since.
    private let device: dev_t
    private let inode: ino_t

    /// Makes room for a socket: removes one that a dead server left, and nothing else.
    static func clear(_ path: String, _ address: SocketAddress) throws(ServerError) {
        guard let status = status(path) else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .socketPathTaken(path: path) }
        let code: Int32
        do { code = try errorOfConnecting(to: address) } catch { throw .system(error) }
        // Anything but a refusal (a full backlog, no permission) may well be a server that lives.
        guard code == ECONNREFUSED else { throw .socketPathInUse(path: path) }
        unlink(path)
    }

    private static func errorOfConnecting(to address: SocketAddress) throws(SystemError) -> Int32 {
        let probe = try Descriptor(socket(AF_UNIX, Platform.streamSocket, 0), from: "socket")
        Platform.setNonBlockingAndCloseOnExec(probe.raw)
        return address.withPointer { connect(probe.raw, $0, $1) == 0 ? 0 : errno }
    }

    /// The file at a path where a socket has just been bound.
    init?(_ path: String) {
        guard let status = Self.status(path) else { return nil }
        self.path = path
        device = status.st_dev
        inode = status.st_ino
    }

    /// Removes the file if it is still the same one.
    func remove() {
        guard let status = Self.status(path), status.st_dev == device, status.st_ino == inode else { return }
        unlink(path)
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }
}

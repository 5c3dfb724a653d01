#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Which file a path or a descriptor leads to.
///
/// All names of one file (symbolic and hard links) have the same identity.
struct FileIdentity: Equatable, Sendable {
    private let device: UInt64
    private let inode: UInt64

    /// `nil` when there is no such file.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
    }
}

/// The files of an open database: where they were when it was opened, and which files they were.
struct DatabaseFiles: Sendable {
    let path: String
    private let logPath: String
    private let database: FileIdentity?
    private let log: FileIdentity?

    /// - Parameter path: of a database in WAL mode that has been read or written, so that its log exists.
    init(path: String) {
        self.path = path
        logPath = path + "-wal"
        database = FileIdentity(path: path)
        log = FileIdentity(path: logPath)
    }

    /// Throws when one of them was removed, moved or replaced.
    ///
    /// SQLite would go on with the files that it has open, and what it stored would be lost with them:
    /// <https://sqlite.org/howtocorrupt.html>, 2.4. Costs two calls of stat(2).
    func check() throws(StorageFailure) {
        guard FileIdentity(path: path) == database else { throw .fileGone(path) }
        guard FileIdentity(path: logPath) == log else { throw .fileGone(logPath) }
    }
}

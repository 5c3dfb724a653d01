#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// The identity of the file at a path or of an open file: its device and inode.
///
/// All names of one file (symbolic and hard links) have the same identity.
struct FileIdentity: Equatable, Sendable {
    private let device: UInt64
    private let inode: UInt64

    /// `nil` if there is no file at the path.
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

/// The paths of an open database's files, and the identities that the files had when the database was opened.
struct DatabaseFiles: Sendable {
    let path: String
    private let logPath: String
    private let database: FileIdentity?
    private let log: FileIdentity?

    /// Records the identities of the files.
    ///
    /// - Parameter path: the path of a database in WAL mode. The database must have been read or written, so that the
    ///   log exists.
    init(path: String) {
        self.path = path
        logPath = path + "-wal"
        database = FileIdentity(path: path)
        log = FileIdentity(path: logPath)
    }

    /// Checks that both paths still lead to the files that were opened.
    ///
    /// SQLite would continue to write to a removed file, and the data would be lost:
    /// <https://sqlite.org/howtocorrupt.html>, section 2.4. The check takes two calls of stat(2).
    ///
    /// - Throws: ``StorageFailure/fileGone(_:)`` if a file was removed, moved or replaced.
    func check() throws(StorageFailure) {
        guard FileIdentity(path: path) == database else { throw .fileGone(path) }
        guard FileIdentity(path: logPath) == log else { throw .fileGone(logPath) }
    }
}

internal import Base

/// The paths of an open database's files, and the identities that the files had when the database was opened.
final class DatabaseFiles: Sendable {
    let path: String
    private let logPath: String
    private let database: FileIdentity?
    private let log: FileIdentity?
    private let watch: FileWatch
    /// Whether the files were not at their paths when they were last looked for, or were not looked for yet.
    private let isSuspect = Locked(true)

    /// Records the identities of the files.
    ///
    /// - Parameter path: the path of a database in WAL mode. The database must have been read or written, so that the
    ///   log exists.
    init(path: String) {
        self.path = path
        logPath = path + "-wal"
        // The watch begins before the identities are recorded, so that no change falls between the two.
        watch = FileWatch(files: [path, logPath], directories: Self.directories(above: path))
        database = FileIdentity(path: path)
        log = FileIdentity(path: logPath)
    }

    /// The directories on the way to a file. With another name of one of them the path leads elsewhere.
    private static func directories(above path: String) -> [String] {
        path.indices.filter { path[$0] == "/" }.map { $0 == path.startIndex ? "/" : String(path[..<$0]) }
    }

    /// Checks that both paths still lead to the files that were opened.
    ///
    /// SQLite would continue to write to a removed file, and the data would be lost:
    /// <https://sqlite.org/howtocorrupt.html>, section 2.4.
    ///
    /// - Throws: ``StorageFailure/fileGone(_:)`` if a file was removed, moved or replaced.
    func check() throws(StorageFailure) {
        try isSuspect.withLock { isSuspect throws(StorageFailure) in
            if watch.mayHaveChanged() { isSuspect = true }
            guard isSuspect else { return }
            guard FileIdentity(path: path) == database else { throw .fileGone(path) }
            guard FileIdentity(path: logPath) == log else { throw .fileGone(logPath) }
            isSuspect = false
        }
    }
}

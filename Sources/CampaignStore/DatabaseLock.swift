#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Sole right to write one database, held from ``init(database:)`` until the value goes away.
///
/// The lock is on a file beside the database, never on the database itself: closing any descriptor of that would drop
/// SQLite's own locks on it (<https://sqlite.org/howtocorrupt.html>, 2.2). So the `sqlite3` shell can read on meanwhile.
/// The kernel drops the lock with the process, however it ends.
struct DatabaseLock: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// - Parameter database: its real path, symbolic links resolved: one file, one lock.
    init(database: String) throws(StoreError) {
        path = database + "-lock"
        // A holder that ends removes the file; whoever opened it before must notice and begin again.
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw StoreError(errno: errno, database: database) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let code = errno
                let processID = Self.processID(in: descriptor)
                _ = Self.close(descriptor)
                guard code == EWOULDBLOCK else { throw StoreError(errno: code, database: database) }
                throw .inUse(path: database, processID: processID)
            }
            guard Self.isStill(path, descriptor) else {
                _ = Self.close(descriptor)
                continue
            }
            self.descriptor = descriptor
            break
        }
        // For the message of the next one who tries; the lock holds without it.
        let text = "\(getpid())\n"
        _ = ftruncate(descriptor, 0)
        _ = text.utf8CString.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count - 1, 0) }
    }

    deinit {
        _ = unlink(path)
        _ = Self.close(descriptor)
    }

    private static func isStill(_ path: String, _ descriptor: Int32) -> Bool {
        var opened = stat()
        var named = stat()
        return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
            && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
    }

    private static func processID(in descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes.prefix(count).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }

    #if canImport(Darwin)
    private static func close(_ descriptor: Int32) -> Int32 { Darwin.close(descriptor) }
    #else
    private static func close(_ descriptor: Int32) -> Int32 { Glibc.close(descriptor) }
    #endif
}

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Sole right to write one database, held from ``init(database:)`` until the value goes away.
///
/// There are two locks. The first is on a file beside the database, which tells the process that holds it. The second is
/// on the database file itself, so that another name of the file (a hard link) does not lead past the first.
/// The kernel drops both with the process, however it ends. Neither keeps the `sqlite3` shell out.
struct DatabaseLock: ~Copyable {
    // Released first: a store that gets the lock beside the database finds the database free too.
    private let file: FileLock
    private let name: NameLock

    /// Makes the database file, empty, when there is none.
    ///
    /// - Parameter database: its real path, symbolic links resolved.
    /// - Throws: ``StoreError/inUse(path:processID:)`` when another store holds it.
    init(database: String) throws(StoreError) {
        let name = try NameLock(database: database)
        file = try FileLock(database: database)
        self.name = name
    }

    /// The first bytes of the database file, at most so many.
    func readHeader(count: Int) throws(StoreError) -> [UInt8] { try file.readHeader(count: count) }
}

/// A lock on the file `<database>-lock`.
private struct NameLock: ~Copyable {
    private let descriptor: Int32
    private let path: String

    init(database: String) throws(StoreError) {
        path = database + "-lock"
        // A holder that ends removes the file. A process that opened it before must notice and begin again.
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw StoreError(errno: errno, database: database) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let code = errno
                let processID = Self.processID(in: descriptor)
                closeDescriptor(descriptor)
                guard code == EWOULDBLOCK else { throw StoreError(errno: code, database: database) }
                throw .inUse(path: database, processID: processID)
            }
            guard let opened = FileIdentity(descriptor: descriptor), opened == FileIdentity(path: path) else {
                closeDescriptor(descriptor)
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
        closeDescriptor(descriptor)
    }

    private static func processID(in descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes.prefix(count).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}

/// A lock on one byte of the database file, far behind those that SQLite locks.
///
/// Opened before SQLite opens the file, and closed after SQLite has closed it: closing any descriptor of the file drops
/// the locks that SQLite holds through others (<https://sqlite.org/howtocorrupt.html>, 2.2).
private struct FileLock: ~Copyable {
    private let descriptor: Int32
    private let path: String

    init(database: String) throws(StoreError) {
        path = database
        descriptor = open(database, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw StoreError(errno: errno, database: database) }
        guard Self.set(F_WRLCK, on: descriptor) else {
            let code = errno
            closeDescriptor(descriptor)
            guard code == EAGAIN || code == EACCES else { throw StoreError(errno: code, database: database) }
            throw .inUse(path: database, processID: nil)
        }
    }

    deinit {
        // A child process that has not called exec(3) yet holds a copy of the descriptor, and the lock with it.
        _ = Self.set(F_UNLCK, on: descriptor)
        closeDescriptor(descriptor)
    }

    /// Takes or releases the lock of the open file description: a second store of the same process is kept out too, and
    /// closing another descriptor does not drop it.
    ///
    /// Only Linux has such locks. On other systems the lock beside the database stands alone.
    private static func set(_ type: Int32, on descriptor: Int32) -> Bool {
        #if os(Linux)
        var lock = flock()
        lock.l_type = Int16(type)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = 1 << 62
        lock.l_len = 1
        // F_OFD_SETLK, which the Glibc module hides.
        let setLock: Int32 = 37
        return fcntl(descriptor, setLock, &lock) == 0
        #else
        return true
        #endif
    }

    func readHeader(count: Int) throws(StoreError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = pread(descriptor, &bytes, count, 0)
        guard read >= 0 else { throw StoreError(errno: errno, database: path) }
        return Array(bytes.prefix(read))
    }
}

private func closeDescriptor(_ descriptor: Int32) {
    _ = close(descriptor)
}

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// The exclusive right of one store to use a database, from ``init(database:)`` to the end of the value's life.
///
/// There are two locks. The first is on the file `<database>-lock`, which contains the id of the process that holds the
/// lock. The second is on the database file itself. It also excludes a store that opens the file by another name (a
/// hard link) and therefore finds no lock file. The kernel releases both locks when the process ends, even if it is
/// killed. Neither lock excludes the `sqlite3` shell.
struct DatabaseLock: ~Copyable {
    // Declared first, so released first: a store that gets the lock on `<database>-lock` must find the database file
    // unlocked.
    private let file: FileLock
    private let name: NameLock

    /// Takes both locks. Creates an empty database file if there is none.
    ///
    /// - Parameter database: the real path of the database, with symbolic links resolved.
    /// - Throws: ``StoreError/inUse(path:processID:)`` if another store holds a lock.
    init(database: String) throws(StoreError) {
        let name = try NameLock(database: database)
        file = try FileLock(database: database)
        self.name = name
    }

    /// Reads up to `count` bytes from the start of the database file.
    func readHeader(count: Int) throws(StoreError) -> [UInt8] { try file.readHeader(count: count) }
}

/// A lock on the file `<database>-lock`.
private struct NameLock: ~Copyable {
    private let descriptor: Int32
    private let path: String

    init(database: String) throws(StoreError) {
        path = database + "-lock"
        // The holder removes the file when it ends. A process that opened the file before then holds a lock on a
        // removed file, so it must open the path again.
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
        // The process id is for the error message of other processes. The lock does not depend on it, so errors are
        // ignored.
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

/// A lock on one byte of the database file, far beyond the bytes that SQLite locks.
///
/// The descriptor must be opened before SQLite opens the file and closed after SQLite has closed it. Closing any
/// descriptor of a file drops the locks that SQLite holds on it (<https://sqlite.org/howtocorrupt.html>, section 2.2).
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
        // Closing alone may not release the lock: a child process that has not called exec(3) yet has a copy of the
        // descriptor, and the copy keeps the lock.
        _ = Self.set(F_UNLCK, on: descriptor)
        closeDescriptor(descriptor)
    }

    /// Takes or releases a lock that belongs to the open file description (fcntl(2), F_OFD_SETLK).
    ///
    /// Unlike a lock that belongs to the process, this lock also excludes a second store in the same process, and
    /// closing another descriptor does not drop it. Only Linux has such locks. Other systems have only the lock on
    /// `<database>-lock`.
    private static func set(_ type: Int32, on descriptor: Int32) -> Bool {
        #if os(Linux)
        var lock = flock()
        lock.l_type = Int16(type)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = 1 << 62
        lock.l_len = 1
        // F_OFD_SETLK. The Glibc module does not export this constant.
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

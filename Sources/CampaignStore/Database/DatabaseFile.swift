internal import CSQLite
internal import GRDB
internal import GRDBSQLite

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Opens the database file. If it refuses the file, it leaves the file unchanged.
///
/// All checks run before SQLite may write, because a switch to WAL mode would change the header of a foreign file.
enum DatabaseFile {
    /// Resolves symbolic links and checks that the file can be opened or created.
    ///
    /// - Returns: the real path.
    static func resolve(_ path: String) throws(StoreError) -> String {
        var path = path
        if let real = realPath(path) {
            path = real
        } else {
            let slash = path.lastIndex(of: "/")
            let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
            guard let realDirectory = realPath(directory) else {
                if errno == EACCES { throw .directoryNotWritable(path: path, directory: directory) }
                throw .directoryMissing(path: path, directory: directory)
            }
            let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
            path = (realDirectory == "/" ? "" : realDirectory) + "/" + name
        }
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT != S_IFDIR else { throw .isDirectory(path: path) }
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw .unavailable(path: path, detail: "it is not a regular file; choose another path")
            }
            guard access(path, R_OK | W_OK) == 0 else { throw .notWritable(path: path) }
        }
        return path
    }

    /// Opens the database, and creates or migrates its tables.
    ///
    /// - Parameters:
    ///   - path: the result of ``resolve(_:)``.
    ///   - lock: the lock on this database.
    /// - Returns: the connections for reads and writes, and one for the ``Checkpointer``.
    static func open(
        _ path: String, _ lock: borrowing DatabaseLock, durability: Store.Durability
    ) throws -> (pool: DatabasePool, checkpoints: DatabaseQueue) {
        let isNew = try isNew(header: lock.readHeader(count: headerLength), path)
        // The tables are made on a single connection before the pool exists, for two reasons. The set-up of the pool writes
        // to the file, and a file with a newer schema must be refused before that. A new file must have the application
        // id in its header before it has a table or a write-ahead log, so that a killed first start can be repeated.
        // The connection is used on for checkpoints. GRDB would free it by a thread that libdispatch watches; see
        // ``WorkerThreads``.
        let queue = try DatabaseQueue(path: path, configuration: configuration())
        do {
            if isNew {
                try NewDatabase.fill(queue)
            } else {
                guard try !queue.read(Schema.migrator.hasBeenSuperseded) else {
                    throw StoreError.newerSchema(path: path)
                }
                try Schema.migrator.migrate(queue)
            }
            queue.releaseMemory()
            let pool = try DatabasePool(path: path, configuration: configuration())
            if durability == .full {
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            }
            // The pool has given a new file its write-ahead log. A connection notices that when it reads the file, and
            // before that it copies nothing from the log.
            try queue.inDatabase { try $0.execute(sql: "SELECT 1 FROM sqlite_schema LIMIT 1") }
            return (pool, queue)
        } catch {
            try? queue.close()
            throw error
        }
    }

    /// The time that a connection waits for the write lock of another program.
    static let busyMilliseconds: Int32 = 2000

    static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "campaign-store"
        configuration.foreignKeysEnabled = false
        // If another program holds the write lock longer than this, the waiting creates fail. The server continues.
        configuration.busyMode = .timeout(Double(busyMilliseconds) / 1000)
        configuration.maximumReaderCount = 2
        configuration.prepareDatabase { database in
            // Debian's SQLite overwrites deleted content by default. A reset of 100,000 campaigns takes 76 ms with that
            // and 7 ms without. <https://sqlite.org/pragma.html#pragma_secure_delete>
            try database.execute(sql: "PRAGMA secure_delete = OFF")
            // The triggers must mark only the changes of other programs, see ``Schema``.
            let code = csqlite_disable_triggers(database.sqliteConnection)
            guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        }
        return configuration
    }

    /// The length of the header in bytes: <https://sqlite.org/fileformat2.html#the_database_header>.
    private static let headerLength = 100

    /// Returns whether the file is empty. Throws if the file is not a database of this application.
    private static func isNew(header: [UInt8], _ path: String) throws(StoreError) -> Bool {
        if header.isEmpty { return true }
        guard header.starts(with: "SQLite format 3\0".utf8) else { throw .notSQLite(path: path) }
        guard header.count == headerLength else { throw .damaged(path: path, detail: "its header is cut off") }
        let applicationID = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard applicationID == UInt32(bitPattern: Schema.applicationID) else { throw .foreign(path: path) }
        return false
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}

extension StoreError {
    init(errno code: Int32, database path: String) {
        let directory = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        self =
            switch code {
            case EACCES, EPERM, EROFS: .directoryNotWritable(path: path, directory: directory)
            case ENOENT, ENOTDIR: .directoryMissing(path: path, directory: directory)
            case ENOSPC, EDQUOT: .full(path: path)
            default: .unavailable(path: path, detail: String(cString: strerror(code)))
            }
    }

    init(_ error: any Error, database path: String) {
        if let error = error as? StoreError {
            self = error
            return
        }
        self =
            switch StorageFailure(error) {
            case .busy: .locked(path: path)
            case .full: .full(path: path)
            case .readOnly: .notWritable(path: path)
            case .damaged(let detail): .damaged(path: path, detail: detail)
            case let failure: .unavailable(path: path, detail: failure.message)
            }
    }
}

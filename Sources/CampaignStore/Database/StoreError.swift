/// The reason why a database could not be opened. The file is unchanged.
package enum StoreError: Error, Equatable {
    case directoryMissing(path: String, directory: String)
    case isDirectory(path: String)
    case notWritable(path: String)
    case directoryNotWritable(path: String, directory: String)
    case notSQLite(path: String)
    /// A valid SQLite database of another application.
    case foreign(path: String)
    case damaged(path: String, detail: String)
    case newerSchema(path: String)
    /// Another campaign-mock uses the database. The process id is `nil` if the lock file does not contain it.
    case inUse(path: String, processID: Int32?)
    /// Another program, such as a `sqlite3` shell, holds the write lock.
    case locked(path: String)
    case full(path: String)
    case unavailable(path: String, detail: String)

    /// One line that says what is wrong, with which file, and what to do.
    package var message: String {
        switch self {
        case .directoryMissing(let path, let directory):
            "cannot create the database \(path): the directory \(directory) does not exist; create it or choose another path"
        case .isDirectory(let path):
            "the database path \(path) is a directory; give the path of a file in it, such as \(path)/campaign-mock.sqlite"
        case .notWritable(let path):
            "the database \(path) cannot be written; change its permissions or choose another path"
        case .directoryNotWritable(let path, let directory):
            "the database \(path) needs a writable directory, and \(directory) is not; change its permissions or choose another path"
        case .notSQLite(let path):
            "\(path) is not an SQLite database; it was left untouched, choose another path"
        case .foreign(let path):
            "\(path) is an SQLite database of another application; it was left untouched, choose another path"
        case .damaged(let path, let detail):
            "the database \(path) is damaged (\(detail)); move it away to begin a new one, or restore a copy"
        case .newerSchema(let path):
            "the database \(path) was made by a newer campaign-mock; use that version or choose another path"
        case .inUse(let path, let processID):
            "the database \(path) is in use by another campaign-mock"
                + (processID.map { " (process \($0))" } ?? "") + "; stop that one or choose another path"
        case .locked(let path):
            "the database \(path) is locked by another program; end its transaction (an open sqlite3 shell?) and start again"
        case .full(let path):
            "the disk that holds the database \(path) is full; make room or choose another path"
        case .unavailable(let path, let detail):
            "cannot open the database \(path): \(detail)"
        }
    }
}

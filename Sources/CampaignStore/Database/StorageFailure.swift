internal import GRDB

/// Why the database refused to work although nothing was wrong with the request.
///
/// For the log, not for a client.
package enum StorageFailure: Error, Equatable {
    case closed
    case full
    case readOnly
    /// Another process holds the write lock.
    case busy
    case damaged(String)
    /// A file of the database was removed, moved or replaced while it is open: its path.
    case fileGone(String)
    /// The highest id of a table leaves none for a new row: the table's name.
    case idsExhausted(String)
    /// Any other answer of SQLite's: its extended result code (<https://sqlite.org/rescode.html>) and its words.
    case other(code: Int32, String)

    init(_ error: any Error) {
        guard let error = error as? DatabaseError else {
            self = (error as? StorageFailure) ?? .other(code: 0, String(describing: error))
            return
        }
        switch error.resultCode {
        case .SQLITE_FULL: self = .full
        case .SQLITE_READONLY: self = .readOnly
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(error.message ?? "")
        case .SQLITE_MISUSE where error.message == "Connection is closed": self = .closed
        default: self = .other(code: error.extendedResultCode.rawValue, error.message ?? "")
        }
    }

    package var message: String {
        switch self {
        case .closed: "the store is closed"
        case .full: "the disk is full"
        case .readOnly: "the database cannot be written"
        case .busy: "another process holds the database's write lock"
        case .damaged(let detail): "the database is damaged: \(detail)"
        case .fileGone(let path):
            "the file \(path) was removed, moved or replaced while the mock runs; put it back, or restart the mock"
        case .idsExhausted(let table):
            "no id is left for a new row of \(table); delete the row with the highest id, or reset the mock"
        case .other(let code, let detail): "SQLite error \(code): \(detail)"
        }
    }
}

/// Why an account was not made, changed or removed.
///
/// Nothing has changed.
package enum AccountRefusal: Error, Equatable {
    case notFound
    case nameTaken
    /// The key belongs to another account, or stands twice in the list.
    case apiKeyTaken(String)
    /// The change does not make an account of what it found.
    case invalid(SeedError)
    case failed(StorageFailure)
}

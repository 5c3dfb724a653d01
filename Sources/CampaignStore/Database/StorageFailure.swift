internal import GRDB

/// A failure of the database that the request did not cause.
///
/// The log shows its ``message``. No response shows it.
package enum StorageFailure: Error, Equatable {
    case closed
    case full
    case readOnly
    /// Another process holds the write lock.
    case busy
    case damaged(String)
    /// The file at this path was removed, moved or replaced while the database was open.
    case fileGone(String)
    /// The table with this name has no id left for a new row.
    case idsExhausted(String)
    /// Any other SQLite error: its extended result code (<https://sqlite.org/rescode.html>) and its message.
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

    /// One line that says what happened, and what to do if the user can mend it.
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

/// The reason why an account was not created, changed or deleted. Nothing has changed.
package enum AccountRefusal: Error, Equatable {
    case notFound
    case nameTaken
    /// The API key belongs to another account, or the list contains it twice.
    case apiKeyTaken(String)
    /// The change does not produce a valid account.
    case invalid(SeedError)
    case failed(StorageFailure)
}

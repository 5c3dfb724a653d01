internal import GRDB
internal import GRDBSQLite

/// The whole text of a TEXT column.
///
/// GRDB reads a `String` only up to the first U+0000. A campaign's name may contain that character (rules.md, chapter
/// 1).
struct StoredText: StatementColumnConvertible {
    let string: String

    init?(sqliteStatement statement: SQLiteStatement, index: Int32) {
        // The pointer must be read before the length: <https://sqlite.org/c3ref/column_blob.html>. The string copies
        // the bytes before the next step of the statement invalidates the pointer.
        guard let text = sqlite3_column_text(statement, index) else { return nil }
        let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, index)))
        string = String(decoding: bytes, as: UTF8.self)
    }
}

extension StoredText: DatabaseValueConvertible {
    var databaseValue: DatabaseValue { string.databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> StoredText? {
        String.fromDatabaseValue(value).map(StoredText.init(string:))
    }

    private init(string: String) {
        self.string = string
    }
}

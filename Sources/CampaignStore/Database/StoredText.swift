internal import GRDB
internal import GRDBSQLite

/// A TEXT column read to its end.
///
/// `String` as GRDB reads it stops at U+0000, which is an ordinary character in a campaign's name (rules.md chapter 1).
struct StoredText: StatementColumnConvertible {
    let string: String

    init?(sqliteStatement statement: SQLiteStatement, index: Int32) {
        // The text first, then its length: <https://sqlite.org/c3ref/column_blob.html>.
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

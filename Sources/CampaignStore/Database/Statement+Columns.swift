internal import GRDB
internal import GRDBSQLite

extension Statement {
    /// Runs the statement and reads its rows.
    ///
    /// This bypasses GRDB's `Row`, which looks up each value's type. That took longer than SQLite took for the row.
    ///
    /// - Parameters:
    ///   - bind: adds one value for each parameter of the statement.
    ///   - body: reads the current row. It must not keep the columns.
    func forEachRow(
        in database: Database, with row: inout RowBinding, _ bind: (inout RowBinding) -> Void,
        _ body: (RowColumns) throws -> Void
    ) throws {
        row.begin(sqliteStatement)
        bind(&row)
        try row.withTexts {
            defer { sqlite3_reset(sqliteStatement) }
            while true {
                switch sqlite3_step(sqliteStatement) {
                case SQLITE_ROW: try body(RowColumns(statement: sqliteStatement))
                case SQLITE_DONE: return
                case let code:
                    throw DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
                }
            }
        }
    }

    /// Runs the statement and reads its first row; `nil` if there is none.
    func first<Value>(
        in database: Database, with row: inout RowBinding, _ bind: (inout RowBinding) -> Void,
        _ body: (RowColumns) throws -> Value
    ) throws -> Value? {
        row.begin(sqliteStatement)
        bind(&row)
        return try row.withTexts {
            defer { sqlite3_reset(sqliteStatement) }
            switch sqlite3_step(sqliteStatement) {
            case SQLITE_ROW: return try body(RowColumns(statement: sqliteStatement))
            case SQLITE_DONE: return nil
            case let code:
                throw DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
            }
        }
    }
}

extension Database {
    /// Runs a statement of the connection's cache and reads its rows.
    func forEachRow(
        _ sql: String, _ bind: (inout RowBinding) -> Void = { _ in }, _ body: (RowColumns) throws -> Void
    ) throws {
        var row = RowBinding()
        try cachedStatement(sql: sql).forEachRow(in: self, with: &row, bind, body)
    }

    /// Runs a statement of the connection's cache and reads its first row; `nil` if there is none.
    func firstRow<Value>(
        _ sql: String, _ bind: (inout RowBinding) -> Void = { _ in }, _ body: (RowColumns) throws -> Value
    ) throws -> Value? {
        var row = RowBinding()
        return try cachedStatement(sql: sql).first(in: self, with: &row, bind, body)
    }

    /// Runs a statement of the connection's cache that returns no rows.
    func run(_ sql: String, _ bind: (inout RowBinding) -> Void = { _ in }) throws {
        try cachedStatement(sql: sql).run(in: self, bind)
    }
}

/// The columns of a statement's current row, from 0. They are valid until the next step of the statement.
struct RowColumns {
    fileprivate let statement: OpaquePointer

    func isNull(_ index: Int32) -> Bool { sqlite3_column_type(statement, index) == SQLITE_NULL }

    func integer(_ index: Int32) -> Int64 { sqlite3_column_int64(statement, index) }

    func optionalInteger(_ index: Int32) -> Int64? { isNull(index) ? nil : integer(index) }

    func boolean(_ index: Int32) -> Bool { integer(index) != 0 }

    /// Runs `body` with the bytes of a text, including those after U+0000.
    func withText<Value>(_ index: Int32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value) rethrows -> Value {
        // The pointer must be read before the length: <https://sqlite.org/c3ref/column_blob.html>.
        let text = sqlite3_column_text(statement, index)
        return try body(UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, index))))
    }

    func text(_ index: Int32) -> String { withText(index) { String(decoding: $0, as: UTF8.self) } }

    func optionalText(_ index: Int32) -> String? { isNull(index) ? nil : text(index) }

    /// The bytes of a text.
    func bytes(_ index: Int32) -> [UInt8] { withText(index) { Array($0) } }

    func optionalBytes(_ index: Int32) -> [UInt8]? { isNull(index) ? nil : bytes(index) }
}

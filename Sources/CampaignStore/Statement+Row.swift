internal import GRDB
internal import GRDBSQLite

extension Statement {
    /// Runs the statement once with the values that `bind` adds, one for each of its parameters.
    ///
    /// Goes past `StatementArguments`, which boxes each value: that took longer than SQLite took for the row.
    func run(in database: Database, _ bind: (inout RowBinding) -> Void = { _ in }) throws {
        var binding = RowBinding(statement: sqliteStatement)
        bind(&binding)
        let code = sqlite3_step(sqliteStatement)
        // The message goes with the reset.
        let message = code == SQLITE_DONE ? nil : database.lastErrorMessage
        _ = sqlite3_reset(sqliteStatement)
        guard code == SQLITE_DONE else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
        }
    }
}

/// Puts values into the parameters of a prepared statement, from the first on.
struct RowBinding {
    private let statement: OpaquePointer
    private var parameter: Int32 = 0

    fileprivate init(statement: OpaquePointer) {
        self.statement = statement
    }

    mutating func add(_ value: Int64) {
        parameter += 1
        sqlite3_bind_int64(statement, parameter, value)
    }

    mutating func add(_ value: Bool) { add(value ? 1 : 0) }

    mutating func add(_ value: String?) {
        parameter += 1
        guard var value else {
            sqlite3_bind_null(statement, parameter)
            return
        }
        value.withUTF8 { bind($0) }
    }

    /// - Parameter text: UTF-8, not empty.
    mutating func add(text: [UInt8]) {
        parameter += 1
        text.withUnsafeBufferPointer { bind($0) }
    }

    private func bind(_ text: UnsafeBufferPointer<UInt8>) {
        text.withMemoryRebound(to: CChar.self) { characters in
            _ = sqlite3_bind_text(
                statement, parameter, characters.baseAddress, Int32(clamping: characters.count), Self.copied)
        }
    }

    /// `SQLITE_TRANSIENT`, a cast that Swift does not import: SQLite copies the bytes before it returns.
    ///
    /// <https://sqlite.org/c3ref/c_static.html>
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

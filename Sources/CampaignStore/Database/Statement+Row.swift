internal import GRDB
internal import GRDBSQLite

extension Statement {
    /// Runs a statement without parameters.
    func run(in database: Database) throws { try step(in: database) }

    /// Runs the statement once. `bind` adds one value for each parameter of the statement.
    func run(in database: Database, _ bind: (inout RowBinding) -> Void) throws {
        var row = RowBinding()
        try run(in: database, with: &row, bind)
    }

    /// Runs the statement once, with a binding whose memory many rows can share.
    ///
    /// This bypasses `StatementArguments`, which boxes each value. The boxing took longer than SQLite took for the row.
    func run(in database: Database, with row: inout RowBinding, _ bind: (inout RowBinding) -> Void) throws {
        row.begin(sqliteStatement)
        bind(&row)
        try row.withTexts { try step(in: database) }
    }

    /// Runs the statement with the values that are bound, and resets it.
    private func step(in database: Database) throws {
        let code = sqlite3_step(sqliteStatement)
        // The reset clears the message.
        let message = code == SQLITE_DONE ? nil : database.lastErrorMessage
        sqlite3_reset(sqliteStatement)
        guard code == SQLITE_DONE else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
        }
    }
}

extension Statement {
    /// Runs a statement without parameters and returns the first column of its first row.
    func integer(in database: Database) throws -> Int64 {
        defer { sqlite3_reset(sqliteStatement) }
        let code = sqlite3_step(sqliteStatement)
        guard code == SQLITE_ROW else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
        }
        return sqlite3_column_int64(sqliteStatement, 0)
    }
}

/// Binds values to the parameters of a prepared statement, in order.
///
/// The texts are collected in one buffer, and SQLite reads them there. Otherwise SQLite would allocate and copy each
/// text.
struct RowBinding {
    private struct Text {
        let parameter: Int32
        let end: Int
    }

    private var statement: OpaquePointer?
    private var parameter: Int32 = 0
    private var texts: [Text] = []
    private var bytes: [UInt8] = []

    mutating func begin(_ statement: OpaquePointer) {
        self.statement = statement
        parameter = 0
        texts.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func add(_ value: Int64) {
        parameter += 1
        sqlite3_bind_int64(statement, parameter, value)
    }

    mutating func add(_ value: Double) {
        parameter += 1
        sqlite3_bind_double(statement, parameter, value)
    }

    mutating func add(_ value: Bool) { add(Int64(value ? 1 : 0)) }

    mutating func add(_ value: Int64?) {
        guard let value else {
            parameter += 1
            sqlite3_bind_null(statement, parameter)
            return
        }
        add(value)
    }

    mutating func add(_ value: String?) {
        guard let value else {
            parameter += 1
            sqlite3_bind_null(statement, parameter)
            return
        }
        value.utf8.span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        endText()
    }

    /// - Parameter text: UTF-8.
    mutating func add(text: [UInt8]) {
        text.span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        endText()
    }

    /// - Parameter optionalText: UTF-8.
    mutating func add(optionalText text: [UInt8]?) {
        guard let text else { return add(nil as Int64?) }
        add(text: text)
    }

    private mutating func endText() {
        parameter += 1
        texts.append(Text(parameter: parameter, end: bytes.count))
    }

    /// Binds the texts, runs `body` and clears the bindings.
    ///
    /// The texts are bound without a destructor (SQLITE_STATIC), so their memory must not move while they are bound:
    /// <https://sqlite.org/c3ref/bind_blob.html>. `withUnsafeBytes` guarantees that until `body` has returned.
    mutating func withTexts<Value>(_ body: () throws -> Value) rethrows -> Value {
        if texts.isEmpty { return try body() }
        // SQLite binds a null pointer as NULL. The extra byte gives the buffer an address even if all texts are empty.
        bytes.append(0)
        return try bytes.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            var offset = 0
            for text in texts {
                sqlite3_bind_text(
                    statement, text.parameter, start?.advanced(by: offset), Int32(clamping: text.end - offset), nil)
                offset = text.end
            }
            defer { sqlite3_clear_bindings(statement) }
            return try body()
        }
    }
}

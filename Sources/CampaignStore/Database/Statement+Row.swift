internal import GRDB
internal import GRDBSQLite

extension Statement {
    /// Runs the statement once with the values that `bind` adds, one for each of its parameters.
    func run(in database: Database, _ bind: (inout RowBinding) -> Void = { _ in }) throws {
        var row = RowBinding()
        try run(in: database, with: &row, bind)
    }

    /// The same for one row of many, which share a binding and so its memory.
    ///
    /// Goes past `StatementArguments`, which boxes each value: that took longer than SQLite took for the row.
    func run(in database: Database, with row: inout RowBinding, _ bind: (inout RowBinding) -> Void) throws {
        row.begin(sqliteStatement)
        bind(&row)
        let (code, message) = row.withTexts {
            let code = sqlite3_step(sqliteStatement)
            // The message goes with the reset.
            let message = code == SQLITE_DONE ? nil : database.lastErrorMessage
            _ = sqlite3_reset(sqliteStatement)
            return (code, message)
        }
        guard code == SQLITE_DONE else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
        }
    }
}

extension Statement {
    /// The integer that the statement's first row begins with; for statements that have no parameters.
    func integer(in database: Database) throws -> Int64 {
        defer { sqlite3_reset(sqliteStatement) }
        let code = sqlite3_step(sqliteStatement)
        guard code == SQLITE_ROW else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
        }
        return sqlite3_column_int64(sqliteStatement, 0)
    }
}

/// Puts values into the parameters of a prepared statement, from the first on.
///
/// Texts are gathered in one piece of memory, where SQLite reads them: by itself it would allocate and copy each.
struct RowBinding {
    private struct Text {
        let parameter: Int32
        let end: Int
    }

    private var statement: OpaquePointer?
    private var parameter: Int32 = 0
    private var texts: [Text] = []
    private var bytes: [UInt8] = []

    fileprivate mutating func begin(_ statement: OpaquePointer) {
        self.statement = statement
        parameter = 0
        texts.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func add(_ value: Int64) {
        parameter += 1
        sqlite3_bind_int64(statement, parameter, value)
    }

    mutating func add(_ value: Bool) { add(value ? 1 : 0) }

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
        bytes.append(contentsOf: value.utf8)
        endText()
    }

    /// - Parameter text: UTF-8.
    mutating func add(text: [UInt8]) {
        bytes.append(contentsOf: text)
        endText()
    }

    private mutating func endText() {
        parameter += 1
        texts.append(Text(parameter: parameter, end: bytes.count))
    }

    /// Runs `body` while the texts are bound; after it none is.
    ///
    /// What is bound without a destructor must stay where it is for as long: <https://sqlite.org/c3ref/bind_blob.html>.
    fileprivate mutating func withTexts<Value>(_ body: () -> Value) -> Value {
        if texts.isEmpty { return body() }
        // Without an address even an empty text would be bound as NULL.
        bytes.append(0)
        return bytes.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            var offset = 0
            for text in texts {
                sqlite3_bind_text(
                    statement, text.parameter, start?.advanced(by: offset), Int32(clamping: text.end - offset), nil)
                offset = text.end
            }
            defer { sqlite3_clear_bindings(statement) }
            return body()
        }
    }
}

internal import GRDB

extension Database {
    /// All of `body` or nothing.
    func transaction<Value>(_ statements: WriterStatements, _ body: () throws -> Value) throws -> Value {
        try statements.begin.run(in: self)
        do {
            let value = try body()
            try statements.commit.run(in: self)
            return value
        } catch {
            // SQLite has rolled back by itself after some errors: <https://sqlite.org/lang_transaction.html>, 3.
            if isInsideTransaction { try? rollback() }
            throw error
        }
    }
}

internal import GRDB

extension Database {
    /// Runs `body` in a transaction, which is rolled back if `body` throws.
    func transaction<Value>(_ statements: WriterStatements, _ body: () throws -> Value) throws -> Value {
        try statements.begin.run(in: self)
        do {
            let value = try body()
            try statements.commit.run(in: self)
            return value
        } catch {
            // After some errors SQLite has rolled back already: <https://sqlite.org/lang_transaction.html>, section 3.
            if isInsideTransaction { try? rollback() }
            throw error
        }
    }
}

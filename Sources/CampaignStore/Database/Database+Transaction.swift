internal import GRDB

extension Database {
    /// All of `body` or nothing.
    ///
    /// Takes the write lock at the start, where waiting for it is safe.
    func transaction<Value>(_ body: () throws -> Value) throws -> Value {
        // Prepared once: compiling both anew was a fifth of a lone create's instructions.
        try cachedStatement(sql: "BEGIN IMMEDIATE").run(in: self)
        do {
            let value = try body()
            try cachedStatement(sql: "COMMIT").run(in: self)
            return value
        } catch {
            // SQLite has rolled back by itself after some errors: <https://sqlite.org/lang_transaction.html>, 3.
            if isInsideTransaction { try? rollback() }
            throw error
        }
    }
}

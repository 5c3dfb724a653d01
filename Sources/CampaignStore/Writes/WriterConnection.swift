internal import GRDB
internal import GRDBSQLite

/// The writer's own state: the database's contents and the prepared statements.
///
/// `@unchecked Sendable`: all properties and methods are used inside the database's writer only, which one thread at a
/// time can use.
final class WriterConnection: @unchecked Sendable {
    /// The contents after the last commit, or as the current transaction has changed them.
    ///
    /// A transaction changes this value in place, because a copy would cost each create 2,500 instructions.
    var contents: DatabaseContents
    /// The number of writes that were performed, committed or not; see ``WriteBatch/number``.
    var performedWrites = 0
    private var prepared: WriterStatements?
    /// A number that changes when another connection has committed:
    /// <https://sqlite.org/pragma.html#pragma_data_version>.
    private var dataVersion: Int64
    /// ``GRDB/Database/commitNumber`` after the last commit.
    private var commitNumber: UInt32

    /// Reads the database, and loads the seed if it is new. Call this inside the database's writer.
    init(to database: Database, seed: State) throws {
        // Both are read in one transaction, so that no commit between them is missed.
        (contents, dataVersion) = try database.inWriteTransaction {
            (
                try DatabaseContents(of: database, seed: seed),
                try Int64.fetchOne(database, sql: WriterStatements.dataVersionQuery) ?? 0
            )
        }
        commitNumber = database.commitNumber
    }

    /// Runs `body` in a transaction. It may change the rows and ``contents`` alike.
    ///
    /// - Throws: the error of the transaction. It is then rolled back, and the contents are as before.
    func transaction<Value>(on database: Database, _ body: (WriterStatements) throws -> Value) throws -> Value {
        let before = (contents.withoutCounts, dataVersion)
        do {
            let statements = try statements(of: database)
            try statements.begin.run(in: database)
            try readAgainIfChanged(in: database, statements)
            let value = try body(statements)
            try statements.commit.run(in: database)
            commitNumber = database.commitNumber
            return value
        } catch {
            // After some errors SQLite has rolled back already: <https://sqlite.org/lang_transaction.html>, section 3.
            if database.isInsideTransaction { try? database.rollback() }
            (contents, dataVersion) = before
            // What simulations have done in this transaction is undone.
            contents.changesOfSimulations = .all
            // A prepared statement may be unusable after an error.
            drop()
            throw error
        }
    }

    /// Reads the contents again if another program has changed the database.
    private func readAgainIfChanged(in database: Database, _ statements: WriterStatements) throws {
        // The number shows all commits and costs a call. The version shows those of others and costs a statement, which
        // would take 500 instructions of each create.
        guard database.commitNumber != commitNumber else { return }
        let version = try statements.dataVersion.integer(in: database)
        guard version != dataVersion else { return }
        try contents.readAgain(in: database)
        dataVersion = version
    }

    /// Returns the statements. The first call prepares them.
    private func statements(of database: Database) throws -> WriterStatements {
        if let prepared { return prepared }
        let statements = try WriterStatements(database)
        prepared = statements
        return statements
    }

    /// Releases the statements, so that the connection can be closed. The next transaction prepares them again.
    func drop() { prepared = nil }
}

extension Database {
    /// Runs `body` in a transaction that begins with the write lock.
    fileprivate func inWriteTransaction<Value>(_ body: () throws -> Value) throws -> Value {
        var value: Value?
        try inTransaction(.immediate) {
            value = try body()
            return .commit
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        return value
    }

    /// A number that changes with every commit to the file, of this connection or another one.
    ///
    /// A commit of another connection shows when this connection begins its next transaction.
    /// <https://sqlite.org/c3ref/c_fcntl_begin_atomic_write.html#sqlitefcntldataversion>
    fileprivate var commitNumber: UInt32 {
        var number: UInt32 = 0
        // `nil` names the main database.
        sqlite3_file_control(sqliteConnection, nil, SQLITE_FCNTL_DATA_VERSION, &number)
        return number
    }
}

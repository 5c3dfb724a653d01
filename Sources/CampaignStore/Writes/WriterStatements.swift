internal import GRDB

/// The statements that every transaction of the writer runs, prepared once.
///
/// The connection keeps prepared statements too, but finds them by their text: hashing it took 700 instructions each time.
struct WriterStatements {
    let begin: Statement
    let commit: Statement
    /// Changes when another connection has committed: <https://sqlite.org/pragma.html#pragma_data_version>.
    let dataVersion: Statement
    let insertCampaign: Statement

    init(_ database: Database) throws {
        // Takes the write lock at the start, where waiting for it is safe.
        begin = try database.makeStatement(sql: "BEGIN IMMEDIATE")
        commit = try database.makeStatement(sql: "COMMIT")
        dataVersion = try database.makeStatement(sql: "PRAGMA data_version")
        insertCampaign = try database.makeStatement(sql: CampaignTable.insertion)
    }
}

/// What prepared the statements, as long as it is open.
///
/// `@unchecked Sendable`: used inside the database's writer only, by one thread at a time.
final class WriterConnection: @unchecked Sendable {
    private var prepared: WriterStatements?

    /// Prepares them at the first call.
    func statements(of database: Database) throws -> WriterStatements {
        if let prepared { return prepared }
        let statements = try WriterStatements(database)
        prepared = statements
        return statements
    }

    /// To be called inside the database's writer: a connection with statements cannot be closed, and after an error they
    /// are prepared again.
    func drop() { prepared = nil }
}

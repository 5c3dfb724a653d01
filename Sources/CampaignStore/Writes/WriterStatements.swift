internal import GRDB

/// The statements that the writer's transactions run, prepared once.
///
/// GRDB's connection also caches prepared statements, but finds them by their SQL text. Hashing the text took 700
/// instructions each time.
final class WriterStatements {
    let begin: Statement
    let commit: Statement
    /// Returns a number that changes when another connection has committed:
    /// <https://sqlite.org/pragma.html#pragma_data_version>.
    let dataVersion: Statement
    let insertCampaign: Statement
    private var preparedForLeads: LeadStatements?

    init(_ database: Database) throws {
        // IMMEDIATE takes the write lock at the start, before the transaction has read anything. A transaction that
        // reads first could fail when it tries to write, without waiting for the lock.
        begin = try database.makeStatement(sql: "BEGIN IMMEDIATE")
        commit = try database.makeStatement(sql: "COMMIT")
        dataVersion = try database.makeStatement(sql: "PRAGMA data_version")
        insertCampaign = try database.makeStatement(sql: CampaignTable.insertion)
    }

    /// Returns the statements that create leads. The first call prepares them.
    func leads(of database: Database) throws -> LeadStatements {
        if let preparedForLeads { return preparedForLeads }
        let statements = try LeadStatements(database)
        preparedForLeads = statements
        return statements
    }
}

/// The cache of the writer connection's prepared statements.
///
/// `@unchecked Sendable`: all methods are called inside the database's writer only, which one thread at a time can use.
final class WriterConnection: @unchecked Sendable {
    private var prepared: WriterStatements?

    /// Returns the statements. The first call prepares them.
    func statements(of database: Database) throws -> WriterStatements {
        if let prepared { return prepared }
        let statements = try WriterStatements(database)
        prepared = statements
        return statements
    }

    /// Releases the statements, so that the connection can be closed. The next transaction prepares them again.
    func drop() { prepared = nil }
}

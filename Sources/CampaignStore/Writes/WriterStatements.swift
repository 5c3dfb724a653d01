internal import GRDB

/// The statements that the writer's transactions run, prepared once.
///
/// GRDB's connection also caches prepared statements, but finds them by their SQL text. Hashing the text took 700
/// instructions each time.
final class WriterStatements {
    let begin: Statement
    let commit: Statement
    let dataVersion: Statement
    /// Inserts campaigns. The memory of its rows serves all transactions.
    var campaigns: CampaignTable.Insertion
    private var preparedForLeads: LeadStatements?
    private var preparedForCalling: CallingStatements?

    static let dataVersionQuery = "PRAGMA data_version"

    init(_ database: Database) throws {
        // IMMEDIATE takes the write lock at the start, before the transaction has read anything. A transaction that
        // reads first could fail when it tries to write, without waiting for the lock.
        begin = try database.makeStatement(sql: "BEGIN IMMEDIATE")
        commit = try database.makeStatement(sql: "COMMIT")
        dataVersion = try database.makeStatement(sql: Self.dataVersionQuery)
        campaigns = CampaignTable.Insertion(
            into: database, by: try database.makeStatement(sql: CampaignTable.insertion))
    }

    /// Returns the statements that create leads. The first call prepares them.
    func leads(of database: Database) throws -> LeadStatements {
        if let preparedForLeads { return preparedForLeads }
        let statements = try LeadStatements(database)
        preparedForLeads = statements
        return statements
    }

    /// Returns the statements that store what a simulation has done. The first call prepares them.
    func calling(of database: Database) throws -> CallingStatements {
        if let preparedForCalling { return preparedForCalling }
        let statements = try CallingStatements(database)
        preparedForCalling = statements
        return statements
    }
}

internal import GRDB

/// The content of a database that is new: the tables of the current ``Schema``, without rows of a user.
///
/// The migrations run once in a process, in memory, and each new database gets a copy of the pages. A process that makes
/// hundreds of mocks, such as a test run, then pays for the migrations once; and a new file is written in one transaction
/// instead of one for each migration, so it is complete or still empty after a crash.
enum NewDatabase {
    private static let template = Result {
        let queue = try DatabaseQueue()
        // Part of the first page, so a file has it before, or with, its first table: see ``DatabaseFile``.
        try queue.inDatabase { try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)") }
        try Schema.migrator.migrate(queue)
        return queue
    }

    /// Fills an empty database.
    static func fill(_ database: DatabaseQueue) throws {
        try template.get().backup(to: database)
    }
}

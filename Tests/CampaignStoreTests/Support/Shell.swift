import GRDB

/// Another program that writes to the database, as an open `sqlite3` shell would.
struct Shell {
    private let queue: DatabaseQueue

    init(_ path: String) throws {
        var configuration = Configuration()
        // It leaves a transaction open on purpose.
        configuration.allowsUnsafeTransactions = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    func run(_ sql: String) throws {
        try queue.inDatabase { try $0.execute(sql: sql) }
    }
}

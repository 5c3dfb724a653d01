import GRDB

/// Stands for another program that writes to the database, such as a `sqlite3` shell.
struct Shell {
    private let queue: DatabaseQueue

    init(_ path: String) throws {
        var configuration = Configuration()
        // A shell may leave a transaction open.
        configuration.allowsUnsafeTransactions = true
        // The store deletes the leads of deleted campaigns in the background.
        configuration.busyMode = .timeout(30)
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    func run(_ sql: String) throws {
        try queue.inDatabase { try $0.execute(sql: sql) }
    }
}

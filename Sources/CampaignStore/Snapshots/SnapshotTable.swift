internal import GRDB
internal import JSON

/// Reads and writes the rows of snapshots. The caller opens the transaction.
enum SnapshotTable {
    private static let columns = "name, time, accounts, campaigns, leads"

    /// - Returns: the snapshots by name.
    static func fetchAll(from database: Database) throws -> [Snapshot] {
        var snapshots: [Snapshot] = []
        try database.forEachRow("SELECT \(columns) FROM snapshots ORDER BY name") { snapshots.append(snapshot($0)) }
        return snapshots
    }

    static func fetch(named name: String, from database: Database) throws -> Snapshot? {
        try database.firstRow("SELECT \(columns) FROM snapshots WHERE name = ?") {
            $0.add(name)
        } _: {
            snapshot($0)
        }
    }

    private static func snapshot(_ row: RowColumns) -> Snapshot {
        Snapshot(
            name: row.text(0), time: row.integer(1), accounts: row.integer(2), campaigns: row.integer(3),
            leads: row.integer(4))
    }

    /// - Parameter parts: the texts of ``SnapshotParts``.
    static func insert(_ snapshot: Snapshot, parts: [[UInt8]], into database: Database) throws {
        try database.run("INSERT INTO snapshots (\(columns)) VALUES (?, ?, ?, ?, ?)") { row in
            row.add(snapshot.name)
            row.add(snapshot.time)
            row.add(snapshot.accounts)
            row.add(snapshot.campaigns)
            row.add(snapshot.leads)
        }
        let statement = try database.cachedStatement(
            sql: "INSERT INTO snapshot_parts (name, position, document) VALUES (?, ?, ?)")
        for (position, part) in parts.enumerated() {
            try statement.run(in: database) { row in
                row.add(snapshot.name)
                row.add(Int64(position))
                row.add(text: part)
            }
        }
    }

    /// - Returns: whether there was a snapshot of that name.
    static func delete(named name: String, from database: Database) throws -> Bool {
        try database.run("DELETE FROM snapshot_parts WHERE name = ?") { $0.add(name) }
        try database.run("DELETE FROM snapshots WHERE name = ?") { $0.add(name) }
        return database.changesCount > 0
    }

    /// Reads the state of a snapshot, part by part.
    ///
    /// - Throws: ``StorageFailure/damaged(_:)`` if another program has changed the texts.
    static func state(ofSnapshot name: String, from database: Database) throws -> State? {
        var position: Int64 = 0
        do {
            return try SnapshotParts.state {
                defer { position += 1 }
                return try database.firstRow("SELECT document FROM snapshot_parts WHERE name = ? AND position = ?") {
                    $0.add(name)
                    $0.add(position)
                } _: {
                    $0.bytes(0)
                }
            }
        } catch let error as SeedError {
            throw StorageFailure.damaged("the snapshot \(name): \(error.message)")
        } catch let error as JSONError {
            throw StorageFailure.damaged("the snapshot \(name): \(error.message)")
        }
    }
}

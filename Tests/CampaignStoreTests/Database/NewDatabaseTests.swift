import GRDB
import Testing

@testable import CampaignStore

@Suite("A new database") struct NewDatabaseTests {
    /// What makes two databases the same: everything but counters of changes.
    private static func content(of queue: DatabaseQueue) throws -> [String] {
        try queue.read { database in
            let settings = ["application_id", "page_size", "page_count", "auto_vacuum", "encoding", "user_version"]
            var lines = try settings.map { "\($0): \(try String.fetchOne(database, sql: "PRAGMA \($0)") ?? "")" }
            let entries = try Row.fetchAll(database, sql: "SELECT * FROM sqlite_schema ORDER BY rowid")
            lines += entries.map(\.description)
            for table in entries where table["type"] == "table" {
                let name: String = table["name"]
                lines += try Row.fetchAll(database, sql: "SELECT * FROM \(name)").map { "\(name): \($0.description)" }
            }
            return lines
        }
    }

    @Test("has what the migrations make, one after the other") func migrations() throws {
        let directory = try TemporaryDirectory()
        let migrated = try DatabaseQueue(path: directory.path + "/migrated.sqlite")
        try migrated.inDatabase { try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)") }
        try Schema.migrator.migrate(migrated)
        let new = try DatabaseQueue(path: directory.path + "/new.sqlite")
        try NewDatabase.fill(new)
        let content = try Self.content(of: new)
        #expect(try content == Self.content(of: migrated))
        #expect(content.contains { $0.contains("grdb_migrations: ") } && content.count > 40)
        try migrated.close()
        try new.close()
    }

    @Test("shares no page with another") func apart() async throws {
        let (one, other) = (try Store.inMemory(), try Store.inMemory())
        try await one.create()
        #expect(try await other.campaigns().isEmpty)
        #expect(try await Store.inMemory().campaigns().isEmpty)
    }
}

import GRDB
import Testing

@testable import CampaignStore

@Suite("A database of the version before leads") struct LeadMigrationTests {
    /// Makes a database as the version before made it: two settled campaigns and one that is not.
    private static func makeFormer(_ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        try queue.inDatabase { try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)") }
        try Schema.migrator.migrate(queue, upTo: "3 changes of others are marked")
        try queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO plans VALUES ('growth', 100, 10, NULL);
                    INSERT INTO accounts VALUES (1, 1, 'demo', 'growth', 4, 10, NULL, 'UTC', 2);
                    INSERT INTO accounts VALUES (2, 2, 'other', 'growth', 4, 10, NULL, 'UTC', 0);
                    INSERT INTO api_keys VALUES ('demo-key', 1), ('other-key', 2);
                    INSERT INTO assistants VALUES (1, 127, 'Product demo', 'outbound', '[]');
                    INSERT INTO phone_numbers VALUES (1, 1, '+15550100001');
                    INSERT OR REPLACE INTO counters VALUES ('is_seeded', 1), ('settled_campaign_id', 2),
                    ('has_foreign_changes', 0), ('next_campaign_id', 4);
                    """)
            for (id, account) in [(1, 1), (2, 1), (3, 2)] {
                try database.execute(
                    sql: """
                        INSERT INTO campaigns VALUES (?, ?, 'Spring', 127, 'UTC', 3, '09:00:00', '17:00:00',
                        '["monday"]', 3, 60, 0, 0, NULL, 1, '[]', 'draft', 1771840800, 1771840800)
                        """, arguments: [id, account])
            }
        }
    }

    @Test("is migrated: campaigns stay, and get leads") func migration() async throws {
        let directory = try TemporaryDirectory()
        try Self.makeFormer(directory.database)
        let store = try Store(.file(path: directory.database))
        #expect(try await store.campaigns().map(\.id) == [1, 2, 3])
        #expect(try await store.campaigns(ofAccount: 1).map(\.id) == [1, 2])
        #expect(try await store.campaigns(ofAccount: 2).map(\.id) == [3])
        #expect(try await store.campaignCount() == 3)
        #expect(try await store.leads(store.filter(), offset: 0, limit: 15) == LeadPage(leads: [], total: 0))
        #expect(try await store.createLead(.sample(campaignID: 2)) == .created(firstID: 1, campaignName: "Spring"))
        #expect(try await store.create().id == 4)
        #expect(try await store.deleteCampaign(1))
        #expect(try await store.campaigns(ofAccount: 1).map(\.id) == [2, 4])
        store.close()
    }

    @Test("with the changes of another program is counted again") func foreignChanges() async throws {
        let directory = try TemporaryDirectory()
        try Self.makeFormer(directory.database)
        try Shell(directory.database).run("UPDATE campaigns SET account_id = 2 WHERE id = 1")
        let store = try Store(.file(path: directory.database))
        #expect(try await store.campaigns(ofAccount: 1).map(\.id) == [2])
        #expect(try await store.campaigns(ofAccount: 2).map(\.id) == [1, 3])
        store.close()
    }

    @Test("the tables of this version have the columns that calls need") func columns() async throws {
        let store = try Store.inMemory()
        let columns = try await store.database.read { try $0.columns(in: "leads").map(\.name) }
        #expect(Set(["due_at", "call_tries"]).isSubset(of: columns))
    }
}

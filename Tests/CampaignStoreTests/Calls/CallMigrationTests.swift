import GRDB
import Testing

@testable import CampaignStore

@Suite("A database of the version before calls") struct CallMigrationTests {
    /// Makes a database as the version before made it: one campaign with a lead and a contact.
    private static func makeFormer(_ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        try queue.inDatabase { try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)") }
        try Schema.migrator.migrate(queue, upTo: "6 snapshots")
        try queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO plans VALUES ('growth', 100, 10, NULL);
                    INSERT INTO accounts (id, position, name, plan, max_campaigns, max_calls_in_parallel, rate_limit,
                    timezone, campaign_count) VALUES (1, 1, 'demo', 'growth', 4, 10, NULL, 'UTC', 1);
                    INSERT INTO api_keys VALUES ('demo-key', 1);
                    INSERT INTO assistants (account_id, id, name, type, post_call_schema)
                    VALUES (1, 127, 'Product demo', 'outbound', '[]');
                    INSERT OR REPLACE INTO counters VALUES ('is_seeded', 1), ('settled_campaign_id', 1),
                    ('has_foreign_changes', 0), ('next_campaign_id', 2);
                    INSERT INTO account_campaigns VALUES (1, 1);
                    INSERT INTO campaigns VALUES (1, 1, 'Spring', 127, 'UTC', 3, '09:00:00', '17:00:00', '["monday"]',
                    3, 60, 0, 0, NULL, 1, '[]', 'in-progress', 1771840800, 1771840800);
                    INSERT INTO leads VALUES (1, 1, NULL, '+15550100123', '[]', 'created', 0, 1771840800, 1771840800,
                    NULL), (2, 1, 1, '+15550100124', '[]', 'created', 0, 1771840800, 1771840800, NULL);
                    INSERT INTO snapshots VALUES ('old', 1771840800, 0, 0, 0);
                    INSERT INTO snapshot_parts VALUES ('old', 0, '{"accounts":[]}');
                    """)
        }
    }

    @Test("is migrated: what there was stays, and calls can be stored") func migration() async throws {
        let directory = try TemporaryDirectory()
        try Self.makeFormer(directory.database)
        let store = try Store(.file(path: directory.database))
        let state = try await store.state()
        #expect(state.campaigns.map(\.callsBegun) == [0])
        #expect(state.leads.map(\.dueAt) == [nil, nil])
        #expect(state.calls == [] && state.nextCallID == 1 && state.simulatedUntil == [:])
        #expect(state.seed.accounts.map(\.outcomes) == [[]])
        #expect(try await store.callingRows(ofAccount: 1).contacts.map(\.id) == [1, 2])
        #expect(try await store.simulate(CallingChanges.sample(calls: 1)))
        #expect(try await store.calls(CallFilter(accountID: 1), offset: 0, limit: 15).total == 1)
        #expect(try await store.create().id == 2)
        #expect(try await store.restoreSnapshot(named: "old") != nil)
        #expect(try await store.state().calls == [])
        store.close()
    }
}

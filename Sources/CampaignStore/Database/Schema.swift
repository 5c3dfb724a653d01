internal import GRDB

/// The schema of the database file, as ordered migrations.
///
/// A released migration is never edited. A later migration changes the schema further.
enum Schema {
    /// "CMPM" in ASCII. It marks the databases of this application, so that no database of another application is
    /// migrated. <https://sqlite.org/pragma.html#pragma_application_id>
    static let applicationID: Int32 = 0x434D_504D

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 accounts and campaigns", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: accountsAndCampaigns)
        }
        migrator.registerMigration("2 counts are settled now and then", foreignKeyChecks: .immediate) { database in
            try database.execute(
                sql: "INSERT INTO counters SELECT ?, coalesce(max(id), 0) FROM campaigns",
                arguments: [Counter.settledCampaignID.rawValue])
        }
        migrator.registerMigration("3 changes of others are marked", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: foreignChangeTriggers)
            // There were no triggers before, so earlier changes by other programs left no mark.
            try Counter.hasForeignChanges.set(1, in: database)
        }
        return migrator
    }

    /// Triggers that mark that `campaign_count` of the accounts may be wrong.
    ///
    /// The store's own connections have triggers disabled, so only statements of other programs fire them.
    private static let foreignChangeTriggers =
        [
            ("campaigns_inserted", "INSERT ON campaigns"), ("campaigns_deleted", "DELETE ON campaigns"),
            ("campaigns_moved", "UPDATE OF id, account_id ON campaigns"), ("accounts_inserted", "INSERT ON accounts"),
            ("accounts_counted", "UPDATE OF id, campaign_count ON accounts"),
        ].map { name, event in
            """
            CREATE TRIGGER \(name)_by_others AFTER \(event)
            BEGIN INSERT OR REPLACE INTO counters (name, value) VALUES ('has_foreign_changes', 1); END;
            """
        }.joined(separator: "\n")

    /// The first version of the tables.
    ///
    /// There are no foreign keys and `campaigns` has no second index, because they would slow down each insert. The
    /// single writer keeps the tables consistent. With `campaign_count`, the time of a plan check does not depend on
    /// the number of campaigns; see ``CampaignCounts``.
    private static let accountsAndCampaigns = """
        CREATE TABLE plans (
            name TEXT NOT NULL PRIMARY KEY,
            max_campaigns INTEGER NOT NULL,
            max_calls_in_parallel INTEGER NOT NULL,
            rate_limit INTEGER
        ) STRICT;
        CREATE TABLE accounts (
            id INTEGER PRIMARY KEY,
            position INTEGER NOT NULL,
            name TEXT NOT NULL UNIQUE,
            plan TEXT NOT NULL,
            max_campaigns INTEGER NOT NULL,
            max_calls_in_parallel INTEGER NOT NULL,
            rate_limit INTEGER,
            timezone TEXT NOT NULL,
            campaign_count INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE api_keys (
            api_key TEXT NOT NULL PRIMARY KEY,
            account_id INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE assistants (
            account_id INTEGER NOT NULL,
            id INTEGER NOT NULL,
            name TEXT NOT NULL,
            type TEXT NOT NULL,
            post_call_schema TEXT NOT NULL,
            PRIMARY KEY (account_id, id)
        ) STRICT;
        CREATE TABLE phone_numbers (
            account_id INTEGER NOT NULL,
            id INTEGER NOT NULL,
            phone_number TEXT NOT NULL,
            PRIMARY KEY (account_id, id)
        ) STRICT;
        CREATE TABLE campaigns (
            id INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL,
            name TEXT NOT NULL,
            assistant_id INTEGER NOT NULL,
            timezone TEXT NOT NULL,
            max_calls_in_parallel INTEGER NOT NULL,
            allowed_hours_start_time TEXT NOT NULL,
            allowed_hours_end_time TEXT NOT NULL,
            allowed_days TEXT NOT NULL,
            max_retries INTEGER NOT NULL,
            retry_interval INTEGER NOT NULL,
            retry_on_voicemail INTEGER NOT NULL,
            retry_on_goal_incomplete INTEGER NOT NULL,
            goal_completion_variable TEXT,
            mark_complete_when_no_leads INTEGER NOT NULL,
            phone_number_ids TEXT NOT NULL,
            status TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE counters (
            name TEXT NOT NULL PRIMARY KEY,
            value INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}

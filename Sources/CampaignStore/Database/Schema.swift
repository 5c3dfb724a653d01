internal import GRDB

/// What the file holds, as ordered migrations.
///
/// A released migration is never edited: a later one changes what it made.
enum Schema {
    /// "CMPM": marks a file as ours, so that a database of another application is never migrated.
    /// <https://sqlite.org/pragma.html#pragma_application_id>
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
            // What was changed until now has left no mark.
            try Counter.hasForeignChanges.set(1, in: database)
        }
        return migrator
    }

    /// Mark that the accounts' `campaign_count` may be wrong.
    ///
    /// The store's own connections have triggers switched off, so that only another program's statements fire them.
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

    /// No foreign keys and no second index on campaigns: each insert would pay for them, and the single writer keeps
    /// the tables together.
    ///
    /// `campaign_count` makes the plan check cost the same for ten campaigns and for a million. See ``CampaignCounts``.
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

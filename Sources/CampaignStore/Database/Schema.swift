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
        migrator.registerMigration("4 leads", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: leads)
            try database.execute(sql: foreignLeadChangeTriggers)
        }
        migrator.registerMigration("5 accounts' further members", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: furtherMembers)
        }
        migrator.registerMigration("6 snapshots", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: snapshots)
        }
        migrator.registerMigration("7 calls", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: calls)
            try database.execute(sql: foreignCallChangeTriggers)
        }
        migrator.registerMigration("8 campaigns in progress", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: campaignsInProgress)
        }
        return migrator
    }

    /// Named copies of the content; see ``SnapshotParts``.
    private static let snapshots = """
        CREATE TABLE snapshots (
            name TEXT NOT NULL PRIMARY KEY,
            time INTEGER NOT NULL,
            accounts INTEGER NOT NULL,
            campaigns INTEGER NOT NULL,
            leads INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE snapshot_parts (
            name TEXT NOT NULL,
            position INTEGER NOT NULL,
            document TEXT NOT NULL,
            PRIMARY KEY (name, position)
        ) STRICT;
        """

    /// The members of accounts, assistants and phone numbers beyond those that a create needs.
    ///
    /// An account of the version before has no `user_name` and `user_email`: its user follows from its name. `original`
    /// is the definition with which a changed account was made; see ``AccountTables/update(_:to:in:)``.
    private static let furtherMembers = """
        ALTER TABLE accounts ADD COLUMN user_name TEXT;
        ALTER TABLE accounts ADD COLUMN user_email TEXT;
        ALTER TABLE accounts ADD COLUMN balance REAL NOT NULL DEFAULT 100;
        ALTER TABLE accounts ADD COLUMN lead_list TEXT;
        ALTER TABLE accounts ADD COLUMN clock TEXT;
        ALTER TABLE accounts ADD COLUMN original TEXT;
        ALTER TABLE assistants ADD COLUMN mode TEXT NOT NULL DEFAULT 'pipeline';
        ALTER TABLE assistants ADD COLUMN status TEXT NOT NULL DEFAULT 'active';
        ALTER TABLE assistants ADD COLUMN voice_id INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE assistants ADD COLUMN language_id INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE assistants ADD COLUMN timezone TEXT NOT NULL DEFAULT 'UTC';
        ALTER TABLE assistants ADD COLUMN initial_message TEXT NOT NULL DEFAULT 'Hello!';
        ALTER TABLE assistants ADD COLUMN system_prompt TEXT NOT NULL
            DEFAULT 'You are a friendly assistant on the phone.';
        ALTER TABLE assistants ADD COLUMN variables TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE assistants ADD COLUMN webhook_url TEXT;
        ALTER TABLE assistants ADD COLUMN is_webhook_active INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE assistants ADD COLUMN phone_number_id INTEGER;
        ALTER TABLE assistants ADD COLUMN max_duration INTEGER NOT NULL DEFAULT 600;
        ALTER TABLE assistants ADD COLUMN record INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE assistants ADD COLUMN uuid TEXT;
        ALTER TABLE assistants ADD COLUMN created_at INTEGER NOT NULL DEFAULT 1767225600;
        ALTER TABLE assistants ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 1767225600;
        UPDATE assistants SET timezone = coalesce((SELECT timezone FROM accounts WHERE id = account_id), 'UTC');
        ALTER TABLE phone_numbers ADD COLUMN country_code TEXT NOT NULL DEFAULT 'US';
        ALTER TABLE phone_numbers ADD COLUMN type TEXT NOT NULL DEFAULT 'normal';
        ALTER TABLE phone_numbers ADD COLUMN sms_capable INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE phone_numbers ADD COLUMN region TEXT;
        ALTER TABLE phone_numbers ADD COLUMN created_at INTEGER NOT NULL DEFAULT 1767225600;
        """

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

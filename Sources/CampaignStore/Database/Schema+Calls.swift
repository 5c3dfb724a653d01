extension Schema {
    /// The table of calls, and what campaigns and accounts remember of them.
    ///
    /// A call without `ended_at` goes on. `transcript` and `extracted_variables` are what the outcomes of the account had
    /// set when it began; `NULL` means the usual ones. `variables` is `NULL` for the call of a lead, whose variables it
    /// has.
    ///
    /// A simulation inserts hundreds of thousands of calls at once, so there are few indexes, and each call is in two of
    /// them. `hidden` is part of `calls_by_campaign`, so that a list counts its calls in the index. The calls of a
    /// deleted campaign are found by no list, and deleted later; see ``LeadCleaner``.
    /// Finds the accounts whose campaigns run. Only running campaigns are in it, so a create writes no page of it.
    static let campaignsInProgress = """
        CREATE INDEX campaigns_in_progress ON campaigns (account_id) WHERE status = 'in-progress';
        """

    static let calls = """
        CREATE TABLE calls (
            id INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL,
            campaign_id INTEGER,
            lead_id INTEGER,
            assistant_id INTEGER NOT NULL,
            type TEXT NOT NULL,
            assistant_phone_number TEXT,
            phone_number TEXT NOT NULL,
            outcome TEXT NOT NULL,
            attempt INTEGER NOT NULL,
            status TEXT NOT NULL,
            began_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL,
            ended_at INTEGER,
            decides INTEGER NOT NULL,
            hidden INTEGER NOT NULL,
            variables TEXT,
            transcript TEXT,
            extracted_variables TEXT,
            webhook_response TEXT
        ) STRICT;
        CREATE INDEX calls_by_campaign ON calls (campaign_id, hidden) WHERE campaign_id IS NOT NULL;
        CREATE INDEX calls_by_lead ON calls (lead_id) WHERE lead_id IS NOT NULL;
        CREATE INDEX calls_without_campaign ON calls (account_id, hidden) WHERE campaign_id IS NULL;
        CREATE INDEX calls_going_on ON calls (account_id) WHERE ended_at IS NULL;
        ALTER TABLE campaigns ADD COLUMN calls_begun INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE accounts ADD COLUMN outcomes TEXT;
        ALTER TABLE accounts ADD COLUMN simulated_until INTEGER;
        """

    /// Triggers that fire for the statements of other programs only, like those of the leads.
    ///
    /// They delete the calls that must not outlive their campaign, lead or account.
    static let foreignCallChangeTriggers =
        [
            ("leads_and_calls_deleted", "DELETE ON leads", "DELETE FROM calls WHERE lead_id = OLD.id;"),
            ("campaigns_and_calls_deleted", "DELETE ON campaigns", "DELETE FROM calls WHERE campaign_id = OLD.id;"),
            ("accounts_and_calls_deleted", "DELETE ON accounts", "DELETE FROM calls WHERE account_id = OLD.id;"),
            (
                "campaigns_and_calls_inserted_again", "INSERT ON campaigns",
                "DELETE FROM calls WHERE campaign_id = NEW.id;"
            ),
            (
                "campaigns_and_calls_renumbered", "UPDATE OF id ON campaigns",
                "UPDATE calls SET campaign_id = NEW.id WHERE campaign_id = OLD.id;"
            ),
        ].map { name, event, action in
            "CREATE TRIGGER \(name)_by_others AFTER \(event) BEGIN \(action) END;"
        }.joined(separator: "\n")
}

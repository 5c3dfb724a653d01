extension Schema {
    /// The tables of leads.
    ///
    /// A secondary contact is a row with a `primary_id`. `due_at` waits for calls.
    ///
    /// Each index slows down the insert, so there are only two. A list finds its rows through `lead_counts`, see
    /// ``LeadCounts``. `leads_by_number` finds duplicates; lists by a part of the number read it instead of the rows.
    /// `leads_by_primary` finds contacts, and a lead without contacts adds nothing to it.
    ///
    /// `account_campaigns` finds the campaigns of an account among those of all others, see ``CampaignIndex``.
    static let leads = """
        CREATE TABLE leads (
            id INTEGER PRIMARY KEY,
            campaign_id INTEGER NOT NULL,
            primary_id INTEGER,
            phone_number TEXT NOT NULL,
            variables TEXT NOT NULL,
            status TEXT NOT NULL,
            call_tries INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            due_at INTEGER
        ) STRICT;
        CREATE INDEX leads_by_number ON leads (campaign_id, phone_number) WHERE primary_id IS NULL;
        CREATE INDEX leads_by_primary ON leads (primary_id) WHERE primary_id IS NOT NULL;
        CREATE TABLE lead_counts (
            campaign_id INTEGER NOT NULL,
            block INTEGER NOT NULL,
            status TEXT NOT NULL,
            day INTEGER NOT NULL,
            count INTEGER NOT NULL,
            callable INTEGER NOT NULL,
            PRIMARY KEY (campaign_id, block, status, day)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE deleted_campaigns (
            campaign_id INTEGER PRIMARY KEY
        ) STRICT;
        CREATE TABLE account_campaigns (
            account_id INTEGER NOT NULL,
            campaign_id INTEGER NOT NULL,
            PRIMARY KEY (account_id, campaign_id)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO account_campaigns SELECT account_id, id FROM campaigns
        WHERE id <= (SELECT value FROM counters WHERE name = 'settled_campaign_id');
        """

    /// Triggers that fire for the statements of other programs only, like those of the campaigns.
    ///
    /// They mark that `lead_counts` may be wrong, and delete what must not outlive its campaign or its lead.
    static let foreignLeadChangeTriggers =
        [
            ("leads_inserted", "INSERT ON leads", ""),
            ("leads_deleted", "DELETE ON leads", "DELETE FROM leads WHERE primary_id = OLD.id;"),
            ("leads_changed", "UPDATE OF id, campaign_id, primary_id, status, created_at ON leads", ""),
            (
                "campaigns_emptied", "DELETE ON campaigns",
                """
                DELETE FROM leads WHERE primary_id IN (
                    SELECT id FROM leads WHERE campaign_id = OLD.id AND primary_id IS NULL);
                DELETE FROM leads WHERE campaign_id = OLD.id AND primary_id IS NULL;
                """
            ),
            (
                // An id that was deleted here, whose leads may still have rows.
                "campaigns_inserted_again", "INSERT ON campaigns",
                """
                DELETE FROM leads WHERE primary_id IN (
                    SELECT id FROM leads WHERE primary_id IS NULL AND campaign_id IN (
                        SELECT campaign_id FROM deleted_campaigns WHERE campaign_id = NEW.id));
                DELETE FROM leads WHERE primary_id IS NULL AND campaign_id IN (
                    SELECT campaign_id FROM deleted_campaigns WHERE campaign_id = NEW.id);
                DELETE FROM deleted_campaigns WHERE campaign_id = NEW.id;
                """
            ),
            (
                "campaigns_renumbered", "UPDATE OF id ON campaigns",
                "UPDATE leads SET campaign_id = NEW.id WHERE campaign_id = OLD.id;"
            ),
        ].map { name, event, action in
            """
            CREATE TRIGGER \(name)_by_others AFTER \(event)
            BEGIN
            INSERT OR REPLACE INTO counters (name, value) VALUES ('has_foreign_lead_changes', 1);
            \(action)
            END;
            """
        }.joined(separator: "\n")
}

internal import GRDB

extension WriteBatch {
    /// Reads what the simulation of an account needs, as the transaction has it by now.
    package func callingRows(ofAccount id: Int64) throws -> CallingRows {
        try CallingRows(ofAccount: id, in: database)
    }

    /// The id of the next call of the database.
    package var nextCallID: Int64 { contents.calls.nextID }

    /// Returns the accounts that have a campaign in progress or a call going on, by their ``Account/id``.
    package func callingAccountIDs() throws -> Set<Int64> {
        var ids: Set<Int64> = []
        try database.forEachRow(
            """
            SELECT account_id FROM campaigns WHERE status = '\(CampaignStatus.inProgress.rawValue)'
            UNION SELECT account_id FROM calls WHERE ended_at IS NULL
            """
        ) { ids.insert($0.integer(0)) }
        return ids
    }

    /// Returns what has changed beside the simulations since the last call of this method.
    package mutating func takeForeignChanges() -> ForeignChanges {
        // Written only if there is something to take: most batches find nothing.
        guard contents.changesOfSimulations != ForeignChanges() else { return ForeignChanges() }
        defer { contents.changesOfSimulations = ForeignChanges() }
        return contents.changesOfSimulations
    }

    /// Returns a campaign of the account; `nil` if it has none with the id.
    package func campaign(id: Int64, of account: Account) throws -> Campaign? {
        try CampaignTable.fetch(id: id, ofAccount: account, from: database)
    }

    /// Returns the leads of a campaign that can still be called, and their secondary contacts.
    package func callingContacts(ofCampaign id: Int64) throws -> [CallingRows.Contact] {
        var contacts: [CallingRows.Contact] = []
        try ContactRows.appendCallable(inCampaign: id, to: &contacts, in: database)
        return contacts
    }

    /// Returns a lead and its secondary contacts as the simulation needs them; empty if there is none with the id.
    package func callingContacts(ofLead id: Int64) throws -> [CallingRows.Contact] {
        var contacts: [CallingRows.Contact] = []
        try ContactRows.append(lead: id, to: &contacts, in: database)
        return contacts
    }

    /// Stores what the simulation of an account has done. All of it is committed, or nothing.
    ///
    /// The caller sees to it that the rows are still those from which the simulation started, apart from its own
    /// changes: only the sequence of call ids is checked, because all accounts share it.
    ///
    /// - Parameter id: the ``Account/id`` of the account.
    /// - Returns: `false` if another account has taken the call ids. Nothing is stored then.
    /// - Throws: ``WriteRefusal`` if too few ids are left, or an SQLite error.
    package mutating func store(_ changes: CallingChanges, ofAccount id: Int64) throws -> Bool {
        guard changes.begun.isEmpty || changes.firstCallID == contents.calls.nextID else { return false }
        let (nextID, overflows) = changes.firstCallID.addingReportingOverflow(Int64(changes.begun.count))
        guard !overflows, nextID <= Campaign.highestID else { throw WriteRefusal.failed(.idsExhausted("calls")) }
        let statements = try self.statements.calling(of: database)
        for (index, call) in changes.begun.enumerated() {
            let row = CallRecord(call, id: changes.firstCallID + Int64(index), account: "")
            try statements.insert(row, account: id, into: database)
        }
        if !changes.begun.isEmpty { try contents.calls.restart(at: nextID, in: database) }
        for call in changes.ended { try statements.endCall(id: call.id, at: call.at, in: database) }
        var counts = LeadCountChanges()
        for contact in changes.contacts {
            try statements.update(
                contact, countedThrough: contents.leads.countedID, &counts, in: database)
        }
        try counts.store(in: database)
        for (campaign, change) in changes.campaigns {
            try database.run(
                """
                UPDATE campaigns SET calls_begun = calls_begun + ?1, status = coalesce(?2, status),
                updated_at = CASE WHEN ?2 IS NULL THEN updated_at ELSE ?3 END WHERE id = ?4
                """
            ) { row in
                row.add(change.callsBegun)
                row.add(change.status?.rawValue)
                row.add(change.changedAt)
                row.add(campaign)
            }
        }
        try AccountTables.setSimulatedUntil(changes.simulatedUntil, ofAccount: id, in: database)
        return true
    }
}

extension CallRecord {
    /// A call that has begun.
    ///
    /// - Parameter account: the name of the account. It is not needed to store the call.
    package init(_ call: borrowing CallingChanges.NewCall, id: Int64, account: String) {
        self.init(
            id: id, account: account, campaignID: call.campaignID, leadID: call.leadID, assistantID: call.assistantID,
            assistantPhoneNumber: call.assistantPhoneNumber, phoneNumber: call.phoneNumber, outcome: call.outcome,
            attempt: call.attempt, beganAt: call.beganAt, endsAt: call.endsAt, endedAt: call.endedAt,
            variables: call.variables, transcript: call.transcript, extractedVariables: call.extractedVariables)
    }
}

extension Simulation {
    /// Returns the contact of a lead that has its turn: the first one that has not used up its retries; `nil` if none.
    func turn(ofLead lead: Int32) -> Int32? {
        var contact: Int32? = lead
        while let candidate = contact, contacts[candidate].status == .reachedMaxRetries {
            contact = contacts[candidate].next
        }
        return contact
    }

    /// Brings a lead in line with the contact that has its turn, after a change of the lead or its campaign.
    ///
    /// That contact is scheduled if it is `created` and the campaign is in progress.
    ///
    /// - Parameter ended: a contact whose call has ended. A contact behind it is scheduled whatever the campaign's
    ///   status is, if the call has used up the retries (calling.md, §3).
    mutating func settle(_ lead: Int32, behind ended: Int32? = nil) {
        let (turn, campaign) = (turn(ofLead: lead), contacts[lead].campaign)
        if let turn, contacts[turn].status == .created,
            campaigns[campaign].isInProgress || ended.map({ hasTurn(turn, after: $0) }) ?? false
        {
            change(turn, to: .scheduled, attempts: contacts[turn].attempts, dueAt: now)
        }
        let waiting = turn.flatMap { contacts[$0].status.isWaiting ? $0 : nil }
        count(lead, asWaiting: waiting != nil)
        if let waiting, contacts[waiting].callsGoingOn == 0 {
            let entry = Waiting(dueAt: contacts[waiting].dueAt, contactID: contacts[waiting].id, slot: waiting)
            campaigns[campaign].queue.insert(entry)
            touch(campaign)
        }
    }

    private func hasTurn(_ turn: Int32, after ended: Int32) -> Bool {
        contacts[ended].status == .reachedMaxRetries && contacts[ended].id < contacts[turn].id
    }

    /// Counts a lead among those of its campaign that wait, or takes it off.
    mutating func count(_ lead: Int32, asWaiting isWaiting: Bool) {
        guard contacts[lead].isCounted != isWaiting else { return }
        contacts[lead].isCounted = isWaiting
        campaigns[contacts[lead].campaign].waitingLeads += isWaiting ? 1 : -1
        touch(contacts[lead].campaign)
    }

    /// Returns the contact that a campaign calls next, whether it is due or not.
    mutating func firstWaiting(in campaign: Int32) -> Waiting? {
        while let first = campaigns[campaign].queue.first {
            if isRight(first, in: campaign) { return first }
            campaigns[campaign].queue.removeFirst()
        }
        return nil
    }

    /// Returns whether an entry of a queue says what is so now.
    private func isRight(_ entry: Waiting, in campaign: Int32) -> Bool {
        contacts[entry.slot].id == entry.contactID && contacts[entry.slot].campaign == campaign
            && contacts[entry.slot].status.isWaiting && contacts[entry.slot].dueAt == entry.dueAt
            && contacts[entry.slot].callsGoingOn == 0 && turn(ofLead: contacts[entry.slot].lead) == entry.slot
    }

    /// Changes a contact.
    ///
    /// - Parameter dueAt: only of a contact that waits.
    mutating func change(_ contact: Int32, to status: ContactStatus, attempts: Int64, dueAt: Int64? = nil) {
        let before = contacts[contact].status
        contacts[contact].status = status
        contacts[contact].attempts = attempts
        contacts[contact].dueAt = dueAt ?? 0
        happenings.append(
            .contactChanged(
                ContactChange(
                    id: contacts[contact].id, campaignID: campaigns[contacts[contact].campaign].settings.id,
                    before: before, status: status, attempts: attempts, dueAt: dueAt, second: now)))
        guard status != before else { return }
        stamp()
        if contacts[contact].tally != tally.number {
            contacts[contact].tally = tally.number
            tally.contacts += 1
        }
    }
}

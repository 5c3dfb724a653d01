extension Simulation {
    /// Begins a call of a contact.
    ///
    /// - Parameter plan: `nil` if the rules decide.
    mutating func begin(callOf contact: Int32, plan: CallPlan? = nil) {
        let campaign = contacts[contact].campaign
        contacts[contact].attempts += 1
        let (contactID, attempt) = (contacts[contact].id, contacts[contact].attempts)
        let (campaignID, phoneNumber) = (campaigns[campaign].settings.id, contacts[contact].phoneNumber)
        let question = CallQuestion(
            phoneNumber: phoneNumber, campaignID: campaignID, contactID: contactID, attempt: attempt)
        let call = Call(
            id: nextCallID, campaignID: campaignID, contactID: contactID,
            assistantID: campaigns[campaign].settings.assistantID, phoneNumber: phoneNumber,
            phoneNumberID: campaigns[campaign].takePhoneNumber(), attempt: attempt,
            plan: plan ?? CallPlan(question, by: rules), beganAt: now)
        begin(call, campaign: campaign, contact: contact)
        change(contact, to: .processing, attempts: attempt)
        settle(contacts[contact].lead)
    }

    /// Begins a call without a campaign.
    mutating func begin(callTo phoneNumber: String, ofAssistant assistantID: Int64) {
        let question = CallQuestion(phoneNumber: phoneNumber, campaignID: nil, contactID: 0, attempt: 1)
        begin(
            Call(
                id: nextCallID, campaignID: nil, contactID: nil, assistantID: assistantID, phoneNumber: phoneNumber,
                plan: CallPlan(question, by: rules), beganAt: now))
    }

    private mutating func begin(_ call: Call, campaign: Int32? = nil, contact: Int32? = nil) {
        nextCallID += 1
        place(CallRecord(call: call, campaign: campaign, contact: contact))
        tally.calls += 1
        stamp()
        happenings.append(.callBegan(call))
    }

    /// Adds a call that goes on.
    mutating func place(_ record: CallRecord) {
        let (second, id) = (record.call.endsAt, record.call.id)
        ends.insert(PlannedEnd(second: second, callID: id, slot: calls.insert(record)))
        callsGoingOn += 1
        if let campaign = record.campaign {
            campaigns[campaign].callsGoingOn += 1
            touch(campaign)
        }
        if let contact = record.contact { contacts[contact].callsGoingOn += 1 }
    }

    /// Takes a call away, and frees its room. Its contact's lead has to be settled.
    @discardableResult
    mutating func remove(callIn slot: Int32) -> CallRecord? {
        guard let record = calls[slot] else { return nil }
        calls.remove(slot, leaving: nil)
        callsGoingOn -= 1
        if let campaign = record.campaign {
            campaigns[campaign].callsGoingOn -= 1
            touch(campaign)
        }
        if let contact = record.contact { contacts[contact].callsGoingOn -= 1 }
        return record
    }

    /// Ends the calls whose end has come, in the order of their ids.
    mutating func endCalls() {
        while let end = ends.first, end.second <= now {
            ends.removeFirst()
            guard calls[end.slot]?.call.id == end.callID, let record = remove(callIn: end.slot) else { continue }
            stamp()
            ended.append(end.callID)
            happenings.append(.callEnded(record.call, at: now))
            guard let contact = record.contact else { continue }
            if record.call.decides { decide(contact, by: record.call.plan.outcome) }
            settle(contacts[contact].lead, behind: record.call.decides ? contact : nil)
        }
    }

    /// Gives a contact the status that follows from a call (calling.md, §4).
    private mutating func decide(_ contact: Int32, by outcome: CallOutcome) {
        let (campaign, attempts) = (contacts[contact].campaign, contacts[contact].attempts)
        if !campaigns[campaign].settings.retries(after: outcome) {
            change(contact, to: .completed, attempts: attempts)
        } else if attempts <= campaigns[campaign].settings.maximumRetries {
            let dueAt = Self.sum(now, campaigns[campaign].settings.retryInterval)
            change(contact, to: .rescheduled, attempts: attempts, dueAt: dueAt)
        } else {
            change(contact, to: .reachedMaxRetries, attempts: attempts)
        }
    }
}

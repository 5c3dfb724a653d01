extension Simulation {
    /// Carries out a command. One that names what the simulation does not have changes nothing.
    mutating func run(_ command: Command) {
        switch command {
        case .addCampaign(let campaign): add(campaign)
        case .addLead(let lead): if let lead = add(lead: lead) { settle(lead) }
        case .start(let id):
            guard let campaign = campaignSlots[id] else { return }
            setStatus(of: campaign, to: .inProgress)
            for lead in leads(ofCampaign: campaign) { settle(lead) }
        case .stop(let id): if let campaign = campaignSlots[id] { setStatus(of: campaign, to: .stopped) }
        case .update(let id, let phoneNumber, let status, let campaignID):
            guard let contact = contactSlots[id] else { return }
            if let phoneNumber { contacts[contact].phoneNumber = phoneNumber }
            update(contact, status: status, campaign: campaignID.flatMap { campaignSlots[$0] })
        case .deleteContact(let id): if let contact = contactSlots[id] { delete(contact) }
        case .deleteCampaign(let id): if let campaign = campaignSlots[id] { delete(campaign: campaign) }
        case .play(let id, let plan): if let contact = contactSlots[id] { begin(callOf: contact, plan: plan) }
        case .makeCall(let phoneNumber, let assistantID): begin(callTo: phoneNumber, ofAssistant: assistantID)
        case .setRules(let rules): self.rules = rules
        }
    }

    // MARK: Adding

    mutating func add(_ campaign: CallingCampaign) {
        guard campaignSlots[campaign.id] == nil else { return }
        let slot = campaigns.insert(CampaignRecord(campaign))
        campaignSlots[campaign.id] = slot
        let place = campaignOrder.firstIndex { campaigns[$0].settings.id > campaign.id } ?? campaignOrder.count
        campaignOrder.insert(slot, at: place)
        if slot == nextBegins.count { nextBegins.append(.max) }
        touch(slot)
    }

    /// Adds a lead and its secondary contacts.
    ///
    /// - Returns: the lead's slot; `nil` if the simulation has it already, or does not have its campaign.
    mutating func add(lead: [Contact]) -> Int32? {
        guard let first = lead.first, let campaign = campaignSlots[first.campaignID], contactSlots[first.id] == nil
        else { return nil }
        var slots: [Int32] = []
        for contact in lead {
            let record = ContactRecord(
                id: contact.id, phoneNumber: contact.phoneNumber, dueAt: contact.dueAt ?? 0,
                attempts: contact.attempts, campaign: campaign, status: contact.status)
            let slot = contacts.insert(record)
            contacts[slot].lead = slots.first ?? slot
            if let last = slots.last { contacts[last].next = slot }
            contactSlots[contact.id] = slot
            slots.append(slot)
        }
        return slots.first
    }

    // MARK: Changing

    private mutating func update(_ contact: Int32, status: ContactStatus?, campaign: Int32?) {
        let lead = contacts[contact].lead
        if let campaign, contact == lead, contacts[lead].campaign != campaign {
            if status == nil { setBack(contact, to: .created) }
            move(lead, to: campaign)
        }
        if let status { setBack(contact, to: status) }
        settle(lead)
    }

    /// Gives a contact a status by hand (calling.md, §4). Its own changes nothing.
    private mutating func setBack(_ contact: Int32, to status: ContactStatus) {
        guard contacts[contact].status != status else { return }
        var behind = contacts[contact].next
        release(callsOf: contact)
        change(contact, to: status, attempts: 0)
        while let other = behind {
            release(callsOf: other)
            if contacts[other].status != .created || contacts[other].attempts != 0 {
                change(other, to: .created, attempts: 0)
            }
            behind = contacts[other].next
        }
    }

    /// Lets the calls that go on to a contact decide nothing.
    private mutating func release(callsOf contact: Int32) {
        guard contacts[contact].callsGoingOn > 0 else { return }
        for slot in calls.indices where calls[slot]?.contact == contact { calls[slot]?.call.decides = false }
    }

    private mutating func move(_ lead: Int32, to campaign: Int32) {
        count(lead, asWaiting: false)
        var contact: Int32? = lead
        while let slot = contact {
            contacts[slot].campaign = campaign
            contact = contacts[slot].next
        }
        touch(campaign)
    }

    // MARK: Deleting

    private mutating func delete(_ contact: Int32) {
        let lead = contacts[contact].lead
        guard contact != lead else { return delete(lead: lead) }
        var before = lead
        while let next = contacts[before].next, next != contact { before = next }
        contacts[before].next = contacts[contact].next
        remove([contact])
        settle(lead)
    }

    private mutating func delete(lead: Int32) {
        count(lead, asWaiting: false)
        touch(contacts[lead].campaign)
        var slots: [Int32] = []
        var contact: Int32? = lead
        while let slot = contact {
            slots.append(slot)
            contact = contacts[slot].next
        }
        remove(slots)
    }

    private mutating func delete(campaign: Int32) {
        for lead in leads(ofCampaign: campaign) { delete(lead: lead) }
        // Of leads that have moved to another campaign since.
        for slot in calls.indices where calls[slot]?.campaign == campaign {
            if let contact = remove(callIn: slot)?.contact { settle(contacts[contact].lead) }
        }
        campaignSlots[campaigns[campaign].settings.id] = nil
        campaignOrder.removeAll { $0 == campaign }
        touched.removeAll { $0 == campaign }
        nextBegins[Int(campaign)] = .max
        var blank = campaigns[campaign]
        (blank.queue, blank.isTouched) = (PriorityQueue(), false)
        campaigns.remove(campaign, leaving: blank)
    }

    /// Removes contacts with the calls that go on to them.
    private mutating func remove(_ slots: [Int32]) {
        if slots.contains(where: { contacts[$0].callsGoingOn > 0 }) {
            for slot in calls.indices {
                if let contact = calls[slot]?.contact, slots.contains(contact) { remove(callIn: slot) }
            }
        }
        for slot in slots {
            contactSlots[contacts[slot].id] = nil
            contacts.remove(slot, leaving: ContactRecord())
        }
    }

    /// Returns the leads of a campaign, in the order of their ids.
    private func leads(ofCampaign campaign: Int32) -> [Int32] {
        contacts.indices.filter { slot in
            contacts[slot].id != 0 && contacts[slot].campaign == campaign && contacts[slot].lead == slot
        }.sorted { contacts[$0].id < contacts[$1].id }
    }
}

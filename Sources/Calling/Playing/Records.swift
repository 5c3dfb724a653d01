/// A contact in the simulation. Its lead and the lead's further contacts are slots.
struct ContactRecord: Sendable {
    /// 0 where there is no contact.
    var id: Int64 = 0
    var phoneNumber = ""
    /// Means something only while the contact waits.
    var dueAt: Int64 = 0
    var attempts: Int64 = 0
    var campaign: Int32 = 0
    /// The contact's lead, which for a lead is itself.
    var lead: Int32 = 0
    /// The contact behind it in its lead.
    var next: Int32?
    var callsGoingOn: Int32 = 0
    var status = ContactStatus.created
    /// Of a lead: whether it is among the ``CampaignRecord/waitingLeads``.
    var isCounted = false
    /// The last ``Simulation/Tally`` in which its status changed.
    var tally: UInt32 = 0
}

/// A campaign in the simulation.
struct CampaignRecord: Sendable {
    var settings: CallingCampaign
    var callsGoingOn: Int64 = 0
    /// The number of leads of which a contact that has its turn waits.
    var waitingLeads = 0
    /// Has an entry for each contact that waits, has its turn, and has no call going on.
    var queue = PriorityQueue<Waiting>()
    var span = OpenSpan()
    var isTouched = false

    init(_ settings: CallingCampaign) {
        self.settings = settings
    }

    var isInProgress: Bool { settings.status == .inProgress }
    var hasRoom: Bool { callsGoingOn < settings.maximumCallsInParallel }

    /// Whether nothing is left to do, and the campaign completes then.
    var hasRunOut: Bool {
        isInProgress && callsGoingOn == 0 && waitingLeads == 0 && settings.completesWithoutLeads
    }

    /// Returns the first second, not before another, in which the campaign's window is open; `Int64.max` for none.
    mutating func opening(notBefore second: Int64) -> Int64 {
        span.opening(of: settings.window, notBefore: second)
    }

    /// Returns the number to call from, and moves on to the next one.
    mutating func takePhoneNumber() -> Int64? {
        let (numbers, turn) = (settings.phoneNumberIDs, settings.callsBegun)
        settings.callsBegun += 1
        return numbers.isEmpty ? nil : numbers[Int(turn % Int64(numbers.count))]
    }
}

/// A call that goes on.
struct CallRecord: Sendable {
    var call: Call
    var campaign: Int32?
    var contact: Int32?
}

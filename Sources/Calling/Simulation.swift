/// Plays the calls of an account on its clock (calling.md, §§1 to 5).
///
/// The simulation reads no clock and stores nothing. It is told to which second to play, and it tells in order what
/// happens. The same state and the same commands give the same calls, whether the time passes in one step or in many, and
/// also when another simulation goes on from ``state``.
///
/// The seconds in which nothing happens are not visited: the next second is the least of the planned ends, and of the
/// seconds in which a campaign with room has a contact due in its open window. Each campaign has a queue of its
/// contacts, so the time of a call does not depend on the number of contacts that wait, except by a logarithm.
///
/// Its surroundings, which are not part of this module:
/// - A driver for each account applies the commands of requests and the moves of the clock. It stores ``happenings`` in
///   batches through the store's one write path, and reports no batch that is not committed. Accounts on the same
///   clock share one sequence of call ids: their driver plays them second by second, the least ``nextSecond()`` first,
///   then by the accounts' ids, and hands on ``nextCallID``.
/// - The store has a table `calls`, and of each contact `call_tries` and `due_at`. An account's simulation is made when it
///   is first needed, from the campaigns in progress, their leads that can still be called, and the calls that go on.
///   What a request names and the simulation does not have is added by a command first.
/// - The endpoints of §6 read the table. The posts of §7 are made of ``Happening/postDue(callID:at:)`` when the batch is
///   committed.
package struct Simulation: Sendable {
    /// The second up to which all has been played, in Unix seconds: where the account's clock stands.
    package internal(set) var clock: Int64
    /// The simulation's time (calling.md, §1), in Unix seconds; `nil` for an account without a past.
    package internal(set) var simulatedUntil: Int64?
    /// The plan's maximum of calls that go on in the account.
    package var maximumCallsInParallel: Int64
    /// Whether campaigns call; `false` with `--calls off`.
    package var placesCalls: Bool
    /// The id of the next call.
    package var nextCallID: Int64
    /// What has happened since the last ``takeHappenings()``, in order.
    package internal(set) var happenings: [Happening] = []
    package internal(set) var tally = Tally()

    var rules: [OutcomeRule]
    /// The second that is being played.
    var now: Int64

    var campaigns = Slots<CampaignRecord>()
    var campaignSlots: [Int64: Int32] = [:]
    /// The campaigns in the order of their ids.
    var campaignOrder: [Int32] = []
    /// For each campaign the first second in which it can begin a call, as far as the account has room. It is right for
    /// campaigns that are not in ``touched``, from ``now`` on.
    var nextBegins: ContiguousArray<Int64> = []
    /// The campaigns that have changed since ``nextBegins`` was calculated.
    var touched: [Int32] = []

    var contacts = Slots<ContactRecord>()
    var contactSlots: [Int64: Int32] = [:]

    var calls = Slots<CallRecord?>()
    var callsGoingOn: Int64 = 0
    var ends = PriorityQueue<PlannedEnd>()
    /// The calls that have ended in the second that is being played.
    var ended: [Int64] = []

    /// Counts for the answer of a move of the clock (calling.md, §1).
    package struct Tally: Sendable, Equatable {
        /// The number of calls that have begun.
        package internal(set) var calls = 0
        /// The number of contacts whose status has changed, each counted once.
        package internal(set) var contacts = 0
        /// Tells the contacts that are counted already.
        var number: UInt32 = 1
    }

    /// Goes on from a state.
    ///
    /// A contact that waits without a due time is due. A campaign in progress schedules leads that are `created`, as at
    /// their creation.
    package init(_ state: CallingState) {
        clock = state.clock
        simulatedUntil = state.simulatedUntil
        maximumCallsInParallel = state.maximumCallsInParallel
        placesCalls = state.placesCalls
        rules = state.rules
        nextCallID = state.nextCallID
        now = max(state.clock, state.simulatedUntil ?? state.clock)
        for campaign in state.campaigns { add(campaign) }
        let leads = state.contacts.filter { $0.primaryID == nil }
        let others = Dictionary(grouping: state.contacts.filter { $0.primaryID != nil }) { $0.primaryID ?? 0 }
        let added = leads.compactMap { add(lead: [$0] + (others[$0.id] ?? [])) }
        for call in state.calls {
            place(
                CallRecord(
                    call: call, campaign: call.campaignID.flatMap { campaignSlots[$0] },
                    contact: call.contactID.flatMap { contactSlots[$0] }))
        }
        for lead in added { settle(lead) }
    }

    /// The state from which another simulation goes on.
    package var state: CallingState {
        CallingState(
            clock: clock, simulatedUntil: simulatedUntil, maximumCallsInParallel: maximumCallsInParallel,
            placesCalls: placesCalls, rules: rules, nextCallID: nextCallID,
            campaigns: campaignOrder.map { campaigns[$0].settings },
            contacts: contacts.elements.filter { $0.id != 0 }.map(contact).sorted { $0.id < $1.id },
            calls: calls.elements.compactMap { $0?.call }.sorted { $0.id < $1.id })
    }

    /// Returns a contact as it is now; `nil` if the simulation does not have it.
    package func contact(id: Int64) -> Contact? {
        contactSlots[id].map { contact(contacts[$0]) }
    }

    /// Returns a campaign as it is now; `nil` if the simulation does not have it.
    package func campaign(id: Int64) -> CallingCampaign? {
        campaignSlots[id].map { campaigns[$0].settings }
    }

    private func contact(_ record: ContactRecord) -> Contact {
        let lead = contacts[record.lead].id
        return Contact(
            id: record.id, campaignID: campaigns[record.campaign].settings.id,
            primaryID: lead == record.id ? nil : lead, phoneNumber: record.phoneNumber, status: record.status,
            attempts: record.attempts, dueAt: record.status.isWaiting ? record.dueAt : nil)
    }

    /// Returns what has happened since the last time, and forgets it.
    package mutating func takeHappenings() -> [Happening] {
        defer { happenings.removeAll(keepingCapacity: true) }
        return happenings
    }

    /// Starts the counts from zero.
    package mutating func resetTally() {
        tally = Tally(number: tally.number &+ 1)
    }

    // MARK: What comes next

    /// The ids of the calls that go on.
    package var goingOn: Set<Int64> { Set(calls.elements.compactMap { $0?.call.id }) }

    /// Returns the call that ends next; of those that end together, the first.
    ///
    /// - Parameter campaignID: of that campaign alone; `nil` for all.
    package func nextEnd(ofCampaign campaignID: Int64? = nil) -> Call? {
        calls.elements.compactMap { $0?.call }.filter { campaignID == nil || $0.campaignID == campaignID }
            .min { ($0.endsAt, $0.id) < ($1.endsAt, $1.id) }
    }

    /// Returns the contact that is called next, and when; `nil` if there is none as far as the account has room.
    ///
    /// - Parameter campaignID: of that campaign alone; `nil` for all.
    package mutating func nextBegin(ofCampaign campaignID: Int64? = nil) -> (contact: Contact, second: Int64)? {
        // Brings the first seconds of the campaigns up to date.
        guard nextSecond() != nil, placesCalls, callsGoingOn < maximumCallsInParallel else { return nil }
        let slots = campaignOrder.filter { campaignID == nil || campaigns[$0].settings.id == campaignID }
        guard let slot = slots.min(by: { nextBegins[Int($0)] < nextBegins[Int($1)] }),
            nextBegins[Int(slot)] != .max, let first = firstWaiting(in: slot)
        else { return nil }
        return (contact(contacts[first.slot]), max(nextBegins[Int(slot)], now))
    }
}

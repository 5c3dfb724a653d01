extension Simulation {
    /// Plays up to and including a second, and puts the clock there.
    ///
    /// A second before the clock or before the simulation's time undoes nothing: the clock stands there, and nothing
    /// begins or ends.
    ///
    /// - Parameters:
    ///   - second: in Unix seconds.
    ///   - limit: the number of further ``happenings`` that is enough, at least 1. The simulation pauses behind the second
    ///     that reaches it.
    /// - Returns: `false` after a pause. The clock stands where it stood then; the same call again goes on.
    package mutating func advance(to second: Int64, limit: Int = .max) -> Bool {
        guard second >= start else {
            clock = second
            return true
        }
        let enough = happenings.count.addingReportingOverflow(limit)
        play(start)
        while let next = nextSecond(), next <= second {
            guard happenings.count < enough.partialValue || enough.overflow else { return false }
            play(next)
        }
        clock = second
        return true
    }

    /// Goes to the next second in which a call begins or ends.
    ///
    /// - Returns: `nil` if there is none. The clock stays then.
    package mutating func advanceToNext() -> Int64? {
        guard let next = nextSecond() else { return nil }
        _ = advance(to: next)
        return next
    }

    /// Goes to the last second in which a call begins or ends, if it is within a year and a day of the clock.
    ///
    /// - Parameter bound: the last second to look at; by default 366 days after the clock.
    /// - Returns: `false` after a pause, like ``advance(to:limit:)``. Go on with the same bound.
    package mutating func advanceToIdle(until bound: Int64? = nil, limit: Int = .max) -> Bool {
        let bound = bound ?? Self.idleBound(from: clock)
        guard let first = nextSecond(), first <= bound else { return true }
        let enough = happenings.count.addingReportingOverflow(limit)
        play(start)
        while let next = nextSecond(), next <= bound {
            guard happenings.count < enough.partialValue || enough.overflow else { return false }
            play(next)
            clock = next
        }
        return true
    }

    /// The last second that `{"advance_to":"idle"}` looks at (calling.md, §1).
    package static func idleBound(from clock: Int64) -> Int64 {
        Self.sum(clock, 366 * 86_400)
    }

    /// Returns the next second in which a call begins or ends, in Unix seconds; `nil` if there is none.
    ///
    /// It is the clock's own second when something is due in it that has not been played.
    package mutating func nextSecond() -> Int64? {
        let start = start
        enter(start)
        let hasRoom = placesCalls && callsGoingOn < maximumCallsInParallel
        // A campaign whose turn came while the account had no room: its window may have closed since.
        if hasRoom { for slot in campaignOrder where nextBegins[Int(slot)] < start { touch(slot) } }
        refresh()
        while let end = ends.first, calls[end.slot]?.call.id != end.callID { ends.removeFirst() }
        var next = ends.first?.second ?? .max
        if hasRoom { for begin in nextBegins { next = min(next, begin) } }
        return next == .max ? nil : max(next, start)
    }

    /// Lets a request take effect in a second, after all that is due up to it; then calls begin while there is room.
    ///
    /// While the second is before the simulation's time, the request takes effect at that time, and no call of a
    /// campaign begins or ends.
    ///
    /// - Parameter second: the account's clock, in Unix seconds.
    package mutating func apply(_ command: Command, at second: Int64) {
        clock = min(clock, second)
        _ = advance(to: second)
        let plays = second >= simulatedUntil ?? second
        enter(max(second, simulatedUntil ?? second))
        run(command)
        completeCampaigns()
        refresh()
        if plays { beginCalls() }
    }

    // MARK: A second

    /// The first second that is not played yet, or in which something new may be due.
    private var start: Int64 { max(clock, simulatedUntil ?? clock) }

    /// Plays a second: first calls end, then calls begin while there is room (calling.md, §3).
    private mutating func play(_ second: Int64) {
        enter(second)
        endCalls()
        completeCampaigns()
        for call in ended { happenings.append(.postDue(callID: call, at: now)) }
        ended.removeAll(keepingCapacity: true)
        refresh()
        beginCalls()
    }

    private mutating func enter(_ second: Int64) {
        // What was calculated from a later second on is not right for this one.
        if second < now { for campaign in campaignOrder { touch(campaign) } }
        now = second
    }

    /// Completes the campaigns that have run out, in the order of their ids.
    private mutating func completeCampaigns() {
        guard touched.contains(where: { campaigns[$0].hasRunOut }) else { return }
        for slot in campaignOrder where campaigns[slot].hasRunOut {
            setStatus(of: slot, to: .completed)
        }
    }

    /// Calculates ``nextBegins`` of the campaigns that have changed. Those that have run out stay until they complete.
    private mutating func refresh() {
        var kept = 0
        for slot in touched {
            nextBegins[Int(slot)] = nextBegin(of: slot)
            campaigns[slot].isTouched = campaigns[slot].hasRunOut
            guard campaigns[slot].isTouched else { continue }
            touched[kept] = slot
            kept += 1
        }
        touched.removeLast(touched.count - kept)
    }

    private mutating func nextBegin(of slot: Int32) -> Int64 {
        guard campaigns[slot].isInProgress, campaigns[slot].hasRoom, let first = firstWaiting(in: slot) else {
            return .max
        }
        return campaigns[slot].opening(notBefore: max(first.dueAt, now))
    }

    /// Begins the calls for which there is room, campaign by campaign.
    private mutating func beginCalls() {
        guard placesCalls else { return }
        for slot in campaignOrder where nextBegins[Int(slot)] <= now {
            guard callsGoingOn < maximumCallsInParallel else { break }
            touch(slot)
            guard campaigns[slot].opening(notBefore: now) == now else { continue }
            while campaigns[slot].hasRoom, callsGoingOn < maximumCallsInParallel,
                let first = firstWaiting(in: slot), first.dueAt <= now
            {
                begin(callOf: first.slot)
            }
        }
        refresh()
    }

    // MARK: Bookkeeping

    /// Notes that a campaign has changed.
    mutating func touch(_ slot: Int32) {
        guard !campaigns[slot].isTouched else { return }
        campaigns[slot].isTouched = true
        touched.append(slot)
    }

    /// Notes that something has happened in this second that makes it the simulation's time.
    mutating func stamp() {
        simulatedUntil = now
    }

    mutating func setStatus(of campaign: Int32, to status: CallingCampaign.Status) {
        campaigns[campaign].settings.status = status
        touch(campaign)
        stamp()
        happenings.append(.campaignChanged(id: campaigns[campaign].settings.id, status: status, at: now))
    }

    /// Adds seconds to a time; `Int64.max` on overflow.
    static func sum(_ second: Int64, _ seconds: Int64) -> Int64 {
        let (sum, overflow) = second.addingReportingOverflow(seconds)
        return overflow ? .max : sum
    }
}

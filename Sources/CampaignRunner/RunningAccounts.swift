import Base
import Calling
import CampaignStore

/// The simulations of the accounts whose campaigns run.
///
/// They follow the rows: each change of a simulation is stored in the transaction that makes it. After a change that
/// they do not know, they are read from the rows again.
///
/// `@unchecked Sendable`: all properties and methods are used inside the database's writer only, which one thread at a
/// time can use.
final class RunningAccounts: @unchecked Sendable {
    private let placesCalls: Bool
    private let clock: CampaignRunner.Clock
    private var loaded: [Int64: RunningAccount] = [:]
    /// The accounts in which something may happen without a request; `nil` until they are read.
    private var active: Set<Int64>?
    /// Up to when the accounts were played that are read from the rows again, in Unix seconds.
    private var playedUntil: [Int64: Int64] = [:]
    private var zones = ZoneTable()
    /// What reading simulations from the rows has changed, and was not published yet.
    private var stepsOfReading: [CallingStep] = []

    init(placesCalls: Bool, clock: @escaping CampaignRunner.Clock) {
        self.placesCalls = placesCalls
        self.clock = clock
    }

    private func now(_ account: Account) -> Int64 { clock(account).moment(at: .now) }

    /// Returns what reading simulations from the rows has changed since the last call.
    func takeStepsOfReading() -> [CallingStep] {
        defer { stepsOfReading = [] }
        return stepsOfReading
    }

    // MARK: Reading

    /// Forgets what has changed beside the simulations. Call this first in each write.
    func refresh(in batch: inout WriteBatch) throws {
        switch batch.takeForeignChanges() {
        case .all: forgetAll()
        case .accounts(let ids):
            for id in ids {
                if let running = loaded.removeValue(forKey: id) { playedUntil[id] = running.simulation.clock }
                active?.insert(id)
            }
        }
        if active == nil { active = try batch.callingAccountIDs() }
    }

    /// Forgets all simulations, because they may differ from the rows.
    func forgetAll() {
        loaded = [:]
        stepsOfReading = []
        playedUntil = [:]
        active = nil
    }

    /// Whether the account's simulation is in memory, or something may happen in the account without a request. Then each
    /// change of its leads concerns the simulation.
    func isConcerned(_ account: Account) -> Bool {
        loaded[account.id] != nil || active?.contains(account.id) ?? true
    }

    /// Returns the simulation of an account. Reads it from the rows if it is not in memory.
    func running(_ account: Account, in batch: inout WriteBatch) throws -> RunningAccount {
        if let running = loaded[account.id] {
            running.account = account
            return running
        }
        let rows = try batch.callingRows(ofAccount: account.id)
        let played = playedUntil.removeValue(forKey: account.id)
        let running = RunningAccount(
            rows, of: account, clock: max(played ?? .min, rows.simulatedUntil ?? now(account)),
            placesCalls: placesCalls, zones: &zones)
        loaded[account.id] = running
        active?.insert(account.id)
        // A document may have leads that wait for nothing in a campaign in progress. They are scheduled before all else.
        var scheduled = Played()
        try store(running, in: &batch, &scheduled)
        stepsOfReading += scheduled.steps
        return running
    }

    /// Returns the accounts in which something may happen, which match a condition, in the order of the state document.
    func activeAccounts(
        in batch: inout WriteBatch, where matches: (Account) -> Bool
    ) throws -> [RunningAccount] {
        guard let active, !active.isEmpty else { return [] }
        var found: [RunningAccount] = []
        for account in batch.directory.accounts where active.contains(account.id) && matches(account) {
            let running = try running(account, in: &batch)
            if running.isIdle { self.active?.remove(account.id) }
            found.append(running)
        }
        return found
    }

    /// Sees to it that the simulation knows a lead with its secondary contacts, and its campaign.
    func addLead(id: Int64, to running: RunningAccount, in batch: inout WriteBatch) throws {
        guard running.simulation.contact(id: id) == nil,
            let lead = try batch.lead(id: id, of: running.account)
        else { return }
        try addCampaign(id: lead.campaignID, to: running, in: batch)
        let contacts = try batch.callingContacts(ofLead: lead.primaryID ?? lead.id)
        running.simulation.apply(.addLead(contacts.map(Contact.init)), at: now(running.account))
    }

    /// Sees to it that the simulation knows a campaign.
    func addCampaign(id: Int64, to running: RunningAccount, in batch: WriteBatch) throws {
        guard running.simulation.campaign(id: id) == nil,
            let campaign = try batch.campaign(id: id, of: running.account)
        else { return }
        running.campaigns[id] = campaign
        running.simulation.apply(
            .addCampaign(CallingCampaign(campaign, zones: &zones)), at: now(running.account))
    }

    /// Sees to it that the simulation has all leads of a campaign that can still be called.
    func completeLeads(ofCampaign id: Int64, of running: RunningAccount, in batch: WriteBatch) throws {
        guard running.completeCampaigns.insert(id).inserted else { return }
        var leads: [Int64: [Contact]] = [:]
        var order: [Int64] = []
        for contact in try batch.callingContacts(ofCampaign: id).map(Contact.init).sorted(by: { $0.id < $1.id }) {
            let lead = contact.primaryID ?? contact.id
            if leads[lead] == nil { order.append(lead) }
            leads[lead, default: []].append(contact)
        }
        let second = now(running.account)
        for lead in order { running.simulation.apply(.addLead(leads[lead] ?? []), at: second) }
    }

    /// Returns when something is due next on the clocks that run; `nil` if nothing is.
    func nextTime() -> UnixTime? {
        loaded.values.compactMap { running in
            running.next.flatMap { clock(running.account).machineTime(of: $0) }
        }.min()
    }

    // MARK: Playing

    /// What playing has brought.
    struct Played: Sendable {
        var calls = 0
        /// The contacts whose status has changed.
        var contacts: Set<Int64> = []
        var posts = 0
        /// The last second in which something has happened, in Unix seconds.
        var last: Int64?
        var steps: [CallingStep] = []

        mutating func add(_ other: Played) {
            calls += other.calls
            contacts.formUnion(other.contacts)
            posts += other.posts
            last = other.last ?? last
        }
    }

    /// Plays accounts that follow the same clock, second by second: the earliest next second first, then the account that
    /// comes first in the state document, because they share the sequence of call ids.
    ///
    /// - Parameters:
    ///   - bound: the last second to play, in Unix seconds.
    ///   - limit: the number of happenings that is enough for one transaction.
    /// - Returns: whether all is played.
    func play(
        _ accounts: [RunningAccount], through bound: Int64, limit: Int, in batch: inout WriteBatch,
        _ played: inout Played
    ) throws -> Bool {
        var left = limit
        while let (first, end) = Self.earliest(of: accounts, through: bound) {
            guard left > 0 else { return false }
            first.simulation.nextCallID = batch.nextCallID
            _ = first.simulation.advanceToIdle(until: end, limit: left)
            left -= first.simulation.happenings.count
            played.last = first.simulation.clock
            try store(first, in: &batch, &played)
        }
        return true
    }

    /// Returns the account whose next second is the earliest, and the last second before it is another one's turn.
    private static func earliest(
        of accounts: [RunningAccount], through bound: Int64
    ) -> (RunningAccount, end: Int64)? {
        var first: RunningAccount?
        var end = bound
        for running in accounts {
            guard let next = running.next, next <= bound else { continue }
            guard let former = first, let formerNext = former.next else {
                first = running
                continue
            }
            // Of two with the same second the former is first.
            if next < formerNext {
                first = running
                end = min(end, formerNext - 1)
            } else {
                end = min(end, next)
            }
        }
        return first.map { ($0, end) }
    }

    /// Stores what a simulation has done since the last time.
    func store(
        _ running: RunningAccount, details: CallDetails? = nil, in batch: inout WriteBatch, _ played: inout Played
    ) throws {
        running.findNext()
        let happenings = running.simulation.takeHappenings()
        guard !happenings.isEmpty else { return }
        active?.insert(running.account.id)
        var recorder = StepRecorder(running, details: details, in: batch)
        try recorder.record(happenings, in: batch)
        guard try batch.store(recorder.changes, ofAccount: running.account.id) else {
            throw StorageFailure.damaged("the ids of calls have changed inside a transaction")
        }
        played.calls += recorder.changes.begun.count
        played.contacts.formUnion(recorder.changedContacts)
        played.posts += recorder.step.posts.count
        played.steps.append(recorder.step)
    }
}

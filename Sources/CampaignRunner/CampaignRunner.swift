package import Base
package import Calling
package import CampaignStore

/// Runs the campaigns of all accounts: on requests, on moves of a clock, and as time passes (calling.md, §1).
///
/// All changes go through the store's one write path. A change is published when it is committed, in the order of the
/// commits.
package final class CampaignRunner: Sendable {
    /// Returns the clock that an account follows.
    package typealias Clock = @Sendable (Account) -> ClockMode

    let store: Store
    let clock: Clock
    let accounts: RunningAccounts
    private let publication = Locked<@Sendable (CallingStep) -> Void>({ _ in })
    let alarm = Locked(Alarm())

    /// - Parameter placesCalls: whether campaigns call by themselves.
    package init(store: Store, placesCalls: Bool = true, clock: @escaping Clock) {
        self.store = store
        self.clock = clock
        accounts = RunningAccounts(placesCalls: placesCalls, clock: clock)
        store.whenSimulationsChange { [weak self] in self?.wake() }
    }

    /// Sets what becomes of committed steps. It is called inside the database's writer, so it must not wait.
    package func publishSteps(to action: @escaping @Sendable (CallingStep) -> Void) {
        publication.withLock { $0 = action }
    }

    /// What follows from a request for the calls.
    package enum Consequence: Sendable {
        case none
        /// A lead was created, with the contacts behind it.
        case lead(id: Int64, campaignID: Int64)
        case command(Command, details: CallDetails = CallDetails())
        /// The call is still there, but no client sees it any more.
        case hiddenCall(id: Int64)
    }

    /// What a request names, so that the simulation knows it before it changes.
    package enum Named: Sendable {
        case lead(Int64)
        case campaign(Int64)
    }

    /// Lets a request take effect: after all that is due on the clock of its account, and before the calls that it sets
    /// off (calling.md, §3).
    ///
    /// - Parameters:
    ///   - account: the account of the request.
    ///   - names: what the request changes.
    ///   - isNeeded: whether the request changes what calls depend on even if no campaign of the account runs.
    ///   - operation: changes the rows. It receives the second in which the request takes effect, in Unix seconds.
    /// - Returns: the outcome of the operation.
    package func perform<Outcome>(
        for account: Account, naming names: [Named] = [], isNeeded: Bool = true, in batch: inout WriteBatch,
        _ operation: (inout WriteBatch, _ now: Int64) throws -> (Outcome, Consequence)
    ) throws -> Outcome {
        do {
            try accounts.refresh(in: &batch)
            let now = clock(account).moment(at: .now)
            guard isNeeded || accounts.isConcerned(account) else { return try operation(&batch, now).0 }
            var played = RunningAccounts.Played()
            let running = try accounts.running(account, in: &batch)
            try catchUp(running, to: now, in: &batch, &played)
            for name in names {
                switch name {
                case .lead(let id): try accounts.addLead(id: id, to: running, in: &batch)
                case .campaign(let id): try accounts.addCampaign(id: id, to: running, in: batch)
                }
            }
            let effective = max(now, running.simulation.simulatedUntil ?? now)
            let (outcome, consequence) = try operation(&batch, effective)
            running.simulation.nextCallID = batch.nextCallID
            try apply(consequence, to: running, at: now, in: &batch, &played)
            finish(&batch, played)
            return outcome
        } catch {
            // The simulations may be ahead of the rows.
            accounts.forgetAll()
            throw error
        }
    }

    /// Plays what is due in an account and lets calls begin for which there is room.
    ///
    /// Call it before and after a change of the account's definition, which is a request like any other: it finds done what
    /// its second had due, and the calls that it makes room for begin in that second (calling.md, §3).
    package func settle(accountNamed name: String) async throws(StorageFailure) {
        try await write { [self] batch in
            guard let account = batch.directory.account(named: name) else { return }
            try perform(for: account, isNeeded: false, in: &batch) { _, _ in ((), .none) }
        }
    }

    /// Plays what is due on the clock that an account follows.
    private func catchUp(
        _ running: RunningAccount, to now: Int64, in batch: inout WriteBatch, _ played: inout RunningAccounts.Played
    ) throws {
        let members =
            running.account.definition.clock != nil
            ? [running]
            : try accounts.activeAccounts(in: &batch) { $0.definition.clock == nil }
        _ = try accounts.play(members, through: now, limit: .max, in: &batch, &played)
        // A campaign without a lead left to call is completed, which no call shows.
        _ = running.simulation.advance(to: now)
        try accounts.store(running, in: &batch, &played)
    }

    private func apply(
        _ consequence: Consequence, to running: RunningAccount, at now: Int64, in batch: inout WriteBatch,
        _ played: inout RunningAccounts.Played
    ) throws {
        switch consequence {
        case .none: return
        case .hiddenCall(let id): running.calls[id]?.isHidden = true
        case .lead(let id, let campaignID):
            guard running.completeCampaigns.contains(campaignID) else { return }
            let contacts = try batch.callingContacts(ofLead: id)
            running.simulation.apply(.addLead(contacts.map(Contact.init)), at: now)
            try accounts.store(running, in: &batch, &played)
        case .command(let command, let details):
            if case .start(let id) = command { try accounts.completeLeads(ofCampaign: id, of: running, in: batch) }
            running.simulation.apply(command, at: now)
            running.forgetRemoved(by: command)
            try accounts.store(running, details: details, in: &batch, &played)
            if let deletion = CallingStep.Deletion(by: command) {
                played.steps.append(CallingStep(account: running.account, deletion: deletion))
            }
        }
    }

    /// Publishes what has been played when it is committed, and sets the alarm for what comes next.
    func finish(_ batch: inout WriteBatch, _ played: RunningAccounts.Played) {
        let next = accounts.nextTime()
        let isNew = alarm.withLock { $0.time != next }
        let steps = accounts.takeStepsOfReading() + played.steps
        guard isNew || !steps.isEmpty else { return }
        batch.whenCommitted { [self] in
            let publish = publication.withLock { $0 }
            for step in steps { publish(step) }
            if isNew { setAlarm(next) }
        }
    }
}

import Base
import Calling
package import CampaignStore

/// How far a clock goes forward.
package enum ClockMove: Sendable, Equatable {
    /// To a second, in Unix seconds.
    case to(Int64)
    /// Nowhere: plays what was due before the present second, which a state that was restored may have missed.
    case missed
    /// To the next second in which a call begins or ends.
    case next
    /// To the last such second within 366 days.
    case idle
}

/// Whose clock moves.
package enum ClockScope: Sendable, Equatable {
    /// The clock that all accounts without one of their own follow.
    case shared
    /// The own clock of the account with the ``Account/id``.
    case account(id: Int64)
}

/// What a move of a clock has brought.
package struct PlayedMove: Sendable, Equatable {
    /// The number of calls that have begun.
    package var calls: Int
    /// The number of contacts whose status has changed, each counted once.
    package var contacts: Int
    /// The number of posts for webhooks.
    package var posts: Int
    /// Where the clock stands now, in Unix seconds.
    package var until: Int64

    package init(calls: Int, contacts: Int, posts: Int, until: Int64) {
        self.calls = calls
        self.contacts = contacts
        self.posts = posts
        self.until = until
    }
}

extension CampaignRunner {
    /// One transaction of those that play what becomes due.
    private struct Part {
        var played = RunningAccounts.Played()
        /// The last second to play, in Unix seconds; `nil` if there is none.
        var bound: Int64?
        /// Whether nothing is left to play.
        var isDone = true
        let length: PartLength
    }

    /// Plays all that happens while a clock moves. It is committed in several transactions, so that other writes go on.
    ///
    /// The caller sets the clock afterwards. Requests of the meantime take effect in the second that is reached.
    ///
    /// - Parameter now: where the clock stands, in Unix seconds.
    /// - Throws: ``StorageFailure``; what was played before is committed.
    package func play(
        _ move: ClockMove, of scope: ClockScope, from now: Int64
    ) async throws(StorageFailure) -> PlayedMove {
        var played = RunningAccounts.Played()
        var former: Part?
        while true {
            let began = ContinuousClock.now
            let part = try await write { [self, former] batch in
                try playPart(move, of: scope, from: now, after: former, in: &batch)
            }
            played.add(part.played)
            former = part
            guard part.isDone else {
                // The other writes need a processor, too. On 2 cores, creates at 64 connections keep 0.62 of their rate
                // with the pause, and 0.50 without it. Only cancelling ends it early, which is no failure.
                if part.length.isBesideOthers { try? await Task.pause(for: (.now - began) / 2) }
                continue
            }
            let until: Int64 =
                switch move {
                case .to(let second): second
                case .missed: now
                case .next: part.bound ?? now
                case .idle: played.last ?? now
                }
            return PlayedMove(
                calls: played.calls, contacts: played.contacts.count, posts: played.posts, until: until)
        }
    }

    /// Plays a part of a move in one transaction.
    ///
    /// - Parameter former: the part before; `nil` in the first part.
    private func playPart(
        _ move: ClockMove, of scope: ClockScope, from now: Int64, after former: Part?, in batch: inout WriteBatch
    ) throws -> Part {
        do {
            try accounts.refresh(in: &batch)
            let members = try accounts.activeAccounts(in: &batch) { account in
                switch scope {
                case .shared: account.definition.clock == nil
                case .account(let id): account.id == id
                }
            }
            var part = Part(length: PartLength(after: former?.length, write: batch.number))
            part.bound =
                switch move {
                case .to(let second): second
                case .missed: now - 1
                case .next: former?.bound ?? members.compactMap(\.next).min()
                case .idle: former?.bound ?? Simulation.idleBound(from: now)
                }
            guard let end = part.bound else { return part }
            part.isDone = try accounts.play(
                members, through: end, limit: part.length.happenings, in: &batch, &part.played)
            if part.isDone, case .to(let second) = move {
                for running in members {
                    _ = running.simulation.advance(to: second)
                    try accounts.store(running, in: &batch, &part.played)
                }
            }
            finish(&batch, part.played)
            part.played.steps = []
            return part
        } catch {
            accounts.forgetAll()
            throw error
        }
    }

    /// Plays what has become due on the clocks that run, and sets the alarm for what comes next.
    package func catchUp() async throws(StorageFailure) {
        var former: Part?
        repeat {
            former = try await write { [self, former] in try catchUpPart(after: former, in: &$0) }
        } while former?.isDone == false
    }

    private func catchUpPart(after former: Part?, in batch: inout WriteBatch) throws -> Part {
        do {
            try accounts.refresh(in: &batch)
            let running = try accounts.activeAccounts(in: &batch) { clock($0).speed > 0 }
            var part = Part(length: PartLength(after: former?.length, write: batch.number))
            let shared = running.filter { $0.account.definition.clock == nil }
            let groups = [shared] + running.filter { $0.account.definition.clock != nil }.map { [$0] }
            for group in groups {
                guard let first = group.first else { continue }
                part.isDone =
                    try accounts.play(
                        group, through: clock(first.account).moment(at: .now), limit: part.length.happenings,
                        in: &batch, &part.played)
                    && part.isDone
            }
            finish(&batch, part.played)
            part.played.steps = []
            return part
        } catch {
            accounts.forgetAll()
            throw error
        }
    }

    /// Performs a write that validates nothing, so that a change of the accounts does not supersede it.
    func write<Outcome: Sendable>(
        _ operation: @escaping WriteBatch.Operation<Outcome>
    ) async throws(StorageFailure) -> Outcome {
        while true {
            do throws(WriteRefusal) {
                return try await store.writeInBacklog(generation: store.directory.generation, operation)
            } catch {
                switch error {
                case .superseded: continue
                case .failed(let failure): throw failure
                }
            }
        }
    }

    // MARK: What comes next

    /// Returns the next call that begins or ends; see ``NextCall``.
    ///
    /// - Parameters:
    ///   - campaignID: of that campaign alone; `nil` for all.
    ///   - matches: chooses the accounts.
    package func nextCall(
        ofCampaign campaignID: Int64? = nil, where matches: @escaping @Sendable (Account) -> Bool
    ) async throws(StorageFailure) -> NextCall? {
        try await write { [self] batch in
            do {
                try accounts.refresh(in: &batch)
                let next = try accounts.activeAccounts(in: &batch, where: matches)
                    .compactMap { $0.nextCall(ofCampaign: campaignID) }.min { $0.second < $1.second }
                finish(&batch, RunningAccounts.Played())
                return next
            } catch {
                accounts.forgetAll()
                throw error
            }
        }
    }
}

/// The next thing that will happen if no request changes it.
package struct NextCall: Sendable, Equatable {
    package let account: String
    /// In Unix seconds, on the clock of the account.
    package let second: Int64
    /// The call that ends; `nil` if a call begins.
    package let callID: Int64?
    /// `nil` for a call without a campaign, as is ``leadID``.
    package let campaignID: Int64?
    package let leadID: Int64?
    package let phoneNumber: String
}

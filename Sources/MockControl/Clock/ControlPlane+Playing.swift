import Base
import CampaignAPI
import CampaignRunner
import CampaignStore

// What a change of a clock sets off (calling.md, §1).
extension ControlPlane {
    /// Plays all that happens while a clock changes. The caller sets the clock to the mode that is returned.
    ///
    /// - Parameters:
    ///   - scope: whose clock it is.
    ///   - mode: the clock's mode before the change.
    ///   - goal: up to where the clock is moved after all else.
    ///   - change: returns the mode after the change, but for the goal.
    func play(
        of scope: ClockScope, from mode: ClockMode, goal: ClockChange.Goal? = nil,
        _ change: (ClockMode, UnixTime) throws(ControlRefusal) -> ClockMode
    ) async throws(ControlRefusal) -> PlayedChange {
        let machineTime = UnixTime.now
        let now = mode.moment(at: machineTime)
        var played = PlayedChange(mode: try change(mode, machineTime), machineTime: machineTime)
        // What is due in the very second is played, too, unless it is what the goal looks for.
        let move: ClockMove = goal == nil || played.until != now ? .to(played.until) : .missed
        try await play(move, of: scope, from: now, &played)
        if let goal {
            let until = try await play(goal.move, of: scope, from: played.until, &played)
            // Where nothing happens the clock is left alone: a running one would lose a part of its second.
            if until != played.until { played.mode = played.mode.moved(to: until, at: machineTime) }
        }
        return played
    }

    /// - Returns: where the clock stands after the move, in Unix seconds.
    @discardableResult
    private func play(
        _ move: ClockMove, of scope: ClockScope, from now: Int64, _ played: inout PlayedChange
    ) async throws(ControlRefusal) -> Int64 {
        let part = try await stored { () throws(StorageFailure) in
            try await runner.play(move, of: scope, from: now)
        }
        played.calls += part.calls
        played.leads += part.contacts
        played.webhooks += part.posts
        return part.until
    }
}

extension ClockChange.Goal {
    fileprivate var move: ClockMove {
        switch self {
        case .next: .next
        case .idle: .idle
        }
    }
}

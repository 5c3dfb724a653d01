import Base
import CampaignAPI
import MockControl

/// The mock's clock, or the clock of one account: timestamps, rate limits and the journal's times follow it.
///
///     try await mock.clock.freeze(at: "2026-02-23T10:00:00Z")
///     try await mock.clock.advance(by: .seconds(3_600))
///     try mock.clock.now                                  // 2026-02-23T11:00:00Z
///
///     try await mock.accounts.clock(of: "mine").advance(by: .seconds(60))
///
/// An account follows the mock's clock until it gets a clock of its own.
public struct ClockControl: Sendable {
    let control: ControlPlane
    /// The name of the account whose clock this is; `nil` for the mock's clock, which all other accounts follow.
    public let account: String?

    /// The time that the clock shows.
    ///
    /// - Throws: ``MockError`` when the account does not exist.
    public var now: MockTime {
        get throws(MockError) {
            try MockTime(unixSeconds: steering { () throws(ControlRefusal) in try control.clock(of: account).now })
        }
    }

    /// How the clock relates to the machine's time.
    ///
    /// - Throws: ``MockError`` when the account does not exist.
    public var mode: MockClockMode {
        get throws(MockError) {
            try MockClockMode(steering { () throws(ControlRefusal) in try control.clock(of: account).mode })
        }
    }

    /// Whether this is the clock of an account that follows the mock's clock, because it has none of its own.
    ///
    /// - Throws: ``MockError`` when the account does not exist.
    public var isShared: Bool {
        get throws(MockError) {
            try steering { () throws(ControlRefusal) in try control.clock(of: account).isShared }
        }
    }

    /// Stops the clock.
    ///
    /// - Parameter time: The time that it shows from now on; `nil` for the time that it shows now.
    /// - Returns: What was due up to that time, and has happened.
    /// - Throws: ``MockError`` when the time lies outside the years 1970 to 9999, or the account does not exist.
    @discardableResult
    public func freeze(at time: MockTime? = nil) async throws(MockError) -> SimulatedCalls {
        if let time { try OptionCheck.moment("clock.freeze", time.unixSeconds) }
        return try await change(ClockChange(.frozen(at: time?.unixSeconds)))
    }

    /// Sets the clock.
    ///
    ///     try await mock.clock.set(.real)
    ///     try await mock.clock.set(.running(from: "2030-01-01T00:00:00Z"))
    ///     try await mock.clock.set(.running(from: "2030-01-01T00:00:00Z", speed: 60))
    ///
    /// - Returns: What was due up to the new time, and has happened.
    /// - Throws: ``MockError`` when the time lies outside the years 1970 to 9999, an offset has a fraction of a second,
    ///   a speed is out of range, or the account does not exist.
    @discardableResult
    public func set(_ mode: MockClockMode) async throws(MockError) -> SimulatedCalls {
        switch try mode.checked("clock.set") {
        case .real: try await change(ClockChange(.real))
        case .offset(let seconds): try await change(ClockChange(.offset(seconds: seconds)))
        case .running(let clock): try await change(ClockChange(.running(from: clock.moment, speed: clock.speed)))
        case .frozen(let moment): try await change(ClockChange(.frozen(at: moment)))
        }
    }

    /// Lets the clock run on from the time that it shows, at a speed. A clock that stands still begins to run.
    ///
    ///     try await mock.clock.run(speed: 60)                 // an hour passes in a minute
    ///
    /// - Parameter speed: How many seconds pass in a second of the machine: 1 to 100,000.
    /// - Throws: ``MockError`` when the speed is out of range, or the account does not exist.
    @discardableResult
    public func run(speed: Int = 1) async throws(MockError) -> SimulatedCalls {
        try await change(ClockChange(.speed(try OptionCheck.speed("clock.run", speed))))
    }

    /// Moves the clock. A clock that stands still stands still at the new time; another runs on from it.
    ///
    /// - Parameter duration: Whole seconds; negative to move the clock back.
    /// - Returns: What was due up to the new time, and has happened.
    /// - Throws: ``MockError`` when the duration has a fraction of a second, the clock would leave the years 1970 to
    ///   9999, or the account does not exist.
    @discardableResult
    public func advance(by duration: Duration) async throws(MockError) -> SimulatedCalls {
        try await change(ClockChange(advance: try duration.wholeSeconds("clock.advance")))
    }

    /// How far the calls of campaigns move a clock.
    public enum Goal: Sendable {
        /// To the next second in which a call begins or ends.
        case next
        /// To the last such second within 366 days.
        case idle
    }

    /// Moves the clock to where calls begin or end. Where none does, the clock stays.
    ///
    ///     let simulated = try await mock.clock.advance(to: .idle)
    ///     print(simulated.calls, simulated.until)
    ///
    /// - Returns: What happened on the way.
    /// - Throws: ``MockError`` when the account does not exist.
    @discardableResult
    public func advance(to goal: Goal) async throws(MockError) -> SimulatedCalls {
        switch goal {
        case .next: try await change(ClockChange(advanceTo: .next))
        case .idle: try await change(ClockChange(advanceTo: .idle))
        }
    }

    /// Sets the clock back: the mock's to its mode at the start, an account's to following the mock's clock.
    ///
    /// - Throws: ``MockError`` when the account does not exist.
    public func reset() async throws(MockError) {
        try await steering { () async throws(ControlRefusal) -> Void in
            if let account {
                try await control.removeClock(ofAccount: account)
            } else {
                try await control.resetClock()
            }
        }
    }

    private func change(_ change: ClockChange) async throws(MockError) -> SimulatedCalls {
        SimulatedCalls(
            try await steering { () async throws(ControlRefusal) in
                if let account { return try await control.changeClock(ofAccount: account, change) }
                return try await control.changeClock(change)
            })
    }
}

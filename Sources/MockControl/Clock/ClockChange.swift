package import Base

/// A change of the mock's clock, or of an account's.
///
/// Read from a body such as `{"mode": "frozen", "now": "2026-02-23T10:00:00Z"}`, `{"advance": "1h"}`,
/// `{"advance_to": "next"}` or `{"speed": 60}`. A body may set and advance the clock: it is set first, then advanced.
package struct ClockChange: Sendable, Equatable {
    package enum Setting: Sendable, Equatable {
        case real
        /// The machine's clock plus this many seconds now. With a speed, it runs on from there.
        case offset(seconds: Int64, speed: Int64 = 1)
        /// The clock is set to this moment, in Unix seconds, and runs on; `nil` for the moment that it shows now.
        case running(from: Int64?, speed: Int64 = 1)
        /// The clock runs on at this speed from the moment that it shows now. One that stands still begins to run.
        case speed(Int64)
        /// The clock stands still at this moment, in Unix seconds; `nil` for the moment that it shows now.
        case frozen(at: Int64?)
    }

    /// Where calls decide how far a clock is moved (calling.md, §1).
    package enum Goal: String, Sendable, CaseIterable {
        /// The next second in which a call begins or ends.
        case next
        /// The last such second within 366 days.
        case idle
    }

    let setting: Setting?
    /// Seconds by which the clock is moved; negative to move it back.
    let advance: Int64?
    /// Up to where the clock is moved after all else; `nil` for nothing further. ``mode(from:machineTime:)`` does not
    /// do this, because only the campaigns know where that is.
    package let advanceTo: Goal?

    /// - Parameter advance: seconds by which the clock is moved; negative to move it back.
    package init(_ setting: Setting? = nil, advance: Int64? = nil) {
        self.setting = setting
        self.advance = advance
        advanceTo = nil
    }

    package init(_ setting: Setting? = nil, advanceTo goal: Goal) {
        self.setting = setting
        advance = nil
        advanceTo = goal
    }

    /// The clock's mode after the change, but for ``advanceTo``.
    ///
    /// - Parameters:
    ///   - current: the clock's mode before the change.
    ///   - machineTime: the machine's time now.
    /// - Throws: ``ControlRefusal/invalid(_:)`` when the clock would leave ``ClockMode/representable``.
    package func mode(from current: ClockMode, machineTime: UnixTime) throws(ControlRefusal) -> ClockMode {
        let mode = try set(current, machineTime)
        guard let advance else { return mode }
        let moment = try check(mode.moment(at: machineTime), plus: advance, "advance")
        return mode.moved(to: moment, at: machineTime)
    }

    private func set(_ current: ClockMode, _ machineTime: UnixTime) throws(ControlRefusal) -> ClockMode {
        let now = current.moment(at: machineTime)
        switch setting {
        case nil: return current
        case .real: return .real
        case .offset(let seconds, let speed):
            let moment = try check(machineTime.seconds, plus: seconds, "offset_seconds")
            return .running(from: moment, at: machineTime, speed: speed)
        case .running(let start, let speed): return .running(from: start ?? now, at: machineTime, speed: speed)
        case .speed(let speed):
            // A clock that runs so fast already is left alone: it would lose the part of its second that has passed.
            return current.speed == speed ? current : .running(from: now, at: machineTime, speed: speed)
        case .frozen(let moment): return .frozen(at: moment ?? now)
        }
    }

    private func check(_ moment: Int64, plus seconds: Int64, _ name: String) throws(ControlRefusal) -> Int64 {
        let (sum, overflow) = moment.addingReportingOverflow(seconds)
        guard !overflow, ClockMode.representable.contains(sum) else {
            throw .invalid(name, "The \(name) field sets the clock outside the years 1970 to 9999.")
        }
        return sum
    }
}

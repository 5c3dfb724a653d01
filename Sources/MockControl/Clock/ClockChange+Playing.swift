package import Base

extension ClockChange {
    /// Changes a clock and plays the calls that are due up to its new moment.
    ///
    /// Campaigns do not run yet: nothing is ever due, so ``advanceTo`` leaves the clock where it stands.
    ///
    /// - Parameters:
    ///   - current: the clock's mode before the change.
    ///   - machineTime: the machine's time now.
    /// - Throws: ``ControlRefusal/invalid(_:)`` when the clock would leave ``ClockMode/representable``.
    package func play(from current: ClockMode, machineTime: UnixTime) throws(ControlRefusal) -> PlayedChange {
        PlayedChange(mode: try mode(from: current, machineTime: machineTime), machineTime: machineTime)
    }
}

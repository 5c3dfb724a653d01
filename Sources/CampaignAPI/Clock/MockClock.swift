package import Base
import Foundation
import Synchronization

/// The clock of the mock, which shows the machine's time, a shifted time or a fixed time.
///
/// Timestamps and rate-limit windows use this clock. A user's test can therefore compare snapshots, and can let an hour
/// pass in one call.
package final class MockClock: Sendable {
    private let state: Locked<ClockMode>
    /// Whether the mode is ``ClockMode/real``. The clock is read for every request, and this flag saves the lock.
    private let isReal: Atomic<Bool>

    package init(_ mode: ClockMode = .real) {
        state = Locked(mode)
        isReal = Atomic(mode == .real)
    }

    package var mode: ClockMode {
        state.withLock { $0 }
    }

    /// The current time in Unix seconds. An offset clock stays within ``ClockMode/representable``.
    package var now: Int64 {
        if isReal.load(ordering: .acquiring) { return Self.machineTime }
        return mode.moment(at: Self.machineTime)
    }

    /// The time of a clock with this mode, in Unix seconds; with `nil`, the time of this clock.
    ///
    /// - Parameter mode: the mode of an account's own clock; `nil` if the account uses this clock.
    package func now(in mode: ClockMode?) -> Int64 {
        guard let mode else { return now }
        return mode.moment(at: Self.machineTime)
    }

    package func set(_ mode: ClockMode) {
        state.withLock { current in
            current = mode
            isReal.store(mode == .real, ordering: .releasing)
        }
    }

    /// Changes the mode, based on the current mode, in one atomic step.
    ///
    /// - Parameter body: receives the current mode and the machine's time in Unix seconds, and returns the new mode. It
    ///   runs under the clock's lock and must not use the clock.
    /// - Returns: the new mode.
    /// - Throws: the error that `body` throws; the mode is then unchanged.
    @discardableResult
    package func change<Failure: Error>(
        _ body: (_ mode: ClockMode, _ machineTime: Int64) throws(Failure) -> ClockMode
    ) throws(Failure) -> ClockMode {
        try state.withLock { current throws(Failure) in
            current = try body(current, Self.machineTime)
            isReal.store(current == .real, ordering: .releasing)
            return current
        }
    }

    /// The machine's time in Unix seconds.
    package static var machineTime: Int64 {
        Int64(time(nil))
    }
}

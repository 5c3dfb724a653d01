package import Base
import Foundation
import Synchronization

/// The clock of the mock, which shows the machine's time, a shifted time, a time that passes faster, or a fixed time.
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

    /// The current time in Unix seconds. A clock that is not the machine's stays within ``ClockMode/representable``.
    package var now: Int64 {
        if isReal.load(ordering: .acquiring) { return Self.machineSecond }
        return mode.moment(at: .now)
    }

    /// The time of a clock with this mode, in Unix seconds; with `nil`, the time of this clock.
    ///
    /// - Parameter mode: the mode of an account's own clock; `nil` if the account uses this clock.
    package func now(in mode: ClockMode?) -> Int64 {
        guard let mode else { return now }
        if case .real = mode { return Self.machineSecond }
        return mode.moment(at: .now)
    }

    package func set(_ mode: ClockMode) {
        state.withLock { current in
            current = mode
            isReal.store(mode == .real, ordering: .releasing)
        }
    }

    /// Changes the mode, based on the current mode, in one atomic step.
    ///
    /// - Parameter body: changes the mode, and is told the machine's time. It runs under the clock's lock and must not
    ///   use the clock.
    /// - Returns: what `body` returns.
    /// - Throws: the error that `body` throws; the mode is then unchanged.
    @discardableResult
    package func change<Value, Failure: Error>(
        _ body: (_ mode: inout ClockMode, _ machineTime: UnixTime) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try state.withLock { current throws(Failure) in
            var mode = current
            let value = try body(&mode, .now)
            current = mode
            isReal.store(mode == .real, ordering: .releasing)
            return value
        }
    }

    /// The machine's time in Unix seconds.
    ///
    /// time(2) reads what the kernel noted at its last tick. That is several times cheaper than the time with its
    /// fraction, but a new second may begin some milliseconds late. What waits for a second must ask
    /// ``ClockMode/moment(at:)``.
    private static var machineSecond: Int64 {
        Int64(time(nil))
    }
}

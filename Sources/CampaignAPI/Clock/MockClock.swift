import Foundation
import Base
import Synchronization

/// The clock of the mock, which shows the machine's time, a shifted time or a fixed time.
///
/// Timestamps and rate-limit windows use this clock. A user's test can therefore compare snapshots, and can let an hour
/// pass in one call.
package final class MockClock: Sendable {
    /// The relation between the clock and the machine's time.
    package enum Mode: Sendable, Equatable {
        /// The machine's time.
        case real
        /// The machine's time plus a number of seconds, which may be negative.
        case offset(seconds: Int64)
        /// Always the same time, in Unix seconds.
        case frozen(at: Int64)
    }

    /// The years 1970 to 9999 in Unix seconds. A timestamp has a year of four digits.
    package static let representable: ClosedRange<Int64> = 0...253_402_300_799

    private let state: Locked<Mode>
    /// Whether the mode is ``Mode/real``. The clock is read for every request, and this flag saves the lock.
    private let isReal: Atomic<Bool>

    package init(_ mode: Mode = .real) {
        state = Locked(mode)
        isReal = Atomic(mode == .real)
    }

    package var mode: Mode {
        state.withLock { $0 }
    }

    /// The current time in Unix seconds. An offset clock stays within ``representable``.
    package var now: Int64 {
        if isReal.load(ordering: .acquiring) { return Self.machineTime }
        return mode.moment(at: Self.machineTime)
    }

    package func set(_ mode: Mode) {
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
        _ body: (_ mode: Mode, _ machineTime: Int64) throws(Failure) -> Mode
    ) throws(Failure) -> Mode {
        try state.withLock { current throws(Failure) in
            current = try body(current, Self.machineTime)
            isReal.store(current == .real, ordering: .releasing)
            return current
        }
    }

    private static var machineTime: Int64 {
        Int64(time(nil))
    }
}

extension MockClock.Mode {
    /// Returns the clock's time in Unix seconds when the machine's time is `machineTime`, also in Unix seconds.
    ///
    /// An offset clock stops at the bounds of ``MockClock/representable``.
    package func moment(at machineTime: Int64) -> Int64 {
        switch self {
        case .real: return machineTime
        case .frozen(let moment): return moment
        case .offset(let seconds):
            let (sum, overflow) = machineTime.addingReportingOverflow(seconds)
            let range = MockClock.representable
            if overflow { return seconds < 0 ? range.lowerBound : range.upperBound }
            return min(max(sum, range.lowerBound), range.upperBound)
        }
    }
}

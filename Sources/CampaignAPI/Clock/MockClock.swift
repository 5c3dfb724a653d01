import Foundation
import Base
import Synchronization

/// The time that the mock believes in: the machine's, shifted, or standing still.
///
/// Timestamps and rate-limit windows follow it, so that a test can compare snapshots and let an hour pass in one call.
package final class MockClock: Sendable {
    /// How the clock relates to the machine's.
    package enum Mode: Sendable, Equatable {
        /// The machine's time.
        case real
        /// The machine's time and so many seconds more (or fewer, when negative).
        case offset(seconds: Int64)
        /// Always this moment, in Unix seconds.
        case frozen(at: Int64)
    }

    /// The years 1970 to 9999, in Unix seconds: what a timestamp of four-digit years can say.
    package static let representable: ClosedRange<Int64> = 0...253_402_300_799

    private let state: Locked<Mode>
    /// Whether the mode is real, as it nearly always is: asking needs no lock.
    private let isReal: Atomic<Bool>

    package init(_ mode: Mode = .real) {
        state = Locked(mode)
        isReal = Atomic(mode == .real)
    }

    package var mode: Mode {
        state.withLock { $0 }
    }

    /// The present moment in Unix seconds, UTC, always within ``representable``.
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

    /// Sets the mode in one step, from the present one.
    ///
    /// - Parameter body: gets the present mode and the machine's time in Unix seconds. While it runs no thread can read
    ///   the clock.
    /// - Returns: what it has been set to.
    /// - Throws: what `body` throws; the mode is then as it was.
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
    /// What the clock shows when the machine's shows `machineTime`, both in Unix seconds.
    ///
    /// An offset clock stops at the end of ``MockClock/representable``.
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

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
        return switch mode {
        case .real: Self.machineTime
        case .offset(let seconds): Self.clamped(Self.machineTime, plus: seconds)
        case .frozen(let moment): moment
        }
    }

    package func set(_ mode: Mode) {
        state.withLock { current in
            current = mode
            isReal.store(mode == .real, ordering: .releasing)
        }
    }

    /// Moves the clock on, or back when `seconds` is negative. A real clock becomes an offset one.
    package func advance(seconds: Int64) {
        state.withLock { mode in
            isReal.store(false, ordering: .releasing)
            switch mode {
            case .real: mode = .offset(seconds: seconds)
            case .offset(let before):
                let (sum, overflow) = before.addingReportingOverflow(seconds)
                mode = .offset(seconds: overflow ? (seconds < 0 ? .min : .max) : sum)
            case .frozen(let moment): mode = .frozen(at: Self.clamped(moment, plus: seconds))
            }
        }
    }

    private static var machineTime: Int64 {
        Int64(time(nil))
    }

    private static func clamped(_ moment: Int64, plus seconds: Int64) -> Int64 {
        let (sum, overflow) = moment.addingReportingOverflow(seconds)
        if overflow { return seconds < 0 ? representable.lowerBound : representable.upperBound }
        return min(max(sum, representable.lowerBound), representable.upperBound)
    }
}

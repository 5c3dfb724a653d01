package import Base
import Foundation

/// Converts moments of the machine's monotonic clock to its time of day.
///
/// The two clocks are compared only once. So a moment always converts to the same time, even after the machine's clock
/// was set, and recording a request reads one clock only.
package struct MachineTime: Sendable {
    package static let ofThisProcess = MachineTime(.now, sinceEpoch: .seconds(Date.now.timeIntervalSince1970))

    private let moment: Moment
    private let sinceEpoch: Duration

    /// - Parameter sinceEpoch: the time from the beginning of 1970 (UTC) to `moment`.
    init(_ moment: Moment, sinceEpoch: Duration) {
        self.moment = moment
        self.sinceEpoch = sinceEpoch
    }

    /// Whole Unix seconds.
    package func seconds(at other: Moment) -> Int64 {
        (sinceEpoch + (other - moment)).components.seconds
    }

    /// The time in UTC with microseconds, such as `2026-02-23T10:00:00.123456Z`.
    func text(at other: Moment) -> String {
        let (seconds, attoseconds) = (sinceEpoch + (other - moment)).components
        let fraction = String(attoseconds / 1_000_000_000_000)
        // The text of whole seconds ends with `000000Z`.
        return Timestamp.text(seconds).dropLast(1 + fraction.count) + fraction + "Z"
    }
}

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
}

import Foundation

/// The machine's time of day for moments of its monotonic clock.
///
/// The two clocks are compared only once. So a moment has the same time whenever it is read, also after the machine's
/// time of day was set, and recording a request reads one clock.
struct MachineTime: Sendable {
    static let ofThisProcess = MachineTime(.now, sinceEpoch: .seconds(Date.now.timeIntervalSince1970))

    private let moment: ContinuousClock.Instant
    private let sinceEpoch: Duration

    /// - Parameter sinceEpoch: from the beginning of 1970 (UTC) to `moment`.
    init(_ moment: ContinuousClock.Instant, sinceEpoch: Duration) {
        self.moment = moment
        self.sinceEpoch = sinceEpoch
    }

    /// Whole Unix seconds.
    func seconds(at other: ContinuousClock.Instant) -> Int64 {
        (sinceEpoch + (other - moment)).components.seconds
    }
}

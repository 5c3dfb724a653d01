/// The relation between a clock of the mock and the machine's time.
package enum ClockMode: Sendable, Equatable {
    /// The machine's time.
    case real
    /// The machine's time plus a number of seconds, which may be negative.
    case offset(seconds: Int64)
    /// Always the same time, in Unix seconds.
    case frozen(at: Int64)

    /// The years 1970 to 9999 in Unix seconds. A timestamp has a year of four digits.
    package static let representable: ClosedRange<Int64> = 0...253_402_300_799

    /// Returns the clock's time in Unix seconds when the machine's time is `machineTime`, also in Unix seconds.
    ///
    /// An offset clock stops at the bounds of ``representable``.
    package func moment(at machineTime: Int64) -> Int64 {
        switch self {
        case .real: return machineTime
        case .frozen(let moment): return moment
        case .offset(let seconds):
            let (sum, overflow) = machineTime.addingReportingOverflow(seconds)
            let range = Self.representable
            if overflow { return seconds < 0 ? range.lowerBound : range.upperBound }
            return min(max(sum, range.lowerBound), range.upperBound)
        }
    }
}

internal import Base

/// The offsets of a time zone from UTC, by the rules of tzdata 2025b.
///
/// The rules are the program's own, because those of the system and of Foundation differ from machine to machine
/// (calling.md, §1). They hold from 1970-01-01T00:00:00Z on. Earlier seconds have the offset of that second.
package struct TimeZoneRules: Sendable, Equatable {
    /// The first second of each period, in Unix seconds and in their order. The first one stands for all earlier seconds.
    private var starts: [Int64] = [.min]
    /// The offset of each period, in seconds east of UTC.
    private var offsets: [Int32]
    /// The rule that holds from the last start on; `nil` if the last offset holds for ever.
    private let yearly: YearlyRule?

    /// A span of seconds with the same offset.
    package struct Period: Sendable, Equatable {
        /// In seconds east of UTC.
        package let offset: Int64
        /// The first second with another offset, in Unix seconds; `nil` if the offset holds for ever.
        package let end: Int64?
    }

    init(initialOffset: Int32, transitions: [(start: Int64, offset: Int32)], yearly: YearlyRule?) {
        offsets = [initialOffset]
        for transition in transitions {
            starts.append(transition.start)
            offsets.append(transition.offset)
        }
        self.yearly = yearly
    }

    /// Returns the zone's offset in a second, in seconds east of UTC.
    ///
    /// - Parameter second: in Unix seconds.
    package func offset(at second: Int64) -> Int64 {
        let index = period(of: second)
        if let yearly, index == starts.count - 1 { return yearly.offset(at: second) }
        return Int64(offsets[index])
    }

    /// Returns the offset in a second and how long it stays the same.
    ///
    /// - Parameter second: in Unix seconds.
    package func period(at second: Int64) -> Period {
        let index = period(of: second)
        if index < starts.count - 1 {
            return Period(offset: Int64(offsets[index]), end: starts[index + 1])
        }
        guard let yearly else { return Period(offset: Int64(offsets[index]), end: nil) }
        return Period(offset: yearly.offset(at: second), end: yearly.nextTransition(after: second))
    }

    /// Returns the index of the last start that is not after a second.
    private func period(of second: Int64) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= second { low = middle } else { high = middle }
        }
        return low
    }
}

extension TimeZoneRules {
    /// The zone that has no offset.
    package static let utc = TimeZoneRules(initialOffset: 0, transitions: [], yearly: nil)
}

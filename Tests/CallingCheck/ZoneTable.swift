import Base
import Foundation
import TimeZones
import Validation

/// What the mock's rules of time zones say, to be compared with other tables.
enum ZoneTable {
    private static let end: Int64 = 4_102_444_800  // 2100-01-01

    /// Prints for each zone its name and the times at which the offset changes, with the new offset.
    ///
    /// The times come from ``TimeZoneRules/period(at:)``. Offsets of each day are printed where they differ from it.
    static func printAll() {
        for name in TimeZoneNames.all {
            guard let rules = TimeZoneRules(named: name) else {
                print(name, "missing")
                continue
            }
            var (words, second, offset) = (["0 \(rules.offset(at: 0))"], Int64(0), rules.offset(at: 0))
            while true {
                let period = rules.period(at: second)
                let until = min(period.end ?? end, end)
                for time in stride(from: second, to: until, by: 3600) + [until - 1]
                where rules.offset(at: time) != period.offset {
                    words.append("\(time) \(rules.offset(at: time)) inside a period of \(period.offset)")
                }
                guard until < end else { break }
                second = until
                let next = rules.offset(at: second)
                if next != offset { words.append("\(second) \(next)") }
                offset = next
            }
            print(name, words.joined(separator: ","))
        }
    }

    /// Prints the zones whose offset differs from Foundation's on a day from 2020 to 2040, and the number of those days.
    static func compareWithFoundation() {
        print("Foundation has tzdata \(TimeZone.timeZoneDataVersion)")
        for name in TimeZoneNames.all {
            guard let rules = TimeZoneRules(named: name), let zone = TimeZone(identifier: name) else {
                print(name, "missing")
                continue
            }
            let days = stride(from: Int64(1_577_836_800), to: 2_240_524_800, by: Int(CivilDate.secondsInDay))
            let differing = days.filter {
                zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) != Int(rules.offset(at: $0))
            }
            if !differing.isEmpty { print(name, differing.count) }
        }
    }
}

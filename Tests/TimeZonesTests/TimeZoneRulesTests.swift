import Base
import Foundation
import Testing
import Validation

@testable import TimeZones

@Suite("Rules of a time zone") struct TimeZoneRulesTests {
    struct Moment: CustomTestStringConvertible {
        let zone: String
        let time: String
        let offset: Int64
        var testDescription: String { "\(zone) at \(time)" }
    }

    @Test(
        "give its offset",
        arguments: [
            Moment(zone: "UTC", time: "2026-02-23T10:00:00Z", offset: 0),
            Moment(zone: "Europe/Berlin", time: "2026-03-29T00:59:59Z", offset: 3600),
            Moment(zone: "Europe/Berlin", time: "2026-03-29T01:00:00Z", offset: 7200),
            Moment(zone: "Europe/Berlin", time: "2026-10-25T00:59:59Z", offset: 7200),
            Moment(zone: "Europe/Berlin", time: "2026-10-25T01:00:00Z", offset: 3600),
            // Its standard time is that of the summer.
            Moment(zone: "Europe/Dublin", time: "2026-01-01T00:00:00Z", offset: 0),
            Moment(zone: "Europe/Dublin", time: "2026-07-01T00:00:00Z", offset: 3600),
            // Daylight saving over the turn of the year, of half an hour.
            Moment(zone: "Australia/Lord_Howe", time: "2026-01-01T00:00:00Z", offset: 39_600),
            Moment(zone: "Australia/Lord_Howe", time: "2026-06-01T00:00:00Z", offset: 37_800),
            Moment(zone: "Asia/Kathmandu", time: "2026-01-01T00:00:00Z", offset: 20_700),
            Moment(zone: "America/St_Johns", time: "2026-01-01T00:00:00Z", offset: -12_600),
            // Its rule begins and ends before the start of the day.
            Moment(zone: "America/Nuuk", time: "2026-03-29T00:59:59Z", offset: -7200),
            Moment(zone: "America/Nuuk", time: "2026-03-29T01:00:00Z", offset: -3600),
            // The rule is older than its first change of the offset.
            Moment(zone: "America/Nuuk", time: "2023-07-01T00:00:00Z", offset: -7200),
            Moment(zone: "Africa/Casablanca", time: "2026-02-20T12:00:00Z", offset: 0),
            Moment(zone: "Africa/Monrovia", time: "1972-01-07T00:44:29Z", offset: -2670),
            Moment(zone: "Africa/Monrovia", time: "1972-01-07T00:44:30Z", offset: 0),
            Moment(zone: "America/New_York", time: "9999-12-31T23:59:59Z", offset: -18_000),
            Moment(zone: "America/New_York", time: "9999-07-01T00:00:00Z", offset: -14_400),
        ])
    func offset(_ row: Moment) throws {
        let second = try #require(Timestamp.seconds(row.time))
        #expect(try #require(TimeZoneRules(named: row.zone)).offset(at: second) == row.offset)
    }

    @Test("say how long an offset stays the same")
    func period() throws {
        let berlin = try #require(TimeZoneRules(named: "Europe/Berlin"))
        let (spring, autumn) = (
            try #require(Timestamp.seconds("2026-03-29T01:00:00Z")),
            try #require(Timestamp.seconds("2026-10-25T01:00:00Z"))
        )
        #expect(berlin.period(at: spring - 1) == .init(offset: 3600, end: spring))
        #expect(berlin.period(at: spring) == .init(offset: 7200, end: autumn))
        #expect(berlin.period(at: autumn).offset == 3600)
        #expect(TimeZoneRules(named: "Asia/Tokyo")?.period(at: spring) == .init(offset: 32_400, end: nil))
        #expect(berlin.period(at: ClockMode.representable.upperBound).end == nil)
    }

    @Test("stand in the table for no other name than those that are accepted")
    func otherNames() {
        for name in ["", " ", "EST", "europe/berlin", "Europe", "Europe/Berlin ", ";", "0", "# tzdata 2025b"] {
            #expect(TimeZoneRules(named: name) == nil, "\(name)")
        }
    }

    /// Foundation's version depends on the machine, so its rules are compared only when it is the same one.
    @Test("stand in the table for each name that is accepted, and agree with Foundation's from 2020 to 2040")
    func foundation() throws {
        let (first, last) = (Int64(1_577_836_800), Int64(2_240_524_800))
        for name in TimeZoneNames.all {
            let rules = try #require(TimeZoneRules(named: name), "\(name)")
            guard TimeZone.timeZoneDataVersion == "2025b" else { continue }
            let zone = try #require(TimeZone(identifier: name))
            // `scripts/calling` compares each day. Steps of 13 days reach each weekday.
            var seconds = Array(stride(from: first, through: last, by: 13 * 86_400))
            var second = first
            while let end = rules.period(at: second).end, end <= last {
                seconds += [end - 1, end]
                second = end
            }
            let differing = seconds.filter { second in
                zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))) != Int(rules.offset(at: second))
            }
            #expect(differing.isEmpty, "\(name)")
        }
    }
}

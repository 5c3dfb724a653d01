import Base
import Calling
import Testing
import TimeZones

/// calling.md, §2.
@Suite("Calling window (calling.md §2)") struct CallingWindowTests {
    struct Row: CustomTestStringConvertible {
        let testDescription: String
        var zone = "UTC"
        let start: String
        let end: String
        /// From 0 (Sunday).
        var weekdays = Array(0...6)
        /// The time from which the window is asked.
        let from: String
        /// When it opens next.
        let opens: String?
        /// When it closes after that.
        var closes: String?
    }

    // 2026-02-23 is a Monday.
    @Test(
        "opens and closes",
        arguments: [
            Row(
                testDescription: "in the minute of its start", start: "09:00", end: "17:00",
                from: "2026-02-23T08:59:59Z", opens: "2026-02-23T09:00:00Z", closes: "2026-02-23T17:01:00Z"),
            Row(
                testDescription: "behind its last minute", start: "09:00", end: "17:00",
                from: "2026-02-23T17:00:59Z", opens: "2026-02-23T17:00:59Z", closes: "2026-02-23T17:01:00Z"),
            Row(
                testDescription: "again on the next day", start: "09:00", end: "17:00",
                from: "2026-02-23T17:01:00Z", opens: "2026-02-24T09:00:00Z", closes: "2026-02-24T17:01:00Z"),
            Row(
                testDescription: "for one minute", start: "12:30", end: "12:30",
                from: "2026-02-23T00:00:00Z", opens: "2026-02-23T12:30:00Z", closes: "2026-02-23T12:31:00Z"),
            Row(
                testDescription: "for the whole day, on one day", start: "00:00", end: "23:59", weekdays: [1],
                from: "2026-02-24T00:00:00Z", opens: "2026-03-02T00:00:00Z", closes: "2026-03-03T00:00:00Z"),
            Row(
                testDescription: "never to close", start: "00:00", end: "23:59",
                from: "2026-02-24T00:00:00Z", opens: "2026-02-24T00:00:00Z", closes: nil),
            Row(
                testDescription: "never to open, without days", start: "00:00", end: "23:59", weekdays: [],
                from: "2026-02-24T00:00:00Z", opens: nil),
            Row(
                testDescription: "over whole days in a row", start: "00:00", end: "23:59", weekdays: [1, 2, 3, 4, 5],
                from: "2026-02-21T00:00:00Z", opens: "2026-02-23T00:00:00Z", closes: "2026-02-28T00:00:00Z"),
            Row(
                testDescription: "a week later on its only day", start: "09:00", end: "17:00", weekdays: [1],
                from: "2026-02-23T17:01:00Z", opens: "2026-03-02T09:00:00Z", closes: "2026-03-02T17:01:00Z"),
            Row(
                testDescription: "over midnight", start: "22:00", end: "02:00",
                from: "2026-02-23T21:00:00Z", opens: "2026-02-23T22:00:00Z", closes: "2026-02-24T02:01:00Z"),
            Row(
                testDescription: "in the night of its day, which ends on another", start: "22:00", end: "02:00",
                weekdays: [1], from: "2026-02-24T00:00:00Z", opens: "2026-02-24T00:00:00Z",
                closes: "2026-02-24T02:01:00Z"),
            Row(
                testDescription: "not in the night of the day before", start: "22:00", end: "02:00",
                weekdays: [1], from: "2026-02-23T00:00:00Z", opens: "2026-02-23T22:00:00Z",
                closes: "2026-02-24T02:01:00Z"),
            Row(
                testDescription: "over midnight without a gap", start: "10:00", end: "09:59",
                from: "2026-02-23T09:59:59Z", opens: "2026-02-23T09:59:59Z", closes: nil),
            Row(
                testDescription: "by the wall clock of its zone", zone: "America/New_York", start: "09:00",
                end: "17:00", from: "2026-02-23T00:00:00Z", opens: "2026-02-23T14:00:00Z",
                closes: "2026-02-23T22:01:00Z"),
            Row(
                testDescription: "on the weekday of its zone", zone: "Pacific/Auckland", start: "09:00", end: "10:00",
                weekdays: [1], from: "2026-02-22T00:00:00Z", opens: "2026-02-22T20:00:00Z",
                closes: "2026-02-22T21:01:00Z"),
            Row(
                testDescription: "by half hours", zone: "Asia/Kolkata", start: "09:00", end: "17:00",
                from: "2026-02-23T00:00:00Z", opens: "2026-02-23T03:30:00Z", closes: "2026-02-23T11:31:00Z"),
            Row(
                testDescription: "by quarters of an hour", zone: "Asia/Kathmandu", start: "09:00", end: "17:00",
                from: "2026-02-23T00:00:00Z", opens: "2026-02-23T03:15:00Z", closes: "2026-02-23T11:16:00Z"),
            // At 02:00 the clock goes to 03:00.
            Row(
                testDescription: "not in the hour that is skipped", zone: "Europe/Berlin", start: "02:10", end: "02:50",
                from: "2026-03-28T12:00:00Z", opens: "2026-03-30T00:10:00Z", closes: "2026-03-30T00:51:00Z"),
            Row(
                testDescription: "behind the hour that is skipped", zone: "Europe/Berlin", start: "02:30", end: "04:00",
                from: "2026-03-28T12:00:00Z", opens: "2026-03-29T01:00:00Z", closes: "2026-03-29T02:01:00Z"),
            Row(
                testDescription: "before the hour that is skipped", zone: "Europe/Berlin", start: "01:00", end: "02:30",
                from: "2026-03-28T12:00:00Z", opens: "2026-03-29T00:00:00Z", closes: "2026-03-29T01:00:00Z"),
            // At 03:00 the clock goes to 02:00.
            Row(
                testDescription: "in the hour that is repeated", zone: "Europe/Berlin", start: "02:10", end: "02:50",
                from: "2026-10-24T12:00:00Z", opens: "2026-10-25T00:10:00Z", closes: "2026-10-25T00:51:00Z"),
            Row(
                testDescription: "in the hour that is repeated, twice", zone: "Europe/Berlin", start: "02:10",
                end: "02:50", from: "2026-10-25T00:51:00Z", opens: "2026-10-25T01:10:00Z",
                closes: "2026-10-25T01:51:00Z"),
            Row(
                testDescription: "over the hour that is repeated", zone: "Europe/Berlin", start: "01:00", end: "02:29",
                from: "2026-10-24T12:00:00Z", opens: "2026-10-24T23:00:00Z", closes: "2026-10-25T00:30:00Z"),
            Row(
                testDescription: "in the half hour that is repeated", zone: "Australia/Lord_Howe", start: "01:40",
                end: "01:49", from: "2026-04-04T14:50:00Z", opens: "2026-04-04T15:10:00Z",
                closes: "2026-04-04T15:20:00Z"),
            Row(
                testDescription: "over a night in which daylight saving begins", zone: "America/New_York",
                start: "22:00", end: "06:00", from: "2026-03-07T23:00:00Z", opens: "2026-03-08T03:00:00Z",
                closes: "2026-03-08T10:01:00Z"),
        ])
    func opensAndCloses(_ row: Row) throws {
        let window = try Self.window(row.start, row.end, row.weekdays, row.zone)
        let from = try #require(Timestamp.seconds(row.from))
        let opens = window.opens(notBefore: from)
        #expect(opens.map(Timestamp.text) == row.opens.flatMap(Timestamp.seconds).map(Timestamp.text))
        guard let opens else { return }
        #expect(window.isOpen(at: opens))
        #expect(opens == from || !window.isOpen(at: opens - 1))
        let closes = window.closes(after: opens)
        #expect(closes.map(Timestamp.text) == row.closes.flatMap(Timestamp.seconds).map(Timestamp.text))
        if let closes { #expect(window.isOpen(at: closes - 1) && !window.isOpen(at: closes)) }
    }

    @Test("is open where the text says so, minute by minute around the changes of daylight saving")
    func minutes() throws {
        for (zone, change) in [
            ("Europe/Berlin", "2026-03-29T01:00:00Z"), ("Europe/Berlin", "2026-10-25T01:00:00Z"),
            ("Australia/Lord_Howe", "2026-10-03T15:30:00Z"), ("America/St_Johns", "2026-11-01T04:30:00Z"),
        ] {
            let (rules, second) = (
                try #require(TimeZoneRules(named: zone)), try #require(Timestamp.seconds(change))
            )
            for (start, end) in [("01:30", "02:29"), ("23:00", "02:00"), ("02:00", "01:30"), ("00:00", "23:59")] {
                let window = try Self.window(start, end, [0, 6], zone)
                for minute in stride(from: second - 7200, to: second + 7200, by: 60) {
                    let expected = try Self.isOpen(start, end, [0, 6], local: minute + rules.offset(at: minute))
                    #expect(window.isOpen(at: minute) == expected, "\(zone) \(start) \(Timestamp.text(minute))")
                }
            }
        }
    }

    /// The words of §2.
    private static func isOpen(_ start: String, _ end: String, _ weekdays: [Int], local: Int64) throws -> Bool {
        let (date, time) = CivilDate.split(unixSeconds: local)
        let (start, end) = (Int(try seconds(start)), Int(try seconds(end)))
        let isAllowed = weekdays.contains(date.weekday)
        if start <= end { return isAllowed && start <= time && time < end + 60 }
        return time >= start && isAllowed || time < end + 60 && weekdays.contains((date.weekday + 6) % 7)
    }

    static func window(_ start: String, _ end: String, _ weekdays: [Int], _ zone: String) throws -> CallingWindow {
        CallingWindow(
            start: try seconds(start), end: try seconds(end), weekdays: weekdays,
            zone: try #require(TimeZoneRules(named: zone)))
    }

    /// Reads a time such as `09:00`.
    private static func seconds(_ time: String) throws -> Int64 {
        let parts = time.split(separator: ":").compactMap { Int64($0) }
        try #require(parts.count == 2)
        return parts[0] * 3600 + parts[1] * 60
    }
}

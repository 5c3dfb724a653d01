import Base
import JSON
import Testing

@testable import CampaignStore

@Suite("A clock with a speed in a document") struct ClockDocumentTests {
    static func read(_ text: String) throws -> ClockMode {
        try ClockMode(SeedReader(JSONReader.read(Array(text.utf8).span), path: "clock"))
    }

    static let start: Int64 = 1_771_840_800

    @Test("runs from when it is read, unless it says since when") func beginning() throws {
        let before = UnixTime.now
        let fromMoment = try Self.read(#"{"mode":"offset","now":"2026-02-23T10:00:00Z","speed":60}"#)
        let byOffset = try Self.read(#"{"mode":"offset","offset_seconds":-3600,"speed":60}"#)
        let after = UnixTime.now
        guard case .running(let clock) = fromMoment, case .running(let behind) = byOffset else {
            Issue.record("\(fromMoment) \(byOffset)")
            return
        }
        #expect(clock.moment == Self.start && clock.speed == 60)
        #expect(before <= clock.since && clock.since <= after)
        #expect(behind.moment == behind.since.seconds - 3_600 && behind.speed == 60)
    }

    @Test("with the speed 1 is one with an offset") func slow() throws {
        let since = #""now":"2026-02-23T10:00:00Z","since":"2026-02-23T09:00:00.9Z""#
        #expect(try Self.read(#"{"mode":"offset",\#(since),"speed":1}"#) == .offset(seconds: 3_600))
        #expect(try Self.read(#"{"mode":"offset","offset_seconds":9,"speed":1}"#) == .offset(seconds: 9))
        #expect(try Self.read(#"{"mode":"offset","offset_seconds":9,"speed":null}"#) == .offset(seconds: 9))
    }

    struct Mistake: CustomTestStringConvertible {
        let members, path, expected: String
        var testDescription: String { members }

        init(_ members: String, _ path: String, _ expected: String) {
            self.members = members
            self.path = "clock.\(path)"
            self.expected = expected
        }
    }

    @Test(
        "is refused with its place",
        arguments: [
            Mistake(#""mode":"offset","speed":60"#, "now", #"a time such as "2026-02-23T10:00:00.000000Z""#),
            Mistake(#""mode":"offset","offset_seconds":1,"speed":0"#, "speed", "an integer from 1 to 100000"),
            Mistake(#""mode":"offset","offset_seconds":1,"speed":100001"#, "speed", "an integer from 1 to 100000"),
            Mistake(#""mode":"offset","offset_seconds":1,"speed":"60""#, "speed", "an integer from 1 to 100000"),
            Mistake(#""mode":"real","speed":60"#, "speed", "nothing beside the mode real"),
            Mistake(
                #""mode":"frozen","now":"2026-02-23T10:00:00Z","speed":1"#, "speed", "nothing beside the mode frozen"),
            Mistake(
                #""mode":"frozen","now":"2026-02-23T10:00:00Z","since":"2026-02-23T10:00:00Z""#, "since",
                "nothing beside the mode frozen"),
            Mistake(
                #""mode":"offset","offset_seconds":1,"since":"2026-02-23T10:00:00Z""#, "since",
                "nothing beside the mode offset without a speed"),
            Mistake(
                #""mode":"offset","offset_seconds":1,"now":"2026-02-23T10:00:00Z""#, "now",
                "nothing beside the mode offset without a speed"),
            Mistake(
                #""mode":"offset","offset_seconds":1,"now":"2026-02-23T10:00:00Z","speed":60"#, "now",
                "nothing beside offset_seconds"),
            Mistake(
                #""mode":"offset","offset_seconds":1,"since":"2026-02-23T10:00:00Z","speed":60"#, "since",
                "nothing beside offset_seconds"),
            Mistake(
                #""mode":"offset","now":"2026-02-23T10:00:00Z","since":"today","speed":60"#, "since",
                #"a time such as "2026-02-23T10:00:00.000000Z""#),
            Mistake(
                #""mode":"offset","now":"2026-02-23T10:00:00Z","since":"1969-12-31T23:59:59Z","speed":60"#, "since",
                "a time in the years 1970 to 9999"),
            Mistake(
                #""mode":"offset","now":"1969-12-31T23:59:59Z","speed":60"#, "now", "a time in the years 1970 to 9999"),
            Mistake(
                #""mode":"offset","offset_seconds":9223372036854775807,"speed":60"#, "offset_seconds",
                "seconds that lead to a time in the years 1970 to 9999"),
            Mistake(
                #""mode":"offset","now":"2026-02-23T10:00:00Z""#, "offset_seconds",
                "an integer, the seconds between this clock and the machine's"),
        ])
    func refused(_ row: Mistake) {
        let error = #expect(throws: SeedError.self) { try Self.read("{\(row.members)}") }
        #expect(error?.path == row.path)
        #expect(error?.expected == row.expected)
    }

    @Test("goes on over a restart, a snapshot and another state, to the microsecond") func kept() async throws {
        let clock = ClockMode.running(
            RunningClock(Self.start, since: UnixTime(microseconds: 1_771_927_200_123_456), speed: 60))
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database), seed: .demo)
        try await store.updateAccount(named: "demo") { $0.clock = clock }
        _ = try await store.takeSnapshot(named: "fast", at: 5)
        let state = try await store.state()
        store.close()
        let reopened = try Store(.file(path: directory.database), seed: .demo)
        #expect(reopened.directory.account(named: "demo")?.definition.clock == clock)
        try await reopened.updateAccount(named: "demo") { $0.clock = nil }
        #expect(try await reopened.restoreSnapshot(named: "fast") != nil)
        #expect(reopened.directory.account(named: "demo")?.definition.clock == clock)
        try await reopened.updateAccount(named: "demo") { $0.clock = nil }
        try await reopened.reset(to: state)
        #expect(reopened.directory.account(named: "demo")?.definition.clock == clock)
        #expect(try await reopened.state().encoded() == state.encoded())
        reopened.close()
    }
}

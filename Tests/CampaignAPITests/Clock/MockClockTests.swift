import Testing

@testable import CampaignAPI

@Suite("Mock clock") struct MockClockTests {
    @Test("shows the same time while it is frozen") func frozen() {
        let clock = MockClock(.frozen(at: 1_000))
        #expect(clock.now == 1_000)
        clock.change { mode, _ in .frozen(at: mode.moment(at: 5) + 60) }
        #expect(clock.now == 1_060)
    }

    @Test("runs with an offset from the machine's time") func offset() {
        let clock = MockClock()
        let mode = clock.change { _, _ in .offset(seconds: 3_000) }
        #expect(mode == .offset(seconds: 3_000))
        #expect(clock.now > MockClock().now + 2_990)
    }

    @Test("is unchanged if a change is refused") func refused() {
        struct Refusal: Error {}
        let clock = MockClock(.frozen(at: 7))
        #expect(throws: Refusal.self) { try clock.change { _, _ throws(Refusal) in throw Refusal() } }
        #expect(clock.mode == .frozen(at: 7))
    }

    @Test("stays within the years 1970 to 9999", arguments: [Int64.min, -1, 1, Int64.max])
    func bounded(_ seconds: Int64) {
        for machineTime in [0, 1_771_840_800, 253_402_300_799] as [Int64] {
            #expect(MockClock.representable.contains(MockClock.Mode.offset(seconds: seconds).moment(at: machineTime)))
        }
    }

    @Test(
        "can be set only to a whole second in the years 1970 to 9999",
        arguments: [
            ("1970-01-01T00:00:00Z", .success(0)), ("2026-02-23T10:00:00.000000Z", .success(1_771_840_800)),
            ("2026-02-23T11:00:00.0+01:00", .success(1_771_840_800)), ("yesterday", .failure(.noTime)),
            ("2026-02-23T10:00:00.5Z", .failure(.fraction)), ("2026-02-23T10:00:00.0000001Z", .failure(.fraction)),
            ("1969-12-31T23:59:59Z", .failure(.outOfRange)), ("1970-01-01T00:30:00+01:00", .failure(.outOfRange)),
        ] as [(String, Result<Int64, ClockMoment.Mistake>)])
    func read(_ row: (text: String, outcome: Result<Int64, ClockMoment.Mistake>)) {
        #expect(Result { () throws(ClockMoment.Mistake) in try ClockMoment.seconds(row.text) } == row.outcome)
    }
}

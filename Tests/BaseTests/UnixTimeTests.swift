import Testing

@testable import Base

@Suite("Machine's time with its fraction") struct UnixTimeTests {
    @Test(
        "is read and written as RFC 3339 with six digits",
        arguments: [
            ("2026-02-23T10:00:00.123456Z", 1_771_840_800_123_456, "2026-02-23T10:00:00.123456Z"),
            ("2026-02-23T12:00:00.5+02:00", 1_771_840_800_500_000, "2026-02-23T10:00:00.500000Z"),
            ("2026-02-23T10:00:00Z", 1_771_840_800_000_000, "2026-02-23T10:00:00.000000Z"),
            ("2026-02-23T10:00:00.0000019Z", 1_771_840_800_000_001, "2026-02-23T10:00:00.000001Z"),
            ("1969-12-31T23:59:59.999999Z", -1, "1969-12-31T23:59:59.999999Z"),
            ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
        ] as [(String, Int64, String)])
    func texts(_ row: (text: String, microseconds: Int64, written: String)) throws {
        let time = try #require(UnixTime(row.text))
        #expect(time.microseconds == row.microseconds)
        #expect(time.text == row.written)
    }

    @Test("is no time for another text", arguments: ["", "2026-02-23", "2026-02-23T10:00:00.Z", "2026-02-23T10:00:00"])
    func noTime(_ text: String) {
        #expect(UnixTime(text) == nil)
    }

    @Test("lies in a second, also before 1970, and is never beyond 64 bits") func seconds() {
        #expect(UnixTime(microseconds: 1_999_999).seconds == 1)
        #expect(UnixTime(microseconds: -1).seconds == -1)
        #expect(UnixTime(microseconds: -1_000_000).seconds == -1)
        #expect(UnixTime(seconds: .max).microseconds == .max)
        #expect(UnixTime(seconds: .min).microseconds == .min)
        #expect(UnixTime(seconds: 2).nanoseconds(since: UnixTime(microseconds: 1_999_998)) == 2_000)
        #expect(UnixTime(seconds: .max).nanoseconds(since: UnixTime(seconds: .min)) == .max)
        #expect(UnixTime(seconds: .min).nanoseconds(since: UnixTime(seconds: .max)) == .min)
        #expect(UnixTime.now > UnixTime(seconds: 1_700_000_000))
    }

    @Test("is counted with arithmetic that stops at the bounds") func saturating() {
        #expect(Int64.max.addingSaturated(1) == .max)
        #expect(Int64.min.addingSaturated(-1) == .min)
        #expect(Int64.min.subtractingSaturated(1) == .min)
        #expect((0 as Int64).subtractingSaturated(.min) == .max)
        #expect(Int64.min.multipliedSaturated(by: 2) == .min)
        #expect(Int64.min.multipliedSaturated(by: -1) == .max)
        #expect((-7 as Int64).dividedDown(by: 2) == -4)
        #expect((-7 as Int64).dividedUp(by: 2) == -3)
        #expect((7 as Int64).dividedUp(by: 2) == 4)
        #expect((8 as Int64).dividedUp(by: 2) == 4)
    }
}

import Base
import Testing

@Suite("Clock moment") struct ClockMomentTests {
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

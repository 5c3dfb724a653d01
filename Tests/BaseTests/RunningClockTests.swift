import Testing

@testable import Base

@Suite("Clock with a speed") struct RunningClockTests {
    static let start = UnixTime(microseconds: 1_771_840_800_250_000)

    static func clock(_ speed: Int64, from moment: Int64 = 1_000_000) -> ClockMode {
        .running(from: moment, at: start, speed: speed)
    }

    private static func later(_ microseconds: Int64) -> UnixTime {
        UnixTime(microseconds: start.microseconds + microseconds)
    }

    struct Reading: CustomTestStringConvertible {
        let speed, microseconds, seconds: Int64
        var testDescription: String { "\(speed), \(microseconds) µs" }
    }

    @Test(
        "shows so many seconds more for each of the machine's, and parts of them",
        arguments: [
            Reading(speed: 60, microseconds: 0, seconds: 0), Reading(speed: 60, microseconds: 16_666, seconds: 0),
            Reading(speed: 60, microseconds: 16_667, seconds: 1),
            Reading(speed: 60, microseconds: 60_000_000, seconds: 3_600),
            Reading(speed: 2, microseconds: 499_999, seconds: 0), Reading(speed: 2, microseconds: 500_000, seconds: 1),
            Reading(speed: 100_000, microseconds: 9, seconds: 0),
            Reading(speed: 100_000, microseconds: 10, seconds: 1),
            Reading(speed: 100_000, microseconds: 1_000_000, seconds: 100_000),
            // As if it had always run: after the machine's clock was set back.
            Reading(speed: 60, microseconds: -1, seconds: -1),
            Reading(speed: 60, microseconds: -1_000_000, seconds: -60),
        ])
    func readings(_ row: Reading) {
        #expect(Self.clock(row.speed).moment(at: Self.later(row.microseconds)) == 1_000_000 + row.seconds)
    }

    @Test("shows each second in turn and for equally long, so that nothing jumps", arguments: [2, 7, 60, 100_000])
    func smooth(_ speed: Int64) {
        let clock = Self.clock(speed), span = 1_000_000 / speed
        var before = clock.moment(at: Self.start), seen: [Int64: Int64] = [:]
        let step = max(span / 10, 1)
        for time in stride(from: 0, to: span * 40, by: Int(step)) {
            let moment = clock.moment(at: Self.later(time))
            #expect(moment == before || moment == before + 1)
            seen[moment, default: 0] += 1
            before = moment
        }
        #expect(seen.count >= 40)
        let whole = seen.filter { $0.key != 1_000_000 && $0.key != before }.values
        #expect((whole.max() ?? 0) - (whole.min() ?? 0) <= 1)
    }

    @Test("is found at the machine's time of a second, and not before", arguments: [2, 3, 7, 59, 60, 99_999, 100_000])
    func times(_ speed: Int64) throws {
        let clock = Self.clock(speed)
        for second in [0, 1, 999_999, 1_000_000, 1_000_001, 1_000_007, 1_771_840_800, 253_402_300_799] as [Int64] {
            let time = try #require(clock.machineTime(of: second))
            #expect(clock.moment(at: time) == second)
            let justBefore = UnixTime(microseconds: time.microseconds - 1)
            #expect(clock.moment(at: justBefore) == max(second - 1, 0))
        }
        #expect(clock.machineTime(of: 253_402_300_800) == nil && clock.machineTime(of: -1) == nil)
    }

    @Test("stays within the years 1970 to 9999", arguments: [Int64.min, -1, 0, 1, Int64.max])
    func bounded(_ microseconds: Int64) {
        for moment in [Int64.min, 0, 1_771_840_800, 253_402_300_799, .max] {
            for speed in [Int64.min, 2, 100_000, .max] {
                let clock = RunningClock(moment, since: UnixTime(microseconds: microseconds), speed: speed)
                #expect(RunningClock.speeds.contains(clock.speed))
                for time in [Int64.min, -1, 0, 1_771_840_800_000_000, .max] {
                    let shown = clock.moment(at: UnixTime(microseconds: time))
                    #expect(ClockMode.representable.contains(shown))
                }
                for second in [0, 253_402_300_799] as [Int64] {
                    _ = ClockMode.running(clock).machineTime(of: second)
                }
            }
        }
        let last = Self.clock(100_000, from: 253_402_300_790)
        #expect(last.moment(at: Self.later(1_000_000)) == 253_402_300_799)
    }
}

@Suite("A clock's second in the machine's time") struct ClockSecondTests {
    struct Second: CustomTestStringConvertible {
        let testDescription: String
        let mode: ClockMode
        let second: Int64
        let time: Int64?
    }

    @Test(
        "is",
        arguments: [
            Second(testDescription: "the same of the real clock", mode: .real, second: 50, time: 50_000_000),
            Second(testDescription: "earlier when ahead", mode: .offset(seconds: 10), second: 50, time: 40_000_000),
            Second(testDescription: "later when behind", mode: .offset(seconds: -10), second: 50, time: 60_000_000),
            Second(testDescription: "before 1970", mode: .offset(seconds: 60), second: 50, time: -10_000_000),
            Second(testDescription: "never when frozen", mode: .frozen(at: 50), second: 50, time: nil),
            Second(testDescription: "never beyond the years", mode: .real, second: 253_402_300_800, time: nil),
            Second(testDescription: "never so far behind", mode: .offset(seconds: .min), second: 50, time: nil),
            Second(testDescription: "long ago", mode: .offset(seconds: .max), second: 50, time: .min),
        ])
    func found(_ row: Second) {
        #expect(row.mode.machineTime(of: row.second) == row.time.map { UnixTime(microseconds: $0) })
    }

    @Test("a clock that is moved stands still or runs on as fast as before") func moved() {
        let now = UnixTime(microseconds: 100_500_000)
        #expect(ClockMode.frozen(at: 7).moved(to: 9, at: now) == .frozen(at: 9))
        #expect(ClockMode.real.moved(to: 9, at: now) == .offset(seconds: -91))
        #expect(ClockMode.offset(seconds: 4).moved(to: 104, at: now) == .offset(seconds: 4))
        let fast = ClockMode.running(from: 5, at: UnixTime(seconds: 1), speed: 60)
        #expect(fast.moved(to: 9, at: now) == .running(RunningClock(9, since: now, speed: 60)))
        #expect(ClockMode.running(from: 5, at: now, speed: 1) == .offset(seconds: -95))
    }
}

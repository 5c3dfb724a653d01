import Base
import Testing

@Suite("Clock mode") struct ClockModeTests {
    @Test("stays within the years 1970 to 9999", arguments: [Int64.min, -1, 1, Int64.max])
    func bounded(_ seconds: Int64) {
        for machineTime in [0, 1_771_840_800, 253_402_300_799] as [Int64] {
            #expect(
                ClockMode.representable.contains(
                    ClockMode.offset(seconds: seconds).moment(at: UnixTime(seconds: machineTime))))
        }
    }

    @Test("shows the machine's time, a shifted time or a fixed time") func moments() {
        #expect(ClockMode.real.moment(at: UnixTime(seconds: 50)) == 50)
        #expect(ClockMode.offset(seconds: -10).moment(at: UnixTime(seconds: 50)) == 40)
        #expect(ClockMode.frozen(at: 7).moment(at: UnixTime(seconds: 50)) == 7)
    }
}

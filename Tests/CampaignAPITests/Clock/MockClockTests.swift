import Base
import Testing

@testable import CampaignAPI

@Suite("Mock clock") struct MockClockTests {
    @Test("shows the same time while it is frozen") func frozen() {
        let clock = MockClock(.frozen(at: 1_000))
        #expect(clock.now == 1_000)
        clock.change { mode, _ in mode = .frozen(at: mode.moment(at: UnixTime(seconds: 5)) + 60) }
        #expect(clock.now == 1_060)
    }

    @Test("runs with an offset from the machine's time") func offset() {
        let clock = MockClock()
        clock.change { mode, _ in mode = .offset(seconds: 3_000) }
        #expect(clock.mode == .offset(seconds: 3_000))
        #expect(clock.now > MockClock().now + 2_990)
    }

    @Test("is unchanged if a change is refused") func refused() {
        struct Refusal: Error {}
        let clock = MockClock(.frozen(at: 7))
        #expect(throws: Refusal.self) {
            try clock.change { mode, _ throws(Refusal) in
                mode = .real
                throw Refusal()
            }
        }
        #expect(clock.mode == .frozen(at: 7))
    }
}

import Testing

@testable import CampaignAPI

@Suite("Mock clock") struct MockClockTests {
    @Test("stands still when frozen, and moves on when told")
    func frozen() {
        let clock = MockClock(.frozen(at: 1_000))
        #expect(clock.now == 1_000)
        clock.advance(seconds: 60)
        #expect(clock.now == 1_060)
        #expect(clock.mode == .frozen(at: 1_060))
    }

    @Test("becomes an offset clock when a real one is advanced")
    func advanced() {
        let clock = MockClock()
        clock.advance(seconds: 3_600)
        clock.advance(seconds: -600)
        #expect(clock.mode == .offset(seconds: 3_000))
        #expect(clock.now > MockClock().now + 2_990)
    }

    @Test("never leaves the years 1970 to 9999", arguments: [Int64.min, -1, 1, Int64.max])
    func bounded(_ seconds: Int64) {
        let edges = [MockClock(.frozen(at: 0)), MockClock(.frozen(at: 253_402_300_799)), MockClock()]
        for clock in edges {
            clock.advance(seconds: seconds)
            clock.advance(seconds: seconds)
            #expect(MockClock.representable.contains(clock.now))
        }
    }
}

import Calling
import Testing

/// calling.md, §1.
@Suite("The simulation's time (calling.md §1)") struct TimeTests {
    @Test("moves to the next second in which a call begins or ends, and to the last")
    func nextAndIdle() throws {
        let window = try CallingWindowTests.window("10:00", "11:00", [1, 2], "UTC")
        var timeline = Timeline(
            [try .mock(window: window, retries: 1, interval: 86_400)], [.mock(1, always: .noAnswer)])
        timeline.apply(.start(campaignID: 1))
        #expect(timeline.advanceToNext() == 3600)
        #expect(timeline.advanceToNext() == 3630)
        #expect(timeline.clock == 3630)
        #expect(timeline.advanceToIdle() == 3630 + 86_400 + 30)
        #expect(timeline.advanceToNext() == nil)
        #expect(timeline.clock == 3630 + 86_400 + 30)
    }

    @Test("does not go beyond 366 days for the last call")
    func idleBound() throws {
        var timeline = Timeline([try .mock(retries: 1, interval: 367 * 86_400)], [.mock(1, always: .busy)])
        timeline.apply(.start(campaignID: 1))
        #expect(timeline.advanceToIdle() == 5)
        #expect(timeline.advanceToIdle() == 5)
        let retry: Int64 = 5 + 367 * 86_400
        #expect(timeline.advanceToNext() == retry)
    }

    @Test("stays where nothing is left, or no window ever opens")
    func stays() throws {
        let never = try CallingWindowTests.window("00:00", "23:59", [], "UTC")
        var timeline = Timeline([try .mock(window: never)], [.mock(1)])
        timeline.apply(.start(campaignID: 1))
        #expect(timeline.advanceToNext() == nil)
        #expect(timeline.advanceToIdle() == 0)
        #expect(timeline.clock == 0)
    }

    @Test("undoes nothing when the clock is set back: requests take effect at that time, and nothing begins or ends")
    func setBack() throws {
        var timeline = Timeline([try .mock(completes: false)], [.mock(1)])
        timeline.apply(.start(campaignID: 1), at: 1000)
        #expect(timeline.simulatedUntil == 1000)
        _ = timeline.lines()
        timeline.apply(.addLead([.mock(2)]), at: 400)
        #expect(timeline.lines() == ["1000 contact 2 scheduled due 1000"])
        timeline.advance(to: 999)
        #expect(timeline.lines() == [])
        timeline.advance(to: 1000)
        #expect(timeline.calls() == ["1000 call 2 to 2: completed"])
    }

    @Test("plays a second again after the clock was set back, as it is then")
    func playedAgain() throws {
        let window = try CallingWindowTests.window("10:00", "10:29", Array(0...6), "UTC")
        var timeline = Timeline(
            maximum: 1, rules: [OutcomeRule(campaignID: 1, choice: .fixed(.completed), seconds: 86_400)],
            [try .mock(1, completes: false), try .mock(2, window: window)], [.mock(1), .mock(2, campaign: 2)])
        timeline.apply(.start(campaignID: 1))
        timeline.apply(.start(campaignID: 2))
        // The window has closed when there is room, and opens once more.
        timeline.apply(.deleteContact(id: 1), at: 10_800)
        #expect(timeline.simulatedUntil == 0)
        timeline.advance(to: 1800)
        timeline.advance(to: 3600)
        #expect(timeline.calls().last == "3600 call 2 to 2: completed")
    }

    @Test("is absent until something happens, so the clock may be set to any time")
    func noPast() throws {
        var timeline = Timeline([try .mock()], [.mock(1)])
        timeline.apply(.addLead([.mock(2)]), at: 500)
        timeline.advance(to: 1000)
        #expect(timeline.simulatedUntil == nil)
        timeline.advance(to: -5000)
        timeline.apply(.start(campaignID: 1), at: -5000)
        #expect(timeline.calls() == ["-5000 call 1 to 1: completed", "-5000 call 2 to 2: completed"])
        #expect(timeline.simulatedUntil == -5000)
    }

    @Test("counts the calls that begin and each contact once")
    func tally() throws {
        var timeline = Timeline([try .mock(retries: 0)], [.mock(1, always: .busy), .mock(2, of: 1), .mock(3)])
        timeline.apply(.start(campaignID: 1))
        _ = timeline.advanceToIdle()
        #expect(timeline.simulation.tally.calls == 3)
        #expect(timeline.simulation.tally.contacts == 3)
    }
}

import Calling
import Testing

/// calling.md, §3.
@Suite("Whom a campaign calls (calling.md §3)") struct WhomTests {
    @Test("is scheduled at the start, called at once, and reached")
    func start() throws {
        var timeline = Timeline([try .mock()], [.mock(1)])
        timeline.apply(.start(campaignID: 1))
        #expect(
            timeline.lines() == [
                "0 campaign 1 in-progress", "0 contact 1 scheduled due 0", "0 call 1 to 1: completed",
                "0 contact 1 processing",
            ])
        timeline.advance(to: 3600)
        #expect(
            timeline.lines() == [
                "60 call 1 ends", "60 contact 1 completed", "60 campaign 1 completed", "60 post 1",
            ])
    }

    @Test("goes by the due time, then by the id")
    func order() throws {
        var timeline = Timeline(
            [try .mock(1, .inProgress, parallel: 1)],
            [
                .mock(1, .scheduled, dueAt: 20), .mock(2, .scheduled, dueAt: 10), .mock(3, .rescheduled, dueAt: 10),
                .mock(4, .scheduled, dueAt: 200),
            ])
        timeline.advance(to: 300)
        #expect(
            timeline.calls() == [
                "10 call 1 to 2: completed", "70 call 2 to 3: completed", "130 call 3 to 1: completed",
                "200 call 4 to 4: completed",
            ])
    }

    @Test("is at most as many at once as the campaign and the account allow, campaigns by id")
    func maxima() throws {
        var timeline = Timeline(
            maximum: 3, [try .mock(1, parallel: 2), try .mock(2, parallel: 2)],
            [.mock(1), .mock(2), .mock(3), .mock(4, campaign: 2), .mock(5, campaign: 2)])
        timeline.apply(.start(campaignID: 2))
        timeline.apply(.start(campaignID: 1))
        timeline.advance(to: 119)
        #expect(
            timeline.calls() == [
                "0 call 1 to 4: completed", "0 call 2 to 5: completed", "0 call 3 to 1: completed",
                "60 call 4 to 2: completed", "60 call 5 to 3: completed",
            ])
    }

    @Test("is called from the campaign's numbers in turn, whose turn a deletion does not change")
    func numbers() throws {
        var timeline = Timeline([try .mock(numbers: [8, 5])], [.mock(1), .mock(2), .mock(3), .mock(4)])
        timeline.apply(.start(campaignID: 1))
        timeline.apply(.deleteContact(id: 2), at: 10)
        timeline.advance(to: 10)
        #expect(
            timeline.calls() == [
                "0 call 1 to 1 from 8: completed", "0 call 2 to 2 from 5: completed", "0 call 3 to 3 from 8: completed",
                "10 call 4 to 4 from 5: completed",
            ])
        #expect(timeline.simulation.campaign(id: 1)?.callsBegun == 4)
    }

    @Test("is the next secondary contact when the one before has used up its retries")
    func secondaryContacts() throws {
        var timeline = Timeline(
            [try .mock(retries: 1, interval: 60)],
            [.mock(1, always: .busy), .mock(2, of: 1, always: .noAnswer), .mock(3, of: 1), .mock(4, of: 1)])
        timeline.apply(.start(campaignID: 1))
        #expect(timeline.advanceToIdle() == 250)
        #expect(
            timeline.lines().filter { !$0.contains("post") && !$0.contains("ends") } == [
                "0 campaign 1 in-progress", "0 contact 1 scheduled due 0", "0 call 1 to 1: busy",
                "0 contact 1 processing", "5 contact 1 rescheduled due 65", "65 call 2 to 1: busy",
                "65 contact 1 processing", "70 contact 1 reached-max-retries", "70 contact 2 scheduled due 70",
                "70 call 3 to 2: no-answer", "70 contact 2 processing", "100 contact 2 rescheduled due 160",
                "160 call 4 to 2: no-answer", "160 contact 2 processing", "190 contact 2 reached-max-retries",
                "190 contact 3 scheduled due 190", "190 call 5 to 3: completed", "190 contact 3 processing",
                "250 contact 3 completed", "250 campaign 1 completed",
            ])
    }

    @Test("waits in a stopped campaign, also when its turn comes there")
    func stopped() throws {
        var timeline = Timeline([try .mock(retries: 0)], [.mock(1, always: .busy), .mock(2, of: 1)])
        timeline.apply(.start(campaignID: 1))
        timeline.apply(.stop(campaignID: 1), at: 1)
        timeline.advance(to: 100)
        #expect(
            timeline.lines().suffix(5) == [
                "1 campaign 1 stopped", "5 call 1 ends", "5 contact 1 reached-max-retries",
                "5 contact 2 scheduled due 5", "5 post 1",
            ])
        timeline.apply(.start(campaignID: 1), at: 100)
        #expect(timeline.calls() == ["100 call 2 to 2: completed"])
    }

    @Test("is not called while a call to it goes on")
    func oneCallAtATime() throws {
        var timeline = Timeline([try .mock()], [.mock(1)])
        timeline.apply(.start(campaignID: 1))
        timeline.apply(.update(contactID: 1, status: .created), at: 10)
        timeline.advance(to: 200)
        #expect(
            timeline.lines().dropFirst(4) == [
                "10 contact 1 created", "10 contact 1 scheduled due 10", "60 call 1 ends", "60 post 1",
                "60 call 2 to 1: completed", "60 contact 1 processing", "120 call 2 ends", "120 contact 1 completed",
                "120 campaign 1 completed", "120 post 2",
            ])
    }

    @Test("is not called while a call to it goes on, even if it was due before that call")
    func oneCallAtATimeInTheQueue() throws {
        var timeline = Timeline([try .mock(parallel: 2)], [.mock(1), .mock(2), .mock(3)])
        timeline.apply(.start(campaignID: 1))
        timeline.apply(.play(contactID: 3, plan: CallPlan(.busy, seconds: 1000)))
        timeline.apply(.update(contactID: 3, status: .created))
        timeline.advance(to: 2000)
        #expect(
            timeline.calls() == [
                "0 call 1 to 1: completed", "0 call 2 to 2: completed", "0 call 3 to 3: busy",
                "1000 call 4 to 3: completed",
            ])
    }

    @Test("waits for the next opening of the window when the account had no room in this one")
    func missedWindow() throws {
        let window = try CallingWindowTests.window("09:30", "09:59", Array(0...6), "UTC")
        var timeline = Timeline(
            maximum: 1, rules: [OutcomeRule(campaignID: 1, choice: .fixed(.completed), seconds: 7200)],
            [try .mock(1), try .mock(2, window: window)], [.mock(1), .mock(2, campaign: 2)])
        timeline.apply(.start(campaignID: 1))
        timeline.apply(.start(campaignID: 2))
        #expect(timeline.advanceToNext() == 7200)
        #expect(timeline.advanceToNext() == 88_200)
        #expect(timeline.calls().last == "88200 call 2 to 2: completed")
    }

    @Test("finds done in a request what its second had due")
    func secondOfARequest() throws {
        var timeline = Timeline(
            maximum: 1, [try .mock(parallel: 1, completes: false)], [.mock(1, always: .busy), .mock(2)])
        timeline.apply(.start(campaignID: 1))
        _ = timeline.lines()
        // The call ends and the next one begins before the request.
        timeline.apply(.addLead([.mock(3)]), at: 5)
        #expect(
            timeline.lines() == [
                "5 call 1 ends", "5 contact 1 rescheduled due 3605", "5 post 1", "5 call 2 to 2: completed",
                "5 contact 2 processing", "5 contact 3 scheduled due 5",
            ])
        // What frees room is followed by a call in the same second.
        timeline.apply(.deleteContact(id: 2), at: 5)
        #expect(timeline.calls() == ["5 call 3 to 3: completed"])
    }

    @Test("is nobody with --calls off, except when a test plays a call")
    func callsOff() throws {
        var timeline = Timeline(placesCalls: false, [try .mock()], [.mock(1), .mock(2)])
        timeline.apply(.start(campaignID: 1))
        timeline.apply(.play(contactID: 2, plan: CallPlan(.voicemail, seconds: 7)))
        #expect(timeline.advanceToNext() == 7)
        #expect(timeline.advanceToNext() == nil)
        #expect(
            timeline.lines().filter { !$0.contains("campaign") } == [
                "0 contact 1 scheduled due 0", "0 contact 2 scheduled due 0", "0 call 1 to 2: voicemail",
                "0 contact 2 processing", "7 call 1 ends", "7 contact 2 completed", "7 post 1",
            ])
    }
}

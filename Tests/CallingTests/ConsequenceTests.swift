import Calling
import Testing

/// calling.md, §4.
@Suite("What comes of a call (calling.md §4)") struct ConsequenceTests {
    struct Row: CustomTestStringConvertible {
        let outcome: CallOutcome
        var onVoicemail = false
        var onGoalIncomplete = false
        /// When the calls begin.
        let calls: [Int64]
        let status: ContactStatus
        var testDescription: String {
            "\(outcome.rawValue)\(onVoicemail || onGoalIncomplete ? ", with a retry" : "")"
        }
    }

    @Test(
        "is a retry or the end",
        arguments: [
            Row(outcome: .completed, onVoicemail: true, onGoalIncomplete: true, calls: [0], status: .completed),
            Row(outcome: .goalIncomplete, onVoicemail: true, calls: [0], status: .completed),
            Row(outcome: .goalIncomplete, onGoalIncomplete: true, calls: [0, 660, 1320], status: .reachedMaxRetries),
            Row(outcome: .voicemail, onGoalIncomplete: true, calls: [0], status: .completed),
            Row(outcome: .voicemail, onVoicemail: true, calls: [0, 620, 1240], status: .reachedMaxRetries),
            Row(outcome: .noAnswer, calls: [0, 630, 1260], status: .reachedMaxRetries),
            Row(outcome: .busy, calls: [0, 605, 1210], status: .reachedMaxRetries),
            Row(outcome: .failed, calls: [0, 605, 1210], status: .reachedMaxRetries),
        ])
    func retries(_ row: Row) throws {
        var timeline = Timeline(
            [
                try .mock(
                    retries: 2, interval: 600, onVoicemail: row.onVoicemail, onGoalIncomplete: row.onGoalIncomplete)
            ], [.mock(1, always: row.outcome)])
        timeline.apply(.start(campaignID: 1))
        let last = try #require(row.calls.last)
        #expect(timeline.advanceToIdle() == last + row.outcome.seconds)
        #expect(
            timeline.calls()
                == row.calls.enumerated().map { "\($1) call \($0 + 1) to 1: \(row.outcome.rawValue)" })
        #expect(timeline.simulation.contact(id: 1)?.status == row.status)
        #expect(timeline.simulation.contact(id: 1)?.attempts == Int64(row.calls.count))
        #expect(timeline.simulation.campaign(id: 1)?.status == .completed)
    }

    @Test("leaves a campaign without mark_complete_when_no_leads in progress, which takes up new leads")
    func staysInProgress() throws {
        var timeline = Timeline([try .mock(completes: false)], [.mock(1)])
        timeline.apply(.start(campaignID: 1))
        #expect(timeline.advanceToIdle() == 60)
        timeline.apply(.addLead([.mock(2)]), at: 100)
        #expect(timeline.calls() == ["0 call 1 to 1: completed", "100 call 2 to 2: completed"])
    }

    @Test("is nothing after a status by hand, which puts the contacts behind back")
    func setBack() throws {
        var timeline = Timeline([try .mock(retries: 0)], [.mock(1, always: .busy), .mock(2, of: 1), .mock(3, of: 1)])
        timeline.apply(.start(campaignID: 1))
        timeline.advance(to: 10)
        #expect(timeline.simulation.contact(id: 2)?.status == .processing)
        _ = timeline.lines()
        timeline.apply(.update(contactID: 1, status: .completed), at: 20)
        timeline.advance(to: 100)
        #expect(
            timeline.lines() == [
                "20 contact 1 completed", "20 contact 2 created", "65 call 2 ends", "65 campaign 1 completed",
                "65 post 2",
            ])
        #expect(timeline.simulation.state.contacts.map(\.attempts) == [0, 0, 0])
    }

    @Test("is not changed by the contact's own status")
    func ownStatus() throws {
        var timeline = Timeline([try .mock()], [.mock(1, .completed), .mock(2)])
        timeline.apply(.update(contactID: 1, status: .completed))
        timeline.apply(.update(contactID: 2, status: .created))
        #expect(timeline.lines() == [])
        #expect(timeline.simulatedUntil == nil)
    }

    @Test("stays the old campaign's when the lead moves, which is set back")
    func move() throws {
        var timeline = Timeline([try .mock(1, parallel: 1), try .mock(2, .inProgress, completes: false)], [.mock(1)])
        timeline.apply(.start(campaignID: 1))
        timeline.apply(.update(contactID: 1, campaignID: 2), at: 10)
        timeline.advance(to: 59)
        #expect(timeline.simulation.state.calls.map(\.campaignID) == [1])
        timeline.advance(to: 60)
        #expect(
            timeline.lines().dropFirst(4) == [
                "10 contact 1 created", "10 contact 1 scheduled due 10", "60 call 1 ends", "60 campaign 1 completed",
                "60 post 1", "60 call 2 to 1: completed", "60 contact 1 processing",
            ])
        #expect(timeline.simulation.state.calls.map(\.campaignID) == [2])
    }

    @Test("moves with a status that comes along")
    func moveWithStatus() throws {
        var timeline = Timeline([try .mock(1), try .mock(2, .inProgress, completes: false)], [.mock(1)])
        timeline.apply(.update(contactID: 1, status: .completed, campaignID: 2))
        #expect(timeline.lines() == ["0 contact 1 completed"])
        #expect(timeline.simulation.contact(id: 1)?.campaignID == 2)
    }

    @Test("goes with its lead or its campaign when that is deleted, and its room is free at once")
    func deletion() throws {
        var timeline = Timeline(
            maximum: 1, [try .mock(1), try .mock(2), try .mock(3)],
            [.mock(1), .mock(2, campaign: 2), .mock(3, campaign: 3)])
        for id in Int64(1)...3 { timeline.apply(.start(campaignID: id)) }
        timeline.apply(.deleteContact(id: 1), at: 5)
        timeline.apply(.deleteCampaign(id: 2), at: 6)
        #expect(
            timeline.lines().filter { $0.contains("call") || $0.contains("post") || $0.hasSuffix("completed") } == [
                "0 call 1 to 1: completed", "5 campaign 1 completed", "5 call 2 to 2: completed",
                "6 call 3 to 3: completed",
            ])
        #expect(timeline.simulation.state.contacts.map(\.id) == [3])
        #expect(timeline.simulation.state.campaigns.map(\.id) == [1, 3])
    }

    @Test("hands the turn on when a secondary contact is deleted")
    func deletedContact() throws {
        var timeline = Timeline(
            [try .mock(retries: 0)], [.mock(1, always: .busy), .mock(2, of: 1, always: .noAnswer), .mock(3, of: 1)])
        timeline.apply(.start(campaignID: 1))
        timeline.apply(.deleteContact(id: 2), at: 7)
        #expect(timeline.calls().last == "7 call 3 to 3: completed")
        timeline.advance(to: 1000)
        #expect(timeline.simulation.state.contacts.map(\.status) == [.reachedMaxRetries, .completed])
    }

    @Test("counts calls played by hand and calls without a campaign in the maxima, which do not hold them up")
    func playedCalls() throws {
        var timeline = Timeline(
            maximum: 1, [try .mock(window: CallingWindowTests.window("20:00", "21:00", [0], "UTC"))],
            [.mock(1), .mock(2, .completed)])
        timeline.apply(.play(contactID: 2, plan: CallPlan(.noAnswer)))
        timeline.apply(.makeCall(phoneNumber: "+15005550004", assistantID: 127))
        #expect(
            timeline.lines() == [
                "0 call 1 to 2: no-answer", "0 contact 2 processing", "0 call 2: voicemail",
            ])
        timeline.advance(to: 30)
        #expect(
            timeline.lines() == [
                "20 call 2 ends", "20 post 2", "30 call 1 ends", "30 contact 2 rescheduled due 3630", "30 post 1",
            ])
    }
}

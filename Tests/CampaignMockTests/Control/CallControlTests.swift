import CampaignMock
import TestSupport
import Testing

@Suite("Calls, outcomes and webhooks from Swift") struct CallControlTests {
    /// Runs a mock whose demo account has a started campaign with these leads. The clock stands on a Monday morning in
    /// New York.
    private static func withCampaign(
        calls: MockOptions.Calls = .on, _ numbers: [String], _ body: (MockServer) async throws -> Void
    ) async throws {
        var options = MockOptions()
        options.calls = calls
        try await withMock(options) { mock in
            try await mock.clock.freeze(at: "2026-02-23T15:00:00Z")
            try await post("/user/campaign", #"{"name":"Spring","assistant_id":127}"#, to: mock)
            for number in numbers {
                try await post("/user/lead", #"{"campaign_id":1,"phone_number":"\#(number)"}"#, to: mock)
            }
            try await post("/user/campaigns/update-status", #"{"campaign_id":1,"action":"start"}"#, to: mock)
            try await body(mock)
        }
    }

    private static func post(_ path: String, _ body: String, to mock: MockServer) async throws {
        let response = try await MockRequest(target: "/api" + path, body: body).send(to: mock)
        try #require(response.status < 300, "\(response.text)")
    }

    @Test("calls are listed by status, outcome, campaign, lead and account, with all that is stored")
    func list() async throws {
        try await Self.withCampaign(["+15005550002", "+15550100123"]) { mock in
            var calls = try await mock.calls.all
            #expect(calls.map(\.phoneNumber) == ["+15005550002", "+15550100123"])
            #expect(calls.allSatisfy { $0.isGoingOn && $0.duration == .zero && $0.beganAt == "2026-02-23T15:00:00Z" })
            try await mock.clock.advance(by: .seconds(10))
            #expect(try await mock.calls.matching(status: .inProgress).map(\.id) == [2])
            let busy = try await mock.calls.matching(outcome: .busy)
            #expect(busy.map(\.status) == [.busy] && busy.first?.duration == .seconds(5))
            #expect(busy.first?.endsAt == "2026-02-23T15:00:05Z" && busy.first?.attempt == 1)
            #expect(busy.first?.campaignID == 1 && busy.first?.leadID == 1 && busy.first?.assistantID == 127)
            #expect(busy.first?.account == "demo" && busy.first?.transcript == nil && busy.first?.isHidden == false)
            calls = try await mock.calls.matching(leadID: 2)
            #expect(calls.map(\.id) == [2])
            #expect(try await mock.calls.matching(campaignID: 2).isEmpty)
            #expect(try await mock.calls(ofAccount: "demo").all.count == 2)
            #expect(try await mock.calls(ofAccount: "starter").all.isEmpty)
        }
    }

    @Test("the next call is told, and a move to it plays it") func next() async throws {
        try await Self.withCampaign(["+15005551101"]) { mock in
            let ends = try await mock.calls.next()
            #expect(ends?.event == .ends(callID: 1) && ends?.time == "2026-02-23T15:00:30Z")
            #expect(try await mock.clock.advance(to: .next).until == "2026-02-23T15:00:30Z")
            let begins = try await mock.calls(ofAccount: "demo").next(ofCampaign: 1)
            #expect(begins?.event == .begins && begins?.leadID == 1 && begins?.account == "demo")
            #expect(try await mock.calls(ofAccount: "other").next() == nil)
            #expect(try await mock.calls.next(ofCampaign: 9) == nil)
            let simulated = try await mock.clock.advance(to: .idle)
            #expect(simulated.calls == 1)
            #expect(try await mock.calls.next() == nil)
            #expect(try await mock.calls.all.map(\.outcome) == [.noAnswer, .completed])
        }
    }

    @Test("a call is played by hand, also where the campaigns call nobody") func play() async throws {
        try await Self.withCampaign(calls: .off, ["+15550100123"]) { mock in
            #expect(try await mock.clock.advance(to: .idle).calls == 0)
            #expect(try await mock.leads.map(\.status) == [.scheduled])
            let call = try await mock.calls.play(
                lead: 1, outcome: .voicemail, duration: .seconds(12), extractedVariables: ["booked": true],
                transcript: [.init(.bot, "Hello"), .init(.human, "Hi")])
            #expect(call.isGoingOn && call.endsAt == call.beganAt.advanced(by: .seconds(12)))
            #expect(call.transcript?.map(\.text) == ["Hello", "Hi"] && call.extractedVariables == ["booked": true])
            #expect(try await mock.leads.map(\.status) == [.processing])
            try await mock.clock.advance(to: .next)
            #expect(try await mock.calls.all.map(\.status) == [.completed])
            #expect(try await mock.leads.map(\.status) == [.completed])

            #expect(await message { try await mock.calls.play(lead: 9) } == "There is no lead 9.")
            #expect(
                await message { try await mock.calls(ofAccount: "other").play(lead: 1) }
                    == "The account other has no lead 1.")
            #expect(await message { try await mock.calls.play(lead: 1, duration: .seconds(1)) } != nil)
            for duration in [Duration.zero, .milliseconds(1_500), .seconds(86_401)] {
                #expect(await message { try await mock.calls.play(lead: 1, outcome: .busy, duration: duration) } != nil)
            }
            #expect(try await mock.calls.all.count == 1)
        }
    }

    @Test("outcomes are set, read as they were set, decide about calls, and are forgotten") func outcomes() async throws
    {
        try await withMock { mock in
            let outcomes = mock.accounts.outcomes(of: "demo")
            #expect(try outcomes.all.isEmpty)
            var booked = MockOutcome(.goalIncomplete, phoneNumber: "+1555*", campaignID: 1, attempt: 2)
            booked.duration = .seconds(90)
            booked.extractedVariables = ["appointment_booked": true, "rooms": [1, 2]]
            booked.transcript = [MockCall.Line(.bot, "Hello"), MockCall.Line(.human, "")]
            let list = [
                booked, MockOutcome(weights: [.completed: 5, .voicemail: 0], seed: -3, attempt: 9),
                MockOutcome(.failed, phoneNumber: "+1555*"),
            ]
            try await outcomes.set(list)
            #expect(try outcomes.all == list)
            #expect(mock.accounts.outcomes(of: "demo").account == "demo")
            try await Self.post("/user/make_call", #"{"assistant_id":127,"phone_number":"+15550100123"}"#, to: mock)
            try await Self.post("/user/make_call", #"{"assistant_id":127,"phone_number":"+4930123456"}"#, to: mock)
            #expect(try await mock.calls.all.map(\.outcome) == [.failed, .completed])

            let mistakes = [
                MockOutcome(.busy, attempt: 0), MockOutcome(.busy, campaignID: 0), MockOutcome(weights: [:]),
                MockOutcome(weights: [.busy: -1]),
            ]
            for mistake in mistakes { #expect(await message { try await outcomes.set([booked, mistake]) } != nil) }
            booked.duration = .milliseconds(1)
            #expect(
                await message { try await outcomes.set(booked) }
                    == "outcome duration \(Duration.milliseconds(1)) is out of range. Choose whole seconds from 1 to 86400."
            )
            #expect(try outcomes.all == list)
            try await outcomes.removeAll()
            #expect(try outcomes.all.isEmpty)
            let nobody = mock.accounts.outcomes(of: "nobody")
            #expect(await message { _ = try nobody.all } != nil)
            #expect(await message { try await nobody.set(MockOutcome(.busy)) } != nil)
        }
    }

    @Test("webhooks are listed, awaited, sent again and removed, each account's apart") func webhooks() async throws {
        let receiver = try Receiver(answering: "HTTP/1.1 202 Accepted\r\nX-Kind: test\r\nContent-Length: 2\r\n\r\nok")
        try await withMock { mock in
            try await mock.clock.freeze(at: "2026-02-23T15:00:00Z")
            for url in ["http://localhost:\(receiver.port)/calls", "https://example.com/calls"] {
                let body = #"{"assistant_id":127,"webhook_url":"\#(url)"}"#
                try await Self.post("/user/assistants/enable-webhook", body, to: mock)
                let call = #"{"assistant_id":127,"phone_number":"+15005550004"}"#
                try await Self.post("/user/make_call", call, to: mock)
                #expect(try await mock.clock.advance(to: .idle).webhooks == 1)
            }
            let delivered = try await mock.webhooks.wait(
                for: MockWebhookMatch(state: .delivered), timeout: .seconds(60))
            #expect(delivered.number == 1 && delivered.account == "demo" && delivered.assistantID == 127)
            #expect(delivered.callID == 1 && delivered.campaignID == nil && delivered.leadID == nil)
            #expect(delivered.madeAt == "2026-02-23T15:00:20Z" && delivered.attempts == 1 && delivered.error == nil)
            #expect(delivered.json?["status"] == "voicemail" && delivered.json?["id"] == 1)
            #expect(delivered.headers["user-agent"] == "campaign-mock/\(MockServer.version)")
            #expect(delivered.answer?.status == 202 && delivered.answer?.headers["x-kind"] == "test")
            #expect(delivered.answer?.body == Array("ok".utf8) && delivered.answer?.isComplete == true)
            #expect(delivered.sentAt != nil && delivered.duration != nil)
            #expect(try await mock.calls.all.first?.account == "demo")
            let blocked = try mock.webhooks.webhook(2)
            #expect(blocked.state == .blocked && blocked.answer == nil && blocked.sentAt == nil)
            #expect(blocked.error?.contains("plain http") == true)

            #expect(mock.webhooks.all.map(\.number) == [1, 2])
            #expect(mock.webhooks(ofAccount: "demo").matching(MockWebhookMatch(callID: 2)).map(\.number) == [2])
            let others = mock.webhooks(ofAccount: "other")
            #expect(others.all.isEmpty && others.remove() == 0)
            #expect(await message { _ = try others.webhook(1) }?.contains("belongs to the account demo") == true)
            #expect(await message { try others.redeliver(1) } != nil)
            #expect(await message { try mock.webhooks.redeliver(2) }?.contains("is blocked") == true)
            #expect(await message { try mock.webhooks.redeliver(3) }?.contains("no webhook 3") == true)
            #expect(try mock.webhooks.redeliver(1).state == .waiting)
            let again = try await mock.webhooks.wait(for: MockWebhookMatch(callID: 1), timeout: .seconds(60))
            #expect(again.attempts == 2 && again.state == .delivered)
            #expect(receiver.received.count == 2)

            let error = await message { try await mock.webhooks.wait(count: 3, timeout: .milliseconds(1)) }
            #expect(error?.contains("for 3 webhooks of any kind, found 2.") == true)
            #expect(await message { try await mock.webhooks.wait(count: 0) } != nil)
            #expect(mock.webhooks.remove(matching: MockWebhookMatch(state: .blocked)) == 1)
            #expect(mock.webhooks.remove() == 1 && mock.webhooks.all.isEmpty)
        }
    }
}

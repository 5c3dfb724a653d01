import Base
import CampaignRunner
import CampaignStore
import JSON
import TestSupport
import Testing

@testable import CampaignAPI

@Suite("calling.md §§1 and 3: a request and the calls that it sets off") struct RunningCampaignTests {
    @Test("calls begin when a campaign starts, before the request is answered")
    func start() async throws {
        let campaign = try await RunningCampaign(leads: ["+15550100001", "+15550100002"])
        #expect(try await campaign.calls() == ["1.1 completed 0-…", "2.1 completed 0-…"])
        #expect(try await campaign.statuses() == ["processing", "processing"])
        let listed = try await campaign.api.get("/user/calls").body["data"]?[0]
        #expect(listed?["status"] == "in-progress")
        #expect(listed?["duration"] == 0)
        #expect(listed?["assistant_phone_number"] == "+15550100001")
    }

    @Test("a clock that stands still plays nothing by itself, and one that moves plays every second up to the new one")
    func clock() async throws {
        let campaign = try await RunningCampaign(leads: ["+15550100001"])
        try await campaign.api.runner.catchUp()
        #expect(try await campaign.calls() == ["1.1 completed 0-…"])
        try await campaign.advance(59)
        #expect(try await campaign.calls() == ["1.1 completed 0-…"])
        let played = try await campaign.move(.to(RunningCampaign.start + 60))
        #expect(played == PlayedMove(calls: 0, contacts: 1, posts: 0, until: RunningCampaign.start + 60))
        #expect(try await campaign.calls() == ["1.1 completed 0-60"])
        #expect(try await campaign.statuses() == ["completed"])
        #expect(try await campaign.status == "completed")
        let row = try #require(try await campaign.api.store.campaign(id: 1))
        #expect(row.updatedAt == RunningCampaign.start + 60 && row.callsBegun == 1)
    }

    @Test("to the next call, and until nothing is left; where there is nothing the clock stays")
    func goals() async throws {
        let campaign = try await RunningCampaign(#","max_retries":1,"retry_interval":10"#, leads: ["+15005550001"])
        #expect(try await campaign.move(.next).until == RunningCampaign.start + 30)
        #expect(try await campaign.move(.next).until == RunningCampaign.start + 630)
        let idle = try await campaign.move(.idle)
        #expect(idle == PlayedMove(calls: 0, contacts: 1, posts: 0, until: RunningCampaign.start + 660))
        #expect(try await campaign.calls() == ["1.1 no-answer 0-30", "1.2 no-answer 630-660"])
        #expect(try await campaign.statuses() == ["reached-max-retries"])
        #expect(try await campaign.move(.next).until == RunningCampaign.start + 660)
        #expect(try await campaign.move(.idle).until == RunningCampaign.start + 660)
    }

    @Test("a lead that is created in a campaign in progress is called at once; in a stopped one it waits for the start")
    func newLead() async throws {
        let campaign = try await RunningCampaign(
            #","mark_complete_when_no_leads":false"#, leads: ["+15550100001"])
        let lead = { (number: String) in
            let body = #"{"campaign_id":1,"phone_number":"\#(number)"}"#
            let answer = try await campaign.api.send(body, target: "/api/user/lead")
            #expect(answer.body["data"]?["status"] == "created")
        }
        try await lead("+15550100002")
        #expect(try await campaign.statuses() == ["processing", "processing"])
        try await campaign.change("stop")
        try await lead("+15550100003")
        #expect(try await campaign.statuses() == ["processing", "processing", "created"])
        try await campaign.move(.idle)
        #expect(try await campaign.statuses() == ["completed", "completed", "created"])
        try await campaign.change("start")
        try await campaign.move(.idle)
        #expect(try await campaign.statuses() == ["completed", "completed", "completed"])
        #expect(try await campaign.status == "in-progress")
    }

    @Test(
        "a request takes effect in the simulation's time while the clock stands before it, and nothing begins or ends")
    func clockSetBack() async throws {
        let campaign = try await RunningCampaign(leads: ["+15550100001", "+15550100002"])
        try await campaign.move(.idle)
        campaign.api.clock.set(.frozen(at: RunningCampaign.start - 3_600))
        let answer = try await campaign.api.send(
            #"{"status":"created"}"#, method: "PUT", target: "/api/user/leads/1")
        #expect(answer.status == 200)
        let lead = try #require(try await campaign.api.store.state().leads.first)
        #expect(lead.status == .created && lead.callTries == 0)
        #expect(lead.updatedAt == RunningCampaign.start + 60)
        try await campaign.change("start")
        #expect(try await campaign.calls().count == 2)
        #expect(try await campaign.statuses() == ["scheduled", "completed"])
        try await campaign.move(.to(RunningCampaign.start + 59))
        #expect(try await campaign.calls().count == 2)
        try await campaign.move(.to(RunningCampaign.start + 60))
        #expect(try await campaign.calls().last == "1.1 completed 60-…")
    }

    @Test("a deleted lead or campaign takes its calls along, and its room is free at once")
    func deletion() async throws {
        let campaign = try await RunningCampaign(
            #","max_calls_in_parallel":1"#, leads: ["+15550100001", "+15550100002"])
        #expect(try await campaign.calls() == ["1.1 completed 0-…"])
        #expect(try await campaign.api.send("", method: "DELETE", target: "/api/user/leads/1").status == 200)
        #expect(try await campaign.calls() == ["2.1 completed 0-…"])
        #expect(try await campaign.api.send("", method: "DELETE", target: "/api/user/campaign/1").status == 200)
        #expect(try await campaign.move(.idle).until == RunningCampaign.start)
        #expect(try await campaign.calls() == [])
    }

    @Test("a call that is deleted while it goes on holds its room to its end")
    func hiddenCall() async throws {
        let campaign = try await RunningCampaign(
            #","max_calls_in_parallel":1"#, leads: ["+15550100001", "+15550100002"])
        #expect(try await campaign.api.send("", method: "DELETE", target: "/api/user/calls/1").status == 200)
        #expect(try await campaign.calls() == ["1.1 completed 0-…"])
        #expect(try await campaign.api.get("/user/calls").body["total"] == 0)
        try await campaign.advance(60)
        #expect(try await campaign.calls() == ["1.1 completed 0-60", "2.1 completed 60-…"])
    }

    @Test("a call without a campaign begins at once, has its own variables, and is not tried again")
    func makeCall() async throws {
        let campaign = try await RunningCampaign(leads: [], start: false)
        let body = #"{"phone_number":"+1 (500) 555-0001","assistant_id":127,"variables":{"name":"Ada"}}"#
        let answer = try await campaign.api.send(body, target: "/api/user/make_call")
        #expect(answer.text == #"{"message":"Call initiated successfully","data":{}}"#)
        try await campaign.move(.idle)
        #expect(try await campaign.calls() == ["0.1 no-answer 0-30"])
        let listed = try await campaign.api.get("/user/calls").body["data"]?[0]
        #expect(listed?["variables"] == ["name": "Ada"])
        #expect(listed?["campaign_name"] == .null && listed?["client_phone_number"] == "+15005550001")
    }

    @Test(
        "a call without a campaign needs an outbound assistant and a number that can be called",
        arguments: [
            (#"{"phone_number":"+15550100001","assistant_id":999}"#, 404, "Assistant not found"),
            (#"{"phone_number":"+15550100001","assistant_id":128}"#, 404, "Assistant not found"),
            (#"{"phone_number":"0123","assistant_id":999}"#, 404, "Assistant not found"),
            (#"{"phone_number":"0123","assistant_id":127}"#, 422, "Invalid phone number"),
            (#"{"assistant_id":127}"#, 422, "The phone number field is required."),
        ])
    func refusedCall(_ body: String, _ status: Int, _ message: String) async throws {
        let campaign = try await RunningCampaign(leads: [], start: false)
        let answer = try await campaign.api.send(body, target: "/api/user/make_call")
        #expect(answer.status == status && answer.body["message"]?.string == message)
        #expect(try await campaign.calls() == [])
    }

    @Test("a call played by hand begins whatever the campaign's status, and counts as an attempt")
    func playedCall() async throws {
        let campaign = try await RunningCampaign(#","max_retries":1"#, leads: ["+15005550001"], start: false)
        let runner = campaign.api.runner
        let played = try #require(
            try await runner.play(
                PlayedCall(
                    leadID: 1, outcome: .busy, seconds: 7, extractedVariables: ["mood": "good"],
                    transcript: [OutcomeSetting.Line(.bot, "Hi")])))
        #expect(played.id == 1 && played.status == .inProgress && played.endsAt == RunningCampaign.start + 7)
        #expect(played.transcript == Array(#"[["bot","Hi"]]"#.utf8))
        #expect(played.extractedVariables == Array(#"{"mood":"good"}"#.utf8))
        try await campaign.advance(7)
        #expect(try await campaign.statuses() == ["rescheduled"])
        // Without an outcome the number decides; the campaign that has not started calls nobody by itself.
        #expect(try await runner.play(PlayedCall(leadID: 1))?.outcome == .noAnswer)
        try await campaign.move(.idle)
        #expect(try await campaign.calls() == ["1.1 busy 0-7", "1.2 no-answer 7-37"])
        #expect(try await campaign.statuses() == ["reached-max-retries"])
        #expect(try await runner.play(PlayedCall(leadID: 9)) == nil)
    }

    @Test("with calls off, leads are scheduled and nobody is called")
    func callsOff() async throws {
        let api = try TestAPI(placesCalls: false)
        _ = try await api.send(#"{"name":"Spring","assistant_id":127,"phone_number_ids":[1]}"#)
        _ = try await api.send(#"{"campaign_id":1,"phone_number":"+15550100001"}"#, target: "/api/user/lead")
        _ = try await api.send(#"{"campaign_id":1,"action":"start"}"#, target: "/api/user/campaigns/update-status")
        let played = try await api.runner.play(.idle, of: .shared, from: api.clock.now)
        #expect(played == PlayedMove(calls: 0, contacts: 0, posts: 0, until: api.clock.now))
        #expect(try await api.store.state().leads.first?.status == .scheduled)
        #expect(try await api.runner.play(PlayedCall(leadID: 1)) != nil)
        _ = try await api.runner.play(.idle, of: .shared, from: api.clock.now)
        #expect(try await api.store.campaign(id: 1)?.status == "completed")
    }

    @Test("the next thing that happens is known before it happens")
    func next() async throws {
        let campaign = try await RunningCampaign(#","max_retries":1,"retry_interval":10"#, leads: ["+15005550001"])
        let runner = campaign.api.runner
        let end = try #require(try await runner.nextCall { _ in true })
        #expect(end.callID == 1 && end.leadID == 1 && end.second == RunningCampaign.start + 30)
        try await campaign.move(.next)
        let begin = try #require(try await runner.nextCall(ofCampaign: 1) { $0.name == "demo" })
        #expect(begin.callID == nil && begin.leadID == 1 && begin.second == RunningCampaign.start + 630)
        #expect(try await runner.nextCall { $0.name == "other" } == nil)
        #expect(try await runner.nextCall(ofCampaign: 2) { _ in true } == nil)
    }
}

@Suite("calling.md §7: a post says what stands after all ends of its second, and before any beginning")
struct DuePostTests {
    @Test("with the lead's and the campaign's status of that moment, also when a week is one move")
    func moment() async throws {
        let campaign = try await RunningCampaign(
            #","max_retries":1,"retry_interval":10,"max_calls_in_parallel":1"#,
            leads: ["+15005550001", "+15550100002"], start: false)
        let answer = try await campaign.api.send(
            #"{"assistant_id":127,"webhook_url":"http://127.0.0.1:9/"}"#,
            target: "/api/user/assistants/enable-webhook")
        #expect(answer.status == 200)
        let posts = Locked<[DuePost]>([])
        campaign.api.runner.publishSteps { step in posts.withLock { $0 += step.posts } }
        try await campaign.change("start")
        let played = try await campaign.move(.idle)
        #expect(played.posts == 3)
        let texts = posts.withLock { $0 }.map { post in
            let lead = post.lead.map {
                "\($0.id) \($0.status.rawValue) \($0.callTries) \($0.updatedAt - RunningCampaign.start)"
            }
            return "\(post.listed.call.id) \(lead ?? "") \(post.campaign?.status ?? "")"
        }
        #expect(
            texts == [
                "1 1 rescheduled 1 30 in-progress", "2 2 completed 1 90 in-progress",
                "3 1 reached-max-retries 2 660 completed",
            ])
    }
}

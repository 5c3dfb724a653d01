import Base
import CampaignRunner
import CampaignStore
import JSON
import TestSupport
import Testing

@testable import CampaignAPI

@Suite("calling.md §3: what the simulation takes up from the rows") struct TakenUpCampaignTests {
    @Test("a lead that is added after a campaign has run out is called when it starts again")
    func leadOfCompletedCampaign() async throws {
        let campaign = try await RunningCampaign(leads: ["+15550100001"])
        try await campaign.move(.idle)
        // Now nothing of the account is due any more.
        try await campaign.move(.idle)
        #expect(try await campaign.status == "completed")
        let lead = #"{"campaign_id":1,"phone_number":"+15550100002"}"#
        #expect(try await campaign.api.send(lead, target: "/api/user/lead").status == 200)
        try await campaign.change("start")
        try await campaign.move(.idle)
        #expect(try await campaign.calls() == ["1.1 completed 0-60", "2.1 completed 60-120"])
        #expect(try await campaign.statuses() == ["completed", "completed"])
    }

    /// Replaces the state by one with a campaign in progress and a lead.
    private func replaceState(of api: TestAPI, leadStatus: LeadStatus) async throws {
        _ = try await api.send(#"{"name":"Spring","assistant_id":127,"phone_number_ids":[1]}"#)
        _ = try await api.send(#"{"campaign_id":1,"phone_number":"+15550100001"}"#, target: "/api/user/lead")
        var state = try await api.store.state()
        state.campaigns[0].status = CampaignStatus.inProgress.rawValue
        state.leads[0].status = leadStatus
        try await api.store.replace(with: state) {}
    }

    @Test("a campaign that has run out in a state is completed before a request stops it")
    func campaignWithoutLeads() async throws {
        let api = try TestAPI()
        try await replaceState(of: api, leadStatus: .completed)
        let answer = try await api.send(
            #"{"campaign_id":1,"action":"stop"}"#, target: "/api/user/campaigns/update-status")
        #expect(answer.status == 400 && answer.body["message"] == "Campaign is not running")
        #expect(try await api.store.campaign(id: 1)?.status == "completed")
    }

    @Test("a lead that reading a state schedules is no part of the first move")
    func scheduledByReading() async throws {
        let api = try TestAPI(placesCalls: false)
        try await replaceState(of: api, leadStatus: .created)
        let played = try await api.runner.play(.to(api.clock.now), of: .shared, from: api.clock.now)
        #expect(played == PlayedMove(calls: 0, contacts: 0, posts: 0, until: api.clock.now))
        #expect(try await api.store.state().leads.first?.status == .scheduled)
    }
}

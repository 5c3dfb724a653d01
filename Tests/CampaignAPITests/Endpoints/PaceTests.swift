import Base
import CampaignRunner
import CampaignStore
import JSON
import TestSupport
import Testing

@testable import CampaignAPI

@Suite("calling.md §1: the same calls, whatever the pace") struct PaceTests {
    /// Plays a random campaign to the end.
    ///
    /// - Parameter play: moves the clock on by a random part, and says whether something is left.
    private func play(
        seed: UInt64, _ play: (RunningCampaign, inout SplitMix64) async throws -> Bool
    ) async throws -> State {
        var random = SplitMix64(seed: seed)
        let numbers = (0..<Int.random(in: 1...12, using: &random)).map { _ in
            ["+15005550001", "+15005551102", "+15005550004", "+15005550002", "+15550100123"]
                .randomElement(using: &random) ?? ""
        }
        let members = [
            #""max_retries":\#(Int.random(in: 1...3, using: &random))"#,
            #""retry_interval":\#(Int.random(in: 10...90, using: &random))"#,
            #""max_calls_in_parallel":\#(Int.random(in: 1...3, using: &random))"#,
            #""allowed_hours_start_time":"09:00","allowed_hours_end_time":"1\#(Int.random(in: 0...7, using: &random)):00""#,
            #""retry_on_voicemail":\#(Bool.random(using: &random)),"timezone":"America/New_York""#,
        ]
        let campaign = try await RunningCampaign("," + members.joined(separator: ","), leads: numbers)
        while try await play(campaign, &random) {}
        return try await campaign.api.store.state()
    }

    @Test(
        "in one step, in many, and with the simulation read again in between",
        arguments: [1, 2, .random(in: .min ... .max)])
    func pace(seed: UInt64) async throws {
        let atOnce = try await play(seed: seed) { campaign, _ in
            try await campaign.move(.idle)
            return false
        }
        #expect(!atOnce.calls.isEmpty && atOnce.calls.allSatisfy { $0.endedAt != nil })
        let inSteps = try await play(seed: seed) { campaign, random in
            try await campaign.advance(Int64.random(in: 1...20_000, using: &random))
            return try await campaign.api.runner.nextCall { _ in true } != nil
        }
        #expect(inSteps == atOnce)
        let readAgain = try await play(seed: seed) { campaign, _ in
            try await campaign.move(.next)
            // The rows are all that is left of the simulation.
            let state = try await campaign.api.store.state()
            try await campaign.api.store.replace(with: state) {}
            return try await campaign.api.runner.nextCall { _ in true } != nil
        }
        #expect(readAgain == atOnce)
    }

    @Test("two accounts on one clock share the ids of calls, in the order of beginning and then of the accounts")
    func twoAccounts() async throws {
        let campaign = try await RunningCampaign(#","max_retries":1,"retry_interval":10"#, leads: ["+15005550002"])
        let api = campaign.api
        let other = try #require(api.store.directory.account(named: "other"))
        let key = try #require(other.apiKeys.first)
        let assistant = try #require(other.assistants.first { $0.type == .outbound })
        let made = try await api.send(
            #"{"name":"Other","assistant_id":\#(assistant.id),"max_retries":1,"retry_interval":10}"#, key: key)
        #expect(made.status == 201, "\(made.text)")
        _ = try await api.send(
            #"{"campaign_id":2,"phone_number":"+15005550002"}"#, target: "/api/user/lead", key: key)
        let started = try await api.send(
            #"{"campaign_id":2,"action":"start"}"#, target: "/api/user/campaigns/update-status", key: key)
        #expect(started.status == 200, "\(started.text)")
        try await campaign.move(.idle)
        let calls = try await api.store.state().calls
        #expect(calls.map(\.account) == ["demo", "other", "demo", "other"])
        #expect(calls.map { $0.beganAt - RunningCampaign.start } == [0, 0, 605, 605])
    }
}

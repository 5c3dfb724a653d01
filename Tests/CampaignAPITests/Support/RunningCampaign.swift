import Base
import CampaignRunner
import CampaignStore
import JSON
import TestSupport
import Testing

@testable import CampaignAPI

/// A campaign of the demo account on a clock that the test moves.
struct RunningCampaign {
    let api: TestAPI

    init(_ members: String = "", leads: [String], start: Bool = true) async throws {
        api = try TestAPI()
        let body = #"{"name":"Spring","assistant_id":127,"phone_number_ids":[1,2]\#(members)}"#
        #expect(try await api.send(body).status == 201)
        for number in leads {
            let lead = #"{"campaign_id":1,"phone_number":"\#(number)","allow_dupplicate":true}"#
            #expect(try await api.send(lead, target: "/api/user/lead").status == 200)
        }
        if start { try await change("start") }
    }

    func change(_ action: String) async throws {
        let answer = try await api.send(
            #"{"campaign_id":1,"action":"\#(action)"}"#, target: "/api/user/campaigns/update-status")
        #expect(answer.status == 200, "\(answer.text)")
    }

    /// Moves the mock's clock, as the control plane does.
    @discardableResult
    func move(_ move: ClockMove) async throws -> PlayedMove {
        let played = try await api.runner.play(move, of: .shared, from: api.clock.now)
        api.clock.set(.frozen(at: played.until))
        return played
    }

    func advance(_ seconds: Int64) async throws { try await move(.to(api.clock.now + seconds)) }

    /// The calls in short: the lead, the attempt, the outcome, and the seconds since the start.
    func calls() async throws -> [String] {
        try await api.store.state().calls.map { call in
            let (began, ended) = (call.beganAt - Self.start, call.endedAt.map { "\($0 - Self.start)" } ?? "…")
            return "\(call.leadID ?? 0).\(call.attempt) \(call.outcome.rawValue) \(began)-\(ended)"
        }
    }

    func statuses() async throws -> [String] { try await api.store.state().leads.map(\.status.rawValue) }

    var status: String? {
        get async throws { try await api.store.campaign(id: 1)?.status }
    }

    static let start: Int64 = 1_771_840_800
}

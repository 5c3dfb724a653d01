import Base
import CampaignAPI
import MockControl
import Testing

@Suite("Metrics for Prometheus") struct MetricsTests {
    /// The values by name and labels, such as `campaign_mock_faults{state="armed"}`.
    private static func samples(_ mock: RunningMock) async throws -> [String: Int] {
        let reply = try await mock.call("GET", "/_mock/metrics")
        #expect(reply.status == 200)
        #expect(reply.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        var samples: [String: Int] = [:]
        var name = ""
        for line in reply.text.split(separator: "\n") {
            if let comment = line.wholeMatch(of: /# (HELP|TYPE) (campaign_mock_[a-z_]+) (.+)/) {
                if comment.1 == "HELP" {
                    name = String(comment.2)
                    #expect(!samples.keys.contains { $0.prefix { $0 != "{" } == name }, "\(name) occurs twice")
                } else {
                    #expect(comment.2 == name && (comment.3 == "counter" || comment.3 == "gauge"))
                    #expect(name.hasSuffix("_total") == (comment.3 == "counter"))
                }
            } else {
                let pattern = /(([a-z_]+)(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})?) (\d+)/
                let sample = try #require(line.wholeMatch(of: pattern))
                #expect(sample.2 == name)
                let former = samples.updateValue(try #require(Int(sample.5)), forKey: String(sample.1))
                #expect(former == nil, "\(line)")
            }
        }
        return samples.reduce(into: [:]) { $0[String($1.key.dropFirst("campaign_mock_".count))] = $1.value }
    }

    private static func requests(_ method: String, _ route: String, _ status: String) -> String {
        #"requests_total{method="\#(method)",route="\#(route)",status="\#(status)"}"#
    }

    @Test("count the requests by method, route and status, whatever the client sends") func requests() async throws {
        var options = ControlPlaneConfiguration()
        options.version = "1.2.3"
        try await withMock(options) { mock in
            try await mock.create()
            try await mock.create(path: "/user/campaign")
            try await mock.create("{}")
            for id in 1...3 { _ = try await mock.call("DELETE", "/api/user/campaign/\(id)") }
            _ = try await mock.call("PROPFIND", "/elsewhere/1")
            try await mock.control("POST", "/faults", #"{"times":1,"effect":"reset"}"#)
            await #expect(throws: (any Error).self) { try await mock.create() }
            let first = try await Self.samples(mock)
            let counts = first.filter { $0.key.hasPrefix("requests_total") }
            #expect(
                counts == [
                    Self.requests("POST", "/user/campaign", "201"): 2,
                    Self.requests("POST", "/user/campaign", "422"): 1,
                    Self.requests("POST", "/user/campaign", "none"): 1,
                    Self.requests("DELETE", "/user/campaign/{id}", "401"): 3,
                    Self.requests("other", "other", "404"): 1,
                ])
            #expect(first[#"build_info{version="1.2.3"}"#] == 1)
            #expect(first["campaigns"] == 2 && first["leads"] == 0 && first["accounts"] ?? 0 > 0)
            #expect(first["journal_requests"] == 8 && first["journal_limit"] == 1_000)
            #expect(first[#"faults{state="armed"}"#] == 0 && first[#"faults{state="exhausted"}"#] == 1)
            #expect(first["faults_fired_total"] == 1 && first["held_requests"] == 0)
            #expect(first["waits"] == 0 && first["event_followers"] == 0)
            #expect(first["events_total"] ?? 0 >= 8 && first["connections"] ?? 0 >= 1)
            try await mock.control("DELETE", "/faults")
            try await mock.create()
            let second = try await Self.samples(mock)
            #expect(second[Self.requests("POST", "/user/campaign", "201")] == 3)
            #expect(second["faults_fired_total"] == 1 && second[#"faults{state="exhausted"}"#] == 0)
            #expect(second["uptime_seconds"] != nil)
        }
    }

    @Test("count a request that is forgotten or deleted before they are read as unseen, and begin again at a reset")
    func unseen() async throws {
        var options = ControlPlaneConfiguration()
        options.journalEntries = 2
        try await withMock(options) { mock in
            let created = Self.requests("POST", "/user/campaign", "201")
            let unseen = Self.requests("unseen", "unseen", "unseen")
            for _ in 0..<5 { try await mock.create() }
            var samples = try await Self.samples(mock)
            #expect(samples[created] == 2 && samples[unseen] == 3 && samples["journal_requests"] == 2)
            try await mock.create()
            samples = try await Self.samples(mock)
            #expect(samples[created] == 3 && samples[unseen] == 3)
            // The numbers go on.
            try await mock.create()
            try await mock.control("DELETE", "/requests")
            try await mock.create()
            samples = try await Self.samples(mock)
            #expect(samples[created] == 4 && samples[unseen] == 4 && samples["journal_requests"] == 1)
            try await mock.control("POST", "/reset")
            try await mock.create()
            samples = try await Self.samples(mock)
            #expect(samples[created] == 1 && samples[unseen] == nil)
        }
    }

    @Test("count the calls that have begun by outcome, and those that go on now") func calls() async throws {
        try await withMock(clock: MockClock(.frozen(at: 1_771_858_800))) { mock in
            func make(_ number: String) async throws {
                let body = #"{"assistant_id":127,"phone_number":"\#(number)"}"#
                #expect(try await mock.create(body, path: "/api/user/make_call").status == 200)
            }
            for number in ["+15005550002", "+15005550002", "+15550100123"] { try await make(number) }
            try await mock.create(#"{"name":"Spring","assistant_id":127}"#)
            try await mock.create(#"{"campaign_id":1,"phone_number":"+15005550001"}"#, path: "/api/user/lead")
            try await mock.create(
                #"{"campaign_id":1,"action":"start"}"#, path: "/api/user/campaigns/update-status")
            func counts() async throws -> [String: Int] {
                try await Self.samples(mock).filter { $0.key.hasPrefix("calls") || $0.key.contains("progress") }
            }
            func expected(_ busy: Int, _ noAnswer: Int, goingOn: Int, campaigns: Int) -> [String: Int] {
                [
                    #"calls_total{outcome="completed"}"#: 1, #"calls_total{outcome="goal-incomplete"}"#: 0,
                    #"calls_total{outcome="voicemail"}"#: 0, #"calls_total{outcome="no-answer"}"#: noAnswer,
                    #"calls_total{outcome="busy"}"#: busy, #"calls_total{outcome="failed"}"#: 0,
                    "calls_going_on": goingOn, "campaigns_in_progress": campaigns,
                ]
            }
            #expect(try await counts() == expected(2, 1, goingOn: 4, campaigns: 1))
            try await mock.control("PUT", "/clock", #"{"advance":"10s"}"#)
            #expect(try await counts() == expected(2, 1, goingOn: 2, campaigns: 1))
            try await mock.control("PUT", "/clock", #"{"advance_to":"idle"}"#)
            // Three retries are usual; then the campaign has nobody left.
            #expect(try await counts() == expected(2, 4, goingOn: 0, campaigns: 0))
        }
    }
}

import JSON
import Testing

@testable import MockControl

@Suite("life.md §5: the filtered event stream") struct FilteredEventTests {
    @Test("sends the requests that match, and no others") func requests() async throws {
        try await withMock { mock async throws in
            let reader = try await Client(port: mock.port).follow("/_mock/events?status=422&json.name=x")
            try await mock.create()
            try await mock.create("{}")
            try await mock.control("POST", "/faults", #"{"match":{"path":"/never"},"effect":"close"}"#)
            try await mock.create(#"{"name":"x"}"#)
            let event = try await reader.next()
            #expect(event.name == "request")
            #expect(event.data["number"] == 3)
        }
    }

    @Test("sends an event that is no request's where its account and campaign fit, and only there") func topics()
        async throws
    {
        try await withMock { mock async throws in
            let client = Client(port: mock.port)
            let mine = try await client.follow("/_mock/events?account=demo")
            let campaign = try await client.follow("/_mock/events?account=demo&campaign_id=1")
            let posted = try await client.follow("/_mock/events?account=demo&method=POST")
            try await mock.control("PATCH", "/accounts/other", #"{"timezone":"UTC"}"#)
            try await mock.control("PATCH", "/accounts/demo", #"{"timezone":"UTC"}"#)
            try await mock.control("POST", "/faults", #"{"match":{"account":"demo","path":"/x"},"effect":"close"}"#)
            try await mock.control("DELETE", "/faults/fault-1")
            try await mock.create()
            try await mock.create("{}")
            var names: [String] = []
            for _ in 0..<6 { names.append(try await mine.next().name) }
            #expect(names == ["account", "fault", "fault", "request", "campaign", "request"])
            #expect(try await campaign.next().name == "request")
            #expect(try await campaign.next().data["id"] == 1)
            #expect(try await posted.next().data["number"] == 1)
            #expect(try await posted.next().data["number"] == 2)
        }
    }

    @Test("goes on after the last event that a follower has seen, with its filter") func resumes() async throws {
        try await withMock { mock async throws in
            for key in ["demo-key", "other-key", "demo-key", "other-key"] { try await mock.create("{}", key: key) }
            let reader = try await Client(port: mock.port).follow(
                "/_mock/events?account=other", headers: ["Last-Event-ID": "2"])
            #expect(try await reader.next().id == 4)
            try await mock.create("{}")
            try await mock.create("{}", key: "other-key")
            #expect(try await reader.next().id == 6)
        }
    }

    @Test("lists as lost only what the journal no longer keeps") func lost() async throws {
        var options = ControlPlaneConfiguration()
        options.eventsKept = 3
        try await withMock(options) { mock async throws in
            for key in ["demo-key", "other-key", "demo-key", "other-key", "demo-key"] {
                try await mock.create("{}", key: key)
            }
            let reader = try await Client(port: mock.port).follow("/_mock/events?account=other&last_event_id=1")
            let lost = try await reader.next()
            #expect(lost.name == "lost")
            #expect(lost.data == ["from": 2, "to": 2])
            #expect(try await reader.next().id == 4)
        }
    }

    @Test("tells a follower which events it need not ask for again") func heartbeat() async throws {
        var options = ControlPlaneConfiguration()
        options.heartbeat = .milliseconds(20)
        try await withMock(options) { mock async throws in
            let reader = try await Client(port: mock.port).follow("/_mock/events?account=other")
            for _ in 0..<3 { try await mock.create("{}") }
            var comment = ""
            while comment != "still here\nid: 3" { comment = try await reader.nextComment() }
        }
    }
}

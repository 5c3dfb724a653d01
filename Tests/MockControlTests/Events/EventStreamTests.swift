import JSON
import MockControl
import Testing

@Suite("The event stream") struct EventStreamTests {
    @Test("sends events of requests, campaigns, faults, accounts, clock and resets in order") func order()
        async throws
    {
        try await withMock { mock in
            let reader = try await Client(port: mock.port).follow("/_mock/events")
            try await mock.create()
            try await mock.create("{}")
            try await mock.control("POST", "/faults", #"{"effect":"close"}"#)
            try await mock.control("POST", "/accounts", #"{"name":"mine"}"#)
            try await mock.control("PUT", "/clock", #"{"mode":"frozen"}"#)
            try await mock.control("POST", "/reset")
            var events: [EventReader.Event] = []
            for _ in 0..<7 { events.append(try await reader.next()) }
            #expect(events.map(\.name) == ["request", "campaign", "request", "fault", "account", "clock", "reset"])
            #expect(events.map(\.id) == [1, 2, 3, 4, 5, 6, 7])
            #expect(events[0].data["status"] == 201)
            #expect(events[0].data["json"]?["name"] == "Spring")
            #expect(events[1].data == ["id": 1, "account": "demo", "request": 1])
            #expect(events[2].data["status"] == 422)
            #expect(events[6].data == ["kept": []])
        }
    }

    @Test("goes on after the last event that a follower has seen", arguments: ["header", "parameter"])
    func resumes(_ way: String) async throws {
        try await withMock { mock in
            for _ in 0..<3 { try await mock.create("{}") }
            let client = Client(port: mock.port)
            let reader =
                way == "header"
                ? try await client.follow("/_mock/events", headers: ["Last-Event-ID": "1"])
                : try await client.follow("/_mock/events?last_event_id=1")
            #expect(try await reader.next().id == 2)
            #expect(try await reader.next().id == 3)
            try await mock.create("{}")
            #expect(try await reader.next().id == 4)
        }
    }

    @Test("says which events are lost") func lost() async throws {
        var options = ControlPlaneConfiguration()
        options.eventsKept = 2
        try await withMock(options) { mock in
            for _ in 0..<5 { try await mock.create("{}") }
            let reader = try await Client(port: mock.port).follow(
                "/_mock/events", headers: ["Last-Event-ID": "1"])
            let lost = try await reader.next()
            #expect(lost.name == "lost")
            #expect(lost.id == nil)
            #expect(lost.data == ["from": 2, "to": 3])
            #expect(try await reader.next().id == 4)
        }
    }

    @Test("sends comments while there are no events") func heartbeat() async throws {
        var options = ControlPlaneConfiguration()
        options.heartbeat = .milliseconds(20)
        try await withMock(options) { mock in
            let reader = try await Client(port: mock.port).follow("/_mock/events")
            _ = try await reader.nextComment()
            for _ in 0..<2 {
                let comment = try await reader.nextComment()
                #expect(comment == "still here")
            }
        }
    }

    @Test(
        "sends every kept event to a follower whose last identifier this mock never gave",
        arguments: ["x", "-1", "1.5", "500", "99999999999999999999", "0"], ["header", "parameter"])
    func unknown(_ identifier: String, _ way: String) async throws {
        try await withMock { mock in
            for _ in 0..<2 { try await mock.create("{}") }
            let client = Client(port: mock.port)
            let reader =
                way == "header"
                ? try await client.follow("/_mock/events", headers: ["Last-Event-ID": identifier])
                : try await client.follow("/_mock/events?last_event_id=\(identifier)")
            #expect(try await reader.next().id == 1)
            #expect(try await reader.next().id == 2)
        }
    }

    @Test("begins with a comment, and tells proxies not to buffer") func beginning() async throws {
        var options = ControlPlaneConfiguration()
        options.heartbeat = .seconds(3_600)
        try await withMock(options) { mock in
            let reader = try await Client(port: mock.port).follow("/_mock/events")
            let head = reader.head.lowercased()
            #expect(head.contains("\r\ncontent-type: text/event-stream\r\n"))
            #expect(head.contains("\r\ncache-control: no-cache, no-transform\r\n"))
            #expect(head.contains("\r\nx-accel-buffering: no\r\n"))
            #expect(try await reader.nextComment() == "events follow")
        }
    }

    @Test("drops a follower that does not read, and delays no request") func slow() async throws {
        var options = ControlPlaneConfiguration()
        options.eventsQueued = 4
        try await withMock(options) { mock in
            let client = Client(port: mock.port)
            let slow = try await client.follow("/_mock/events")
            let body = #"{"name":"\#(String(repeating: "x", count: 60_000))"}"#
            // More than the socket's buffers and the follower's queue can hold.
            for _ in 0..<200 {
                let status = try await mock.create(body).status
                #expect(status == 422)
            }
            var last: UInt64 = 0
            while let event = try? await slow.next() { last = event.id ?? last }
            #expect((1..<200).contains(last))
            let again = try await client.follow("/_mock/events", headers: ["Last-Event-ID": String(last)])
            #expect(try await again.next().id == last + 1)
        }
    }
}

import Base
import Foundation
import JSON
import TestSupport
import Testing

@testable import MockControl

@Suite("The calls of webhooks") struct WebhookCallTests {
    @Test("list those that match, the newest first and in pages")
    func lists() async throws {
        try await withReceiver { mock, posts, _ in
            mock.control.webhooks.add([
                try posts.campaignCall(1), try posts.call(2), try posts.call(3), try posts.campaignCall(4),
            ])
            try await posts.finished(4)
            func numbers(_ query: String) async throws -> [JSONValue?] {
                try await posts.rows(query).map { $0["number"] }
            }
            #expect(try await numbers("limit=2") == [4, 3])
            #expect(try await numbers("limit=2&before=3") == [2, 1])
            #expect(try await numbers("campaign_id=3") == [4, 1])
            #expect(try await numbers("lead_id=45&call_id=4") == [4])
            #expect(try await numbers("account=demo&state=delivered&assistant_id=129") == [4, 3, 2, 1])
            #expect(try await numbers("account=nobody") == [])
            #expect(try await numbers("state=failed") == [])
            let one = try await mock.control("GET", "/webhooks/3")
            #expect(one["call_id"] == 3)
            #expect(try await mock.call("GET", "/_mock/webhooks/9").status == 404)
            #expect(try await mock.call("GET", "/_mock/webhooks?state=lost").status == 422)
            #expect(try await mock.call("GET", "/_mock/webhooks?limt=1").status == 422)
        }
    }

    @Test("wait for webhooks that come later, and count those that are there")
    func waits() async throws {
        try await withReceiver { mock, posts, _ in
            mock.control.webhooks.add([try posts.call(1)])
            try await posts.finished(1)
            async let answer = mock.control(
                "POST", "/webhooks/wait", #"{"match":{"state":"delivered"},"count":3,"timeout_ms":60000}"#)
            while mock.control.webhooks.counts.watches == 0 { try await Task.sleep(for: .milliseconds(1)) }
            #expect(try await mock.call("GET", "/_mock/metrics").text.contains("campaign_mock_waits 1\n"))
            mock.control.webhooks.add([try posts.call(2), try posts.call(3)])
            let reply = try await answer
            #expect(reply["count"] == 3)
            #expect(reply["webhook"]?["call_id"] == 3)
            #expect(mock.control.webhooks.counts.watches == 0)
        }
    }

    @Test("end a wait with the reason")
    func waitEnds() async throws {
        let port = try Receiver(nil).port
        try await withMock { mock in
            let posts = DuePosts(mock: mock)
            try await posts.enable("http://127.0.0.1:\(port)/")
            mock.control.webhooks.add([try posts.call(1)])
            try await posts.finished(1)
            let reply = try await mock.call(
                "POST", "/_mock/webhooks/wait",
                #"{"match":{"account":"demo","state":"delivered"},"count":2,"timeout_ms":0}"#)
            #expect(reply.status == 408)
            #expect(
                reply.message
                    == "Waited 0 ms for 2 webhooks with account 'demo', state delivered, found 0. Number 1 is failed: Nothing listens on 127.0.0.1:\(port): start the receiver, or correct the URL."
            )
            #expect(try await mock.call("POST", "/_mock/webhooks/wait", #"{"match":{"number":1}}"#).status == 422)
        }
    }

    @Test("end a wait when the mock stops")
    func waitStops() async throws {
        try await withMock { mock in
            async let outcome = WebhookWait(filter: WebhookFilter(), timeoutMilliseconds: 600_000)
                .outcome(in: mock.control.webhooks)
            while mock.control.webhooks.counts.watches == 0 { try await Task.sleep(for: .milliseconds(1)) }
            mock.control.stop()
            #expect(await outcome.isStopped)
        }
    }

    @Test("send one again: the same body, and another attempt")
    func again() async throws {
        try await withReceiver { mock, posts, receiver in
            mock.control.webhooks.add([try posts.campaignCall(1)])
            try await posts.finished(1)
            let reply = try await mock.call("POST", "/_mock/webhooks/1/redeliver")
            #expect(reply.status == 202)
            #expect(try reply.json["number"] == 1)
            while mock.control.webhooks.counts.waiting > 0 { try await Task.sleep(for: .milliseconds(1)) }
            let row = try await mock.control("GET", "/webhooks/1")
            #expect(row["attempts"] == 2)
            #expect(row["state"] == "delivered")
            #expect(receiver.received.count == 2)
            #expect(receiver.received.first == receiver.received.last)
            #expect(try await mock.call("POST", "/_mock/webhooks/2/redeliver").status == 404)
        }
    }

    @Test("send none again that still waits")
    func stillWaits() async throws {
        let gate = Gate()
        let receiver = try Receiver { connection in
            connection.readRequest()
            gate.wait()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        try await withMock { mock in
            let posts = DuePosts(mock: mock)
            try await posts.enable("http://127.0.0.1:\(receiver.port)/")
            mock.control.webhooks.add([try posts.call(1)])
            #expect(try await mock.call("POST", "/_mock/webhooks/1/redeliver").status == 409)
            gate.open()
            try await posts.finished(1)
        }
    }

    @Test("remove those that match; one that waits is not sent any more")
    func removes() async throws {
        let (gate, begun) = (Gate(), Gate())
        let receiver = try Receiver { connection in
            connection.readRequest()
            begun.open()
            gate.wait()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        try await withMock { mock in
            let posts = DuePosts(mock: mock)
            try await posts.enable("http://127.0.0.1:\(receiver.port)/")
            mock.control.webhooks.add([try posts.call(1), try posts.call(2), try posts.campaignCall(3)])
            await Task.detached { begun.wait() }.value
            #expect(try await mock.control("DELETE", "/webhooks?campaign_id=3") == ["deleted": 1])
            #expect(try await mock.control("DELETE", "/webhooks?call_id=1") == ["deleted": 1])
            gate.open()
            try await posts.finished(1)
            #expect(try await posts.rows().map { $0["number"] } == [2])
            #expect(receiver.received.count == 2, "the first was on its way")
        }
    }

    enum Reset: CaseIterable { case account, state, everything, snapshot, deletion }

    @Test("show no webhook after a reset, and none that waited is sent", arguments: Reset.allCases)
    func resets(_ reset: Reset) async throws {
        let (gate, begun) = (Gate(), Gate())
        let receiver = try Receiver { connection in
            connection.readRequest()
            begun.open()
            gate.wait()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        try await withMock { mock in
            let posts = DuePosts(mock: mock)
            try await mock.control("PUT", "/snapshots/before")
            try await posts.enable("http://127.0.0.1:\(receiver.port)/")
            mock.control.webhooks.add([try posts.call(7), try posts.call(8)])
            await Task.detached { begun.wait() }.value
            switch reset {
            case .account: try await mock.control("POST", "/accounts/demo/reset")
            case .state: try await mock.control("PUT", "/state", DuePosts.state(url: "http://localhost:1/"))
            case .everything: try await mock.control("POST", "/reset")
            case .snapshot: try await mock.control("POST", "/snapshots/before/restore")
            case .deletion: try await mock.control("DELETE", "/accounts/demo")
            }
            #expect(try await posts.rows().isEmpty)
            gate.open()
            // The one that was on its way ends; then a later one of another account has its turn.
            try await mock.control("PUT", "/state", DuePosts.state(url: "http://127.0.0.1:\(receiver.port)/"))
            mock.control.webhooks.add([try posts.call(9)])
            try await posts.finished(1)
            let ids = receiver.received.compactMap { $0.firstMatch(of: /\{"id":(\d+),/).flatMap { Int($0.1) } }
            #expect(ids == [7, 9])
            let call = try await mock.control("GET", "/calls")["calls"]?.array?.first
            #expect(call?["id"] == 7)
            #expect(call?["webhook_response"] == .null, "the answer belonged to a call of the former state")
        }
    }

    @Test("of another account stay when one is reset")
    func otherAccount() async throws {
        try await withReceiver { mock, posts, receiver in
            try await mock.control("POST", "/accounts", #"{"name":"second"}"#)
            try await posts.enable("http://127.0.0.1:\(receiver.port)/", ofAccount: "second")
            mock.control.webhooks.add([try posts.call(1), try posts.call(2, ofAccount: "second")])
            try await posts.finished(2)
            try await mock.control("POST", "/accounts/demo/reset")
            #expect(try await posts.rows().map { $0["account"] } == ["second"])
        }
    }

    @Test("tell followers of one that comes and when it is finished")
    func events() async throws {
        try await withReceiver { mock, posts, _ in
            let subscription = mock.control.journal.subscribe(after: nil)
            mock.control.webhooks.add([try posts.campaignCall(1)])
            try await posts.finished(1)
            var events: [JSONValue] = []
            for await item in subscription.items {
                guard case .event(let event) = item, case .other("webhook", let data, let topic) = event.content else {
                    continue
                }
                #expect(topic == Event.Topic(account: "demo", campaignID: 3, leadID: 45))
                events.append(data)
                if events.count == 2 { break }
            }
            #expect(events.map { $0["state"] } == ["waiting", "delivered"])
            #expect(events.last?["answer"]?["status"] == 200)
            #expect(events.last?["request"] == nil)
        }
    }

    @Test("tell followers of the last ones when many come at once, and that they have missed the others")
    func manyEvents() async throws {
        try await withMock { mock in
            let posts = DuePosts(mock: mock)
            try await posts.enable("https://localhost/")
            let subscription = mock.control.journal.subscribe(after: nil)
            mock.control.webhooks.add(try (1...500).map { try posts.call(Int64($0)) })
            var lost = 0
            for await item in subscription.items {
                switch item {
                case .lost(let range): lost += range.count
                case .event(let event):
                    guard case .other("webhook", let data, _) = event.content else { continue }
                    if data["number"] == 500 { #expect(lost == 448) }
                    if data["number"] == 500 { return }
                case .heartbeat: break
                }
            }
            Issue.record("The follower was dropped.")
        }
    }

    @Test("let a mock stop that has thousands to send")
    func stops() async throws {
        let receiver = try Receiver { $0.waitForEnd() }
        try await withMock { mock in
            let posts = DuePosts(mock: mock)
            try await posts.enable("http://127.0.0.1:\(receiver.port)/")
            mock.control.webhooks.add(try (1...1_000).map { try posts.call(Int64($0)) })
        }
    }
}

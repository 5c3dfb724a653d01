import Base
import CampaignRunner
import CampaignStore
import Dispatch
import Foundation
import HTTPWire
import JSON
import TestSupport
import Testing

@testable import MockControl

@Suite("Webhooks") struct WebhookTests {
    @Test("are posted once, in order, and shown with request and answer")
    func posted() async throws {
        try await withReceiver { mock, posts, receiver in
            #expect(
                mock.control.webhooks.add([try posts.campaignCall(1), try posts.call(2, outcome: .voicemail)]) == 2)
            try await posts.finished(2)
            #expect(receiver.received.count == 2)
            let request = try #require(receiver.received.first)
            #expect(
                request.hasPrefix(
                    "POST /calls?from=mock HTTP/1.1\r\nHost: localhost:\(receiver.port)\r\nUser-Agent: campaign-mock/unknown\r\nContent-Type: application/json\r\nContent-Length: "
                ))
            let rows = try await posts.rows()
            #expect(rows.map { $0["number"] } == [2, 1])
            let row = try #require(rows.last)
            #expect(
                row.object?.members.map(\.name) == [
                    "number", "state", "account", "call_id", "campaign_id", "lead_id", "assistant_id", "url",
                    "made_at", "attempts", "request", "answer", "error", "sent_at", "milliseconds",
                ])
            #expect(row["state"] == "delivered")
            #expect(row["campaign_id"] == 3)
            #expect(row["attempts"] == 1)
            #expect(row["made_at"] == "2026-02-23T10:01:00.000000Z")
            #expect(row["answer"]?["status"] == 200)
            #expect(row["answer"]?["body"] == "ok")
            #expect(row["request"]?["headers"]?["host"] == .string("localhost:\(receiver.port)"))
            let sent = try JSONReader.read(Array(request.split(separator: "\r\n\r\n", maxSplits: 1)[1].utf8).span)
            #expect(row["request"]?["body"] == sent)
            #expect(sent["id"] == 1)
        }
    }

    @Test("are none of calls whose assistant has no active webhook, or no longer is there")
    func inactive() async throws {
        try await withReceiver { mock, posts, receiver in
            let other = try posts.call(1, ofAssistant: 130)
            try await posts.enable(nil)
            #expect(mock.control.webhooks.add([other, try posts.call(2), try posts.call(3, ofAssistant: 999)]) == 0)
            #expect(try await posts.rows().isEmpty)
        }
    }

    @Test("are delivered whatever the receiver answers, and the call shows the status", arguments: [200, 302, 500])
    func statuses(_ status: Int) async throws {
        let answer = "HTTP/1.1 \(status) X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        try await withReceiver(answering: answer) { mock, posts, receiver in
            try await mock.control(
                "PUT", "/state", DuePosts.state(url: "http://127.0.0.1:\(receiver.port)/"))
            mock.control.webhooks.add([try posts.call(7)])
            let row = try await posts.finished(1)["webhook"]
            #expect(row?["state"] == "delivered")
            #expect(row?["answer"]?["status"] == .integer(Int64(status)))
            let calls = try await mock.control("GET", "/calls")["calls"]
            #expect(calls?.array?.first?["webhook_response"] == ["status": .integer(Int64(status))])
            #expect(receiver.received.count == 1)
        }
    }

    @Test("that get no answer have failed with the reason, and the call shows none")
    func failed() async throws {
        let port = try Receiver(nil).port
        try await withMock { mock in
            let posts = DuePosts(mock: mock)
            try await mock.control("PUT", "/state", DuePosts.state(url: "http://127.0.0.1:\(port)/"))
            mock.control.webhooks.add([try posts.call(7)])
            let row = try await posts.finished(1)["webhook"]
            #expect(row?["state"] == "failed")
            #expect(row?["answer"] == .null)
            #expect(row?["error"]?.string?.hasPrefix("Nothing listens on 127.0.0.1:\(port)") == true)
            #expect(try await mock.control("GET", "/calls")["calls"]?.array?.first?["webhook_response"] == .null)
        }
    }

    @Test("fail after the time that is set for them")
    func timeout() async throws {
        let receiver = try Receiver { $0.waitForEnd() }
        var options = ControlPlaneConfiguration()
        // So long that even a busy machine connects in it.
        options.webhooks.timeout = .milliseconds(900)
        try await withMock(options) { mock in
            let posts = DuePosts(mock: mock)
            try await posts.enable("http://127.0.0.1:\(receiver.port)/")
            mock.control.webhooks.add([try posts.call(1)])
            #expect(try await posts.finished(1)["webhook"]?["error"] == "No answer came within 900 ms.")
        }
    }

    @Test("to other machines are blocked, and nothing is sent")
    func blocked() async throws {
        try await withMock { mock in
            let posts = DuePosts(mock: mock)
            try await posts.enable("http://hooks.invalid/x")
            mock.control.webhooks.add([try posts.call(1)])
            let row = try await posts.finished(1)["webhook"]
            #expect(row?["state"] == "blocked")
            #expect(row?["attempts"] == 0)
            #expect(row?["sent_at"] == .null)
            #expect(row?["error"]?.string?.contains("--webhook-host hooks.invalid") == true)
            #expect(row?["request"]?["body"]?["id"] == 1)
            let again = try await mock.call("POST", "/_mock/webhooks/1/redeliver")
            #expect(again.status == 409)
        }
    }

    @Test("to a host that is allowed are sent")
    func allowedHost() async throws {
        var options = ControlPlaneConfiguration()
        options.webhooks.hosts = [URIHost("no-such-host.invalid")]
        options.webhooks.timeout = .seconds(60)
        try await withMock(options) { mock in
            let posts = DuePosts(mock: mock)
            try await posts.enable("http://no-such-host.invalid/")
            mock.control.webhooks.add([try posts.call(1)])
            let row = try await posts.finished(1)["webhook"]
            #expect(row?["state"] == "failed")
            #expect(row?["attempts"] == 1)
        }
    }

    @Test("to one receiver are sent one at a time and in order, however many come at once")
    func order() async throws {
        try await withReceiver { mock, posts, receiver in
            let all = try (1...200).map { try posts.call(Int64($0)) }
            for part in stride(from: 0, to: all.count, by: 50) {
                mock.control.webhooks.add(Array(all[part..<part + 50]))
            }
            try await posts.finished(200)
            let ids = receiver.received.compactMap { $0.firstMatch(of: /\{"id":(\d+),/).flatMap { Int($0.1) } }
            #expect(ids == Array(1...200))
        }
    }

    @Test("wait by the thousands, and the last thousand that are finished are kept")
    func thousands() async throws {
        let answer = try Self.answer
        try await withReceiver { mock, posts, _ in
            let held = Locked<[@Sendable () -> Void]>([])
            mock.control.webhooks.send { _, _, _, _, completion in
                held.withLock { $0.append { completion(.success(answer)) } }
            }
            mock.control.webhooks.add(try (1...3_000).map { try posts.call(Int64($0)) })
            #expect(try await mock.control("GET", "/webhooks?limit=1&state=waiting")["total"] == 3_000)
            // The wait begins before they finish, because fewer are kept.
            async let wait = posts.finished(3_000)
            while mock.control.webhooks.counts.watches == 0 { await Task.yield() }
            // One receiver, so that one is on its way at any time.
            for _ in 1...3_000 {
                let next = held.withLock { held in
                    defer { held = [] }
                    return held
                }
                #expect(next.count == 1)
                for end in next { end() }
            }
            _ = try await wait
            let list = try await mock.control("GET", "/webhooks?limit=1")
            #expect(list["total"] == 1_000, "the last ones are kept")
            let metrics = try await mock.call("GET", "/_mock/metrics").text
            #expect(metrics.contains("campaign_mock_webhooks_total{state=\"delivered\"} 3000\n"))
            #expect(metrics.contains("campaign_mock_webhooks_waiting 0\n"))
        }
    }

    @Test("that are removed are broken off, so that receivers that do not answer keep no others waiting")
    func brokenOff() async throws {
        let ended = Locked(0)
        let silent = try (1...8).map { _ in
            try Receiver { connection in
                connection.readRequest()
                connection.waitForEnd()
                ended.withLock { $0 += 1 }
            }
        }
        var options = ControlPlaneConfiguration()
        options.webhooks.timeout = .seconds(300)
        try await withReceiver(options) { mock, posts, _ in
            let fast = try posts.call(100)
            for (index, receiver) in silent.enumerated() {
                try await posts.enable("http://127.0.0.1:\(receiver.port)/")
                mock.control.webhooks.add([try posts.call(Int64(index + 1))])
            }
            mock.control.webhooks.add([fast])
            #expect(try await mock.control("DELETE", "/webhooks?call_id=1") == ["deleted": 1])
            #expect(try await posts.finished(1)["webhook"]?["call_id"] == 100)
            try await mock.control("POST", "/reset")
            mock.control.webhooks.add([fast])
            #expect(try await posts.finished(1)["webhook"]?["call_id"] == 100)
        }
        while ended.withLock({ $0 }) < silent.count { await Task.yield() }
    }

    @Test("of a campaign or lead that is deleted do not follow, when they are not sent yet", arguments: [true, false])
    func deleted(isCampaign: Bool) async throws {
        let (isOpen, mayAnswer) = (Signal(), DispatchSemaphore(value: 0))
        let receiver = try Receiver { connection in
            connection.readRequest()
            isOpen.set()
            mayAnswer.wait()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            mayAnswer.signal()
        }
        try await withMock { mock in
            let posts = DuePosts(mock: mock)
            try await posts.enable("http://127.0.0.1:\(receiver.port)/")
            mock.control.webhooks.add([
                try posts.call(1), try posts.campaignCall(2, of: 3, to: 45), try posts.campaignCall(3, of: 4, to: 46),
            ])
            await isOpen.wait()
            let account = try mock.control.account(named: "demo").id
            mock.control.webhooks.removeUnsent(of: isCampaign ? .campaign(id: 3) : .lead(id: 45), account: account)
            mock.control.webhooks.removeUnsent(of: .campaign(id: 4), account: account + 1)
            mayAnswer.signal()
            try await posts.finished(2)
            #expect(try await posts.rows().compactMap { $0["call_id"] } == [3, 1])
            #expect(receiver.received.count == 2)
        }
    }

    @Test("beyond those that are kept cannot be waited for afterwards, and the answer says so")
    func tooMany() async throws {
        try await withReceiver { mock, posts, _ in
            mock.control.webhooks.add([try posts.call(1)])
            try await posts.finished(1)
            let late = try await mock.call("POST", "/_mock/webhooks/wait", #"{"count":1001,"timeout_ms":0}"#)
            #expect(late.status == 408)
            #expect(late.text.contains("the last 1000 are kept: begin the wait before they come"))
        }
    }

    private static var answer: DecodedResponse {
        get throws {
            var decoder = ResponseDecoder()
            let bytes = Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8)
            return try #require(try bytes.withUnsafeBytes { try decoder.append($0) })
        }
    }

    @Test("to several receivers go on at once, at most eight")
    func parallel() async throws {
        // Each receiver holds its post until eight have come; the ninth gets its turn afterwards.
        let (held, release) = (Locked(0), Gate())
        let receivers = try (0..<9).map { _ in
            try Receiver { connection in
                connection.readRequest()
                held.withLock { $0 += 1 }
                release.wait()
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            }
        }
        try await withMock { mock in
            let posts = DuePosts(mock: mock)
            for (index, receiver) in receivers.enumerated() {
                try await posts.enable("http://127.0.0.1:\(receiver.port)/")
                mock.control.webhooks.add([try posts.call(Int64(index + 1))])
            }
            while held.withLock({ $0 }) < 8 { try await Task.sleep(for: .milliseconds(1)) }
            #expect(try await posts.rows("state=waiting").count { $0["attempts"] == 1 } == 8)
            release.open()
            try await posts.finished(9, state: "delivered")
            #expect(held.withLock { $0 } == 9)
        }
    }
}

extension DuePosts {
    /// A state with the call 7 of the assistant 129.
    static func state(url: String) -> String {
        """
        {"accounts":[{"name":"demo","plan":{"name":"growth","max_campaigns":100,"max_calls_in_parallel":10},\
        "timezone":"UTC","api_keys":["demo-key"],"assistants":[{"id":129,"name":"Booking","type":"outbound",\
        "webhook_url":"\(url)","is_webhook_active":true}],"phone_numbers":[]}],"campaigns":[],\
        "calls":[{"id":7,"account":"demo","assistant_id":129,"client_phone_number":"+15550100123"}]}
        """
    }
}

/// Lets threads wait until it is opened.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func wait() {
        semaphore.wait()
        semaphore.signal()
    }

    func open() { semaphore.signal() }
}

import JSON
import TestSupport
import Testing

@testable import MockControl

@Suite("The webhooks as an HTTP Archive (HAR 1.2)") struct WebhookArchiveTests {
    private static let answer = [
        "HTTP/1.0 202 Taken", "Content-Type: text/plain", "Set-Cookie: a=b; Path=/", "Location: /there",
        "Content-Length: 2", "", "ok",
    ].joined(separator: "\r\n")

    @Test("has each post that was sent with its answer, the oldest first")
    func entries() async throws {
        let receiver = try Receiver(answering: Self.answer)
        let nowhere = try Receiver(nil).port
        try await withMock { mock in
            let posts = DuePosts(mock: mock)
            try await posts.enable("http://127.0.0.1:\(receiver.port)/calls?a=b%20c#part")
            mock.control.webhooks.add([try posts.campaignCall(1)])
            try await posts.finished(1)
            try await posts.enable("http://127.0.0.1:\(nowhere)/")
            mock.control.webhooks.add([try posts.call(2)])
            try await posts.enable("http://hooks.invalid/")
            mock.control.webhooks.add([try posts.call(3)])
            try await posts.finished(3)

            let log = try await mock.control("GET", "/webhooks.har")["log"]
            #expect(log?["version"] == "1.2" && log?["creator"]?["name"] == "campaign-mock")
            let entries = log?["entries"]?.array ?? []
            #expect(entries.map { $0["_number"] } == [1, 2])
            #expect(entries.map { $0["_call_id"] } == [1, 2] && entries.map { $0["_account"] } == ["demo", "demo"])
            #expect(entries.map { $0["_state"] } == ["delivered", "failed"])
            let (first, second) = (try #require(entries.first), try #require(entries.last))
            #expect(first["_error"] == .null)
            #expect(second["_error"]?.string?.hasPrefix("Nothing listens") == true)
            let started = try #require(first["startedDateTime"]?.string)
            #expect(started.wholeMatch(of: /20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/) != nil, "\(started)")
            #expect(try #require(first["time"]?.double) > 0)
            expectRequest(first["request"], in: try #require(receiver.received.first), port: receiver.port)

            let response = first["response"]
            #expect(response?["status"] == 202 && response?["statusText"] == "Taken")
            #expect(response?["httpVersion"] == "HTTP/1.0" && second["response"]?["httpVersion"] == "")
            #expect(response?["content"] == ["size": 2, "mimeType": "text/plain", "text": "ok"])
            #expect(response?["redirectURL"] == "/there" && response?["bodySize"] == 2)
            #expect(response?["cookies"]?[0]?["name"] == "a")
            #expect(second["response"]?["status"] == 0 && second["response"]?["bodySize"] == -1)
        }
    }

    /// Expects what the receiver has read.
    private func expectRequest(_ request: JSONValue?, in received: String, port: Int) {
        let parts = received.split(separator: "\r\n\r\n", maxSplits: 1).map(String.init)
        #expect(request?["method"] == "POST" && request?["httpVersion"] == "HTTP/1.1")
        #expect(request?["url"] == .string("http://127.0.0.1:\(port)/calls?a=b%20c"))
        #expect(request?["queryString"] == [["name": "a", "value": "b c"]])
        #expect(request?["postData"] == ["mimeType": "application/json", "text": .string(parts.last ?? "")])
        #expect(request?["bodySize"] == .integer(Int64(parts.last?.utf8.count ?? 0)))
        let lines = parts.first?.split(separator: "\r\n").dropFirst() ?? []
        let headers = request?["headers"]?.array ?? []
        #expect(
            headers.map { "\($0["name"]?.string ?? ""): \($0["value"]?.string ?? "")" } == lines.map(String.init))
    }

    @Test("takes the filters of the list, and keeps the last ones")
    func filters() async throws {
        let receiver = try Receiver(answering: Self.answer)
        try await withMock { mock in
            let posts = DuePosts(mock: mock)
            try await posts.enable("http://127.0.0.1:\(receiver.port)/")
            mock.control.webhooks.add([try posts.campaignCall(1), try posts.call(2), try posts.call(3)])
            try await posts.finished(3)
            for (query, numbers) in [
                ("", [1, 2, 3]), ("?limit=2", [2, 3]), ("?campaign_id=3", [1]), ("?call_id=2&limit=1", [2]),
                ("?state=failed", []), ("?account=other", []),
            ] as [(String, [JSONValue])] {
                let archive = try await mock.control("GET", "/webhooks.har" + query)
                #expect((archive["log"]?["entries"]?.array ?? []).map { $0["_number"] } == numbers, "\(query)")
            }
        }
    }

    @Test("says that the rest of an answer was not read")
    func cut() async throws {
        let receiver = try Receiver { connection in
            connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n")
            connection.send(String(repeating: "x", count: 70_000))
        }
        try await withMock { mock in
            let posts = DuePosts(mock: mock)
            try await posts.enable("http://127.0.0.1:\(receiver.port)/")
            mock.control.webhooks.add([try posts.call(1)])
            try await posts.finished(1)
            let entry = try await mock.control("GET", "/webhooks.har")["log"]?["entries"]?[0]
            #expect(entry?["response"]?["bodySize"] == -1)
            #expect(entry?["response"]?["content"]?["size"] == 65_536)
            #expect(entry?["response"]?["content"]?["comment"] == "The rest of the content was not read.")
        }
    }
}

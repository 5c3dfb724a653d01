import Base
import CampaignAPI
import JSON
import MockControl
import TestSupport
import Testing

@Suite("The journal as an HTTP Archive (HAR 1.2)") struct ArchiveTests {
    @Test("has each request with its response, the oldest first, and masks the key") func entries() async throws {
        var options = ControlPlaneConfiguration()
        options.version = "1.2.3"
        try await withMock(options) { mock in
            try await mock.create(path: "/api/user/campaign?a=b%20c&d", headers: ["X-Twice": "1"])
            _ = try await mock.call("GET", "/api/nothing")
            let reply = try await mock.call("GET", "/_mock/requests.har")
            #expect(reply.headers["content-type"] == "application/json")
            #expect(!reply.text.contains("YOUR_API_KEY"))
            let log = try #require(try reply.json["log"])
            #expect(log["version"] == "1.2")
            #expect(log["creator"] == ["name": "campaign-mock", "version": "1.2.3"])
            let entries = log["entries"]?.array ?? []
            #expect(entries.map { $0["_number"] } == [1, 2])
            #expect(entries.map { $0["_account"] } == ["demo", .null])
            let create = try #require(entries.first)
            #expect(create["cache"] == [:] && create["_fault"] == .null && create["_refusal"] == .null)
            let time = try #require(create["time"]?.double)
            #expect(time > 0 && create["timings"] == ["send": 0, "wait": .double(time), "receive": 0])
            let started = try #require(create["startedDateTime"]?.string)
            #expect(started.wholeMatch(of: /20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/) != nil, "\(started)")

            let request = create["request"]
            #expect(request?["method"] == "POST" && request?["httpVersion"] == "HTTP/1.1")
            #expect(request?["url"] == .string("http://127.0.0.1:\(mock.port)/api/user/campaign?a=b%20c&d"))
            #expect(
                request?["queryString"]
                    == [["name": "a", "value": "b c"], ["name": "d", "value": ""]])
            let headers = request?["headers"]?.array ?? []
            #expect(headers.contains(["name": "Authorization", "value": "Bearer …_KEY"]))
            #expect(headers.contains(["name": "X-Twice", "value": "1"]))
            let body = #"{"name":"Spring","assistant_id":129}"#
            #expect(request?["postData"] == ["mimeType": "application/json", "text": .string(body)])
            #expect(request?["bodySize"] == .integer(Int64(body.utf8.count)))

            let response = create["response"]
            #expect(response?["status"] == 201 && response?["statusText"] == "Created")
            #expect(response?["content"]?["mimeType"] == "application/json")
            let text = try #require(response?["content"]?["text"]?.string)
            #expect(text.contains(#""message":"Campaign created successfully""#))
            #expect(response?["content"]?["size"] == .integer(Int64(text.utf8.count)))
            #expect(entries.last?["request"]?["postData"] == nil)
        }
    }

    @Test("has the cookies of both sides, and masks those of the request and every field with a key") func cookies()
        async throws
    {
        try await withMock { mock in
            try await mock.control(
                "POST", "/faults",
                #"{"effect":{"status":200,"headers":{"Set-Cookie":["a=b; Path=/; HttpOnly","c=\"d e\"; Secure;Domain=x"]}}}"#
            )
            try await mock.create(headers: [
                "Cookie": "session=0123456789; theme=dark;x", "X-Api-Key": "secret-key-1", "apikey": "short",
                "Proxy-Authorization": "Basic Zm9vYmFyYmF6", "X-Auth-Token": "Token 0123456789", "X-Key": "kept",
            ])
            let entry = try #require(try await mock.call("GET", "/_mock/requests.har").json["log"]?["entries"]?[0])
            #expect(
                entry["request"]?["cookies"] == [
                    ["name": "session", "value": "…6789"], ["name": "theme", "value": "…"],
                    ["name": "", "value": "…"],
                ])
            let headers = entry["request"]?["headers"]?.array ?? []
            for (name, value) in [
                ("Cookie", "session=…6789; theme=…; =…"), ("X-Api-Key", "…ey-1"), ("apikey", "…"),
                ("Proxy-Authorization", "Basic …YmF6"), ("X-Auth-Token", "Token …6789"), ("X-Key", "kept"),
            ] {
                #expect(headers.contains(["name": .string(name), "value": .string(value)]), "\(name)")
            }
            #expect(
                entry["response"]?["cookies"] == [
                    ["name": "a", "value": "b", "path": "/", "httpOnly": true, "secure": false],
                    ["name": "c", "value": #""d e""#, "domain": "x", "httpOnly": false, "secure": true],
                ])
        }
    }

    @Test("takes the filters of the list, and keeps the last ones") func filters() async throws {
        try await withMock { mock in
            for name in ["Spring", "Summer", ""] {
                try await mock.create(#"{"name":"\#(name)","assistant_id":129}"#)
            }
            for (query, numbers) in [
                ("", [1, 2, 3]), ("?limit=2", [2, 3]), ("?status=201", [1, 2]), ("?json.name=Summer", [2]),
                ("?account=other", []), ("?since=1&limit=1", [3]),
            ] as [(String, [JSONValue])] {
                let archive = try await mock.control("GET", "/requests.har" + query)
                #expect((archive["log"]?["entries"]?.array ?? []).map { $0["_number"] } == numbers, "\(query)")
            }
        }
    }

    @Test("shows what is no text, what was cut, what was kept back and an absolute target")
    func unusual() async throws {
        var options = ControlPlaneConfiguration()
        options.journalBodyBytes = 4
        try await withMock(options) { mock in
            try await mock.control("POST", "/faults", #"{"times":1,"effect":"close"}"#)
            await #expect(throws: (any Error).self) { try await mock.create("abcdef") }
            let client = Client(port: mock.port)
            _ = try await client.send("POST", "/api/user/campaign", headers: ["Cookie": "a=b"], body: [0xFF, 0xFE])
            _ = try await client.send("GET", "http://mock.example/user/me?a")
            let entries = try await mock.control("GET", "/requests.har")["log"]?["entries"]?.array ?? []
            try #require(entries.count == 3)
            #expect(entries[0]["_fault"] == "fault-1")
            #expect(entries[0]["request"]?["postData"]?["text"] == "abcd")
            #expect(entries[0]["request"]?["postData"]?["comment"] == "Only the first 4 of 6 bytes were kept.")
            #expect(entries[0]["request"]?["bodySize"] == 6)
            #expect(entries[0]["response"]?["status"] == 0)
            #expect(entries[0]["response"]?["bodySize"] == -1)
            #expect(entries[1]["request"]?["postData"]?["text"] == "//4=")
            #expect(entries[1]["request"]?["postData"]?["_encoding"] == "base64")
            #expect(entries[2]["request"]?["url"] == "http://mock.example/user/me?a")
            #expect(entries[2]["request"]?["queryString"] == [["name": "a", "value": ""]])
        }
    }
}

import JSON
import Testing

@Suite("A filter") struct FilterTests {
    @Test(
        "that can never match, or would match everything by mistake, is refused",
        arguments: [
            (#"{"account":""}"#, "match.account"), (#"{"account":" "}"#, "match.account"),
            (#"{"account":"a/b"}"#, "match.account"), (#"{"path":""}"#, "match.path"),
            (#"{"method":""}"#, "match.method"),
            (#"{"body_contains":""}"#, "match.body_contains"), (#"{"json":""}"#, "match.json"),
            (#"{"json":{"":1}}"#, "match.json."), (#"{"absent":[""]}"#, "match.absent.0"),
            (#"{"absent":"name"}"#, "match.absent"), (#"{"absent":{"a":"b"}}"#, "match.absent"),
            (#"{"absent":{}}"#, "match.absent"),
            (#"{"absent":[3]}"#, "match.absent.0"), (#""""#, "match"),
            (#"{"path":"user/campaign"}"#, "match.path"), (#"{"path":"/user/campaign?x=1"}"#, "match.path"),
            (#"{"path":"/user#x"}"#, "match.path"), (#"{"path":"/_mock/reset"}"#, "match.path"),
            (#"{"path":"/_mock*"}"#, "match.path"), (#"{"method":"P OST"}"#, "match.method"),
        ])
    func refused(_ row: (match: String, name: String)) async throws {
        try await withMock { mock in
            try await mock.create()
            for (path, rest) in [
                ("/faults", #","effect":"maintenance""#), ("/requests/verify", ""), ("/requests/wait", ""),
            ] {
                let reply = try await mock.call("POST", "/_mock" + path, #"{"match":\#(row.match)\#(rest)}"#)
                #expect(reply.status == 422, "\(path)")
                #expect(try reply.json["errors"]?[row.name] != nil, "\(reply.text)")
            }
            #expect(try await mock.create().status == 201)
        }
    }

    @Test(
        "of a fault is refused when no fault applies to its method",
        arguments: ["OPTIONS", "CONNECT", "BREW"])
    func method(_ method: String) async throws {
        try await withMock { mock in
            let reply = try await mock.call(
                "POST", "/_mock/faults", #"{"match":{"method":"\#(method)"},"effect":"close"}"#)
            #expect(reply.status == 422)
            #expect(try reply.json["errors"]?["match.method"] != nil)
        }
    }

    @Test(
        "of a query that can never match, or would match everything by mistake, is refused",
        arguments: [
            ("account=", "account"), ("account=+", "account"), ("path=", "path"), ("method=", "method"),
            ("body_contains=", "body_contains"), ("status=", "status"), ("status=101", "status"), ("since=", "since"),
            ("since=2026-02-23T10:00:00.5Z", "since"), ("has_warnings=", "has_warnings"), ("json.=1", "json."),
            ("absent=", "absent"), ("path=user/campaign", "path"), ("path=/user/campaign%3Fx=1", "path"),
            ("path=/_mock/reset", "path"), ("method=P+OST", "method"),
        ])
    func refusedQuery(_ row: (query: String, name: String)) async throws {
        try await withMock { mock in
            let reply = try await mock.call("GET", "/_mock/requests?" + row.query)
            #expect(reply.status == 422)
            #expect(try reply.json["errors"]?[row.name] != nil, "\(reply.text)")
        }
    }

    @Test(
        "of campaigns is refused when it is empty",
        arguments: ["account", "name", "status", "after", "before", "limit", "lead_counts"])
    func campaigns(_ name: String) async throws {
        try await withMock { mock in
            let reply = try await mock.call("GET", "/_mock/campaigns?\(name)=")
            #expect(reply.status == 422)
            #expect(try reply.json["errors"]?[name] != nil, "\(reply.text)")
        }
    }

    @Test(
        "of campaigns adds the number of leads for true and for 1",
        arguments: [("true", true), ("1", true), ("false", false), ("0", false)])
    func leadCounts(_ value: String, _ isCounted: Bool) async throws {
        try await withMock { mock in
            try await mock.create()
            let row = try await mock.control("GET", "/campaigns?lead_counts=\(value)")["campaigns"]?[0]
            #expect((row?["lead_counts"] != nil) == isCounted)
        }
    }

    @Test(
        "distinguishes absence from null, and can name any member",
        arguments: [
            ("absent=timezone", [2, 3]), ("absent=timezone&absent=note", [3]), ("json.timezone=null", [1]),
            ("json./a.b=1", [2]), ("json.name=", [3]), ("body_contains=+", [2]),
        ])
    func members(_ row: (query: String, found: [Int64])) async throws {
        try await withMock { mock in
            try await mock.create(#"{"name":"a","timezone":null}"#)
            try await mock.create(#"{"name":"b","note": 1,"a.b":1}"#)
            try await mock.create(#"{"name":""}"#)
            let reply = try await mock.control("GET", "/requests?order=oldest&" + row.query)
            #expect(reply["requests"]?.array?.map { $0["number"]?.integer } == row.found)
        }
    }

    @Test("of a fault can require that a member is absent") func absentFault() async throws {
        try await withMock { mock in
            try await mock.control(
                "POST", "/faults", #"{"match":{"absent":["timezone"],"json":{"/name":"a"}},"effect":"maintenance"}"#)
            #expect(try await mock.create(#"{"name":"a","assistant_id":129,"timezone":null}"#).status == 201)
            #expect(try await mock.create(#"{"name":"b","assistant_id":129}"#).status == 201)
            #expect(try await mock.create(#"{"name":"a","assistant_id":129}"#).status == 503)
        }
    }

    @Test(
        "for a path matches every spelling of it",
        arguments: [
            "/user/campaign/", "/user//campaign", "/user/campa%69gn", "/api/user/campaign", "/%61pi/user/campaign",
        ])
    func paths(_ sent: String) async throws {
        try await withMock { mock in
            try await mock.control(
                "POST", "/faults", #"{"match":{"path":"/user/campaign"},"effect":"maintenance"}"#)
            #expect(try await mock.create(path: sent).status == 503)
            #expect(try await mock.control("GET", "/requests?path=/api*")["total"] == 1)
            #expect(try await mock.control("GET", "/requests?path=/user/campaign")["total"] == 1)
        }
    }
}

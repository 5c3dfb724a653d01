import Base
import JSON
import Testing

@Suite("Input that a call would ignore is refused") struct UnknownInputTests {
    @Test(
        "a query parameter",
        arguments: [
            ("POST", "/reset?keep=clock", "keep"), ("DELETE", "/requests?acount=demo", "acount"),
            ("DELETE", "/faults?id=fault-1", "id"), ("PUT", "/clock?mode=frozen", "mode"),
            ("POST", "/faults?effect=close", "effect"), ("POST", "/accounts?name=mine", "name"),
            ("PATCH", "/accounts/demo?name=mine", "name"), ("DELETE", "/accounts/demo?campaigns", "campaigns"),
            ("GET", "/accounts?name=demo", "name"), ("GET", "/state?pretty", "pretty"), ("GET", "/health?x=1", "x"),
            ("GET", "/faults?x=1", "x"), ("GET", "/clock?x=1", "x"), ("GET", "?x=1", "x"),
            ("GET", "/events?acount=demo", "acount"),
            ("POST", "/accounts/demo/reset?keep=clock", "keep"), ("PUT", "/accounts/demo/clock?mode=real", "mode"),
            ("DELETE", "/accounts/demo/clock?x=1", "x"),
            ("GET", "/campaigns/1?x=1", "x"), ("GET", "/requests/1?x=1", "x"), ("GET", "/requests/1/curl?x=1", "x"),
            ("POST", "/requests/verify?count=1", "count"), ("POST", "/requests/wait?count=1", "count"),
            ("PUT", "/state?dry_run=1", "dry_run"), ("GET", "/events?last_id=1", "last_id"),
            ("GET", "/campaigns?acount=demo", "acount"), ("GET", "/requests?acount=demo", "acount"),
            ("GET", "/requests.har?acount=demo", "acount"), ("GET", "/requests.har?order=newest", "order"),
            ("GET", "/webhooks.har?acount=demo", "acount"),
        ])
    func query(_ row: (method: String, target: String, name: String)) async throws {
        try await withMock { mock in
            try await mock.create()
            let state = try await mock.control("GET", "/state")
            let reply = try await mock.call(row.method, "/_mock" + row.target)
            #expect(reply.status == 422)
            #expect(try reply.json["errors"]?[row.name] != nil, "\(reply.text)")
            #expect(try await mock.control("GET", "/state") == state)
            #expect(try await mock.control("GET", "/requests")["total"] == 1)
        }
    }

    @Test("the message says where the member belongs") func hint() async throws {
        try await withMock { mock in
            let reply = try await mock.call("POST", "/_mock/reset?keep=clock")
            #expect(
                reply.message
                    == "The keep field is unknown: this call takes no query parameters. Send its members in a JSON body."
            )
        }
    }

    @Test(
        "a body",
        arguments: [
            ("DELETE", "/requests", #"{"account":"demo"}"#, "account"), ("DELETE", "/faults", #"{"id":1}"#, "id"),
            ("GET", "/requests", #"{"match":{}}"#, "match"), ("GET", "/health", #"{"x":1}"#, "x"),
        ])
    func body(_ row: (method: String, path: String, body: String, name: String)) async throws {
        try await withMock { mock in
            try await mock.create()
            let reply = try await mock.call(row.method, "/_mock" + row.path, row.body)
            #expect(reply.status == 422)
            #expect(try reply.json["errors"]?[row.name] != nil, "\(reply.text)")
            #expect(try await mock.control("GET", "/requests")["total"] == 1)
            #expect(try await mock.call(row.method, "/_mock" + row.path, "{}").status == 200)
        }
    }

    @Test(
        "a member that occurs twice",
        arguments: [
            ("POST", "/reset", #"{"keep":["clock"],"keep":[]}"#, "keep"),
            ("POST", "/accounts", #"{"name":"a","name":"b"}"#, "name"),
            ("PATCH", "/accounts/demo", #"{"plan":{"rate_limit":1,"rate_limit":2}}"#, "plan.rate_limit"),
            ("PUT", "/clock", #"{"advance":1,"advance":2}"#, "advance"),
            ("POST", "/faults", #"{"effect":"close","match":{"json":{"a":1,"a":2}}}"#, "match.json.a"),
            ("POST", "/faults", #"{"effect":{"status":500,"body":[{"a":1,"\u0061":2}]}}"#, "effect.body.0.a"),
            ("POST", "/requests/verify", #"{"count":1,"count":1}"#, "count"),
            ("POST", "/requests/wait", #"{"timeout_ms":0,"timeout_ms":1}"#, "timeout_ms"),
            ("PUT", "/state", #"{"accounts":[],"accounts":[]}"#, "accounts"),
        ])
    func twice(_ row: (method: String, path: String, body: String, name: String)) async throws {
        try await withMock { mock in
            let reply = try await mock.call(row.method, "/_mock" + row.path, row.body)
            #expect(reply.status == 422)
            #expect(try reply.json["errors"]?[row.name] != nil, "\(reply.text)")
        }
    }
}

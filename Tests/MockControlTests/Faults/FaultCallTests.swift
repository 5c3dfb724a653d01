import Base
import CampaignAPI
import JSON
import MockControl
import Testing

@Suite("Faults") struct FaultCallTests {
    struct ReadyMade: CustomTestStringConvertible {
        let name: String
        let status: Int
        let message: String
        var testDescription: String { name }
    }

    static let readyMade = [
        ReadyMade(name: "unauthenticated", status: 401, message: "Unauthenticated."),
        ReadyMade(
            name: "plan_limit", status: 403,
            message: "You have reached the maximum number of campaigns allowed by your plan."),
        ReadyMade(
            name: "assistant_not_found", status: 404, message: "Assistant not found or not an outbound assistant."),
        ReadyMade(name: "validation", status: 422, message: "The given data was invalid."),
        ReadyMade(name: "rate_limited", status: 429, message: "Too Many Attempts."),
        ReadyMade(name: "server_error", status: 500, message: "Server Error"),
        ReadyMade(name: "maintenance", status: 503, message: "Service Unavailable"),
    ]

    @Test("send the platform's own response, by name", arguments: readyMade) func named(_ row: ReadyMade) async throws {
        try await withMock { mock in
            try await mock.control("POST", "/faults", #"{"effect":"\#(row.name)"}"#)
            let reply = try await mock.create()
            #expect(reply.status == row.status)
            #expect(reply.message == row.message)
            #expect(reply.headers["access-control-allow-origin"] == "*")
            #expect(try await mock.control("GET", "/campaigns")["campaigns"] == [])
            let entry = try await mock.control("GET", "/requests/1")
            #expect(entry["fault"] == "fault-1")
            #expect(entry["account"] == "demo")
            #expect(entry["status"] == .integer(Int64(row.status)))
        }
    }

    @Test(
        "send the refusals of the neighbouring endpoints, by name (life.md §2, §3)",
        arguments: [
            ("campaign_not_found", 404, #"{"message":"Campaign not found"}"#),
            ("lead_not_found", 404, #"{"message":"Lead not found"}"#),
            ("call_not_found", 404, #"{"message":"Call not found"}"#),
            ("invalid_phone_number", 422, #"{"message":"Invalid phone number"}"#),
            ("lead_already_exists", 422, #"{"message":"The lead already exists in this campaign."}"#),
            (
                "invalid_action", 400,
                #"{"message":"Invalid action. Must be either 'start' or 'stop'.","success":false}"#
            ),
            ("campaign_not_running", 400, statusRefusal("Campaign is not running", "draft")),
            ("campaign_already_in_progress", 400, statusRefusal("Campaign is already in progress", "in-progress")),
            (
                "insufficient_balance", 400,
                statusRefusal("Insufficient balance to start the campaign. Please top up your account.", "draft")
            ),
            ("no_phone_number", 400, statusRefusal("Your agent does not have a phone number setup", "draft")),
            ("no_leads", 400, statusRefusal("No leads to call", "draft")),
            ("rate_limited", 429, #"{"message":"Too Many Attempts.","retry_after":60}"#),
        ])
    func refusals(_ name: String, _ status: Int, _ body: String) async throws {
        try await withMock { mock in
            try await mock.control("POST", "/faults", #"{"effect":"\#(name)"}"#)
            let reply = try await mock.create(#"{"name":"Spring","assistant_id":129,"campaign_id":"7"}"#)
            #expect(reply.status == status)
            #expect(reply.text == body)
        }
    }

    private static func statusRefusal(_ message: String, _ status: String) -> String {
        #"{"message":"\#(message)","success":false,"data":{"campaign_id":7,"status":"\#(status)"}}"#
    }

    @Test("send a 422 with the chosen message, as the endpoint does")
    func validationMessage() async throws {
        for message in [ValidationMessage.summary, .text("Invalid")] {
            try await withMock(api: CampaignOptions(validationMessage: message)) { mock in
                try await mock.control("POST", "/faults", #"{"times":1,"effect":"validation"}"#)
                let text = message == .summary ? "The name field is required." : "Invalid"
                for headers in [[:], ["Prefer": "code=422"]] {
                    let reply = try await mock.create(headers: headers)
                    #expect(reply.status == 422)
                    #expect(reply.message == text)
                    #expect(try reply.json["errors"] == ["name": ["The name field is required."]])
                }
            }
        }
    }

    @Test("keep an Access-Control-Allow-Origin field of their own") func ownOrigin() async throws {
        try await withMock { mock in
            try await mock.control(
                "POST", "/faults",
                #"{"effect":{"status":403,"headers":{"Access-Control-Allow-Origin":"https://elsewhere.example"}}}"#)
            let reply = try await mock.create(headers: ["Origin": "https://app.example"])
            #expect(reply.status == 403)
            #expect(reply.headers["access-control-allow-origin"] == "https://elsewhere.example")
        }
    }

    @Test("by name send the same response as Prefer by status", arguments: readyMade)
    func preferred(_ row: ReadyMade) async throws {
        try await withMock { mock in
            let reply = try await mock.create(headers: ["Prefer": "code=\(row.status)"])
            #expect(reply.status == row.status)
            #expect(reply.message == row.message)
            #expect(reply.headers["preference-applied"] == "code=\(row.status)")
            #expect(try await mock.control("GET", "/requests/1")["fault"] == "prefer")
        }
    }

    @Test("send the fields of a rate limit") func throttle() async throws {
        try await withMock(clock: .init(.frozen(at: 1_771_840_800))) { mock in
            try await mock.control("POST", "/faults", #"{"effect":"rate_limited"}"#)
            let reply = try await mock.create()
            #expect(reply.headers["retry-after"] == "60")
            #expect(reply.headers["x-ratelimit-limit"] == "60")
            #expect(reply.headers["x-ratelimit-remaining"] == "0")
            #expect(reply.headers["x-ratelimit-reset"] == "1771840860")
        }
    }

    @Test("send any status, fields and content") func explicit() async throws {
        try await withMock { mock in
            try await mock.control(
                "POST", "/faults",
                #"{"effect":{"status":418,"headers":{"X-Tea":"earl  grey","Set-Cookie":["a=1","b=2"]},"body":{"tea":[1]}}}"#
            )
            let reply = try await mock.create()
            #expect(reply.status == 418)
            #expect(reply.headers["x-tea"] == "earl  grey")
            #expect(reply.headers["set-cookie"] == "a=1, b=2")
            #expect(reply.headers["content-type"] == "application/json")
            #expect(reply.text == #"{"tea":[1]}"#)
            try await mock.control("DELETE", "/faults")
            try await mock.control("POST", "/faults", #"{"effect":{"status":502,"body":" <html> "}}"#)
            let html = try await mock.create()
            #expect(html.text == " <html> ")
            #expect(html.headers["content-type"] == nil)
        }
    }

    @Test(
        "apply to the requests that match",
        arguments: [
            (#"{"account":"demo"}"#, true), (#"{"account":"other"}"#, false), (#"{"method":"post"}"#, true),
            (#"{"method":"GET"}"#, false), (#"{"path":"/user/*"}"#, true), (#"{"path":"/users"}"#, false),
            (#"{"body_contains":"Spring"}"#, true), (#"{"body_contains":" Spring"}"#, false),
            (#"{"json":{"assistant_id":129}}"#, true), (#"{"json":{"assistant_id":128}}"#, false), ("{}", true),
            (#"{"account":"demo","json":{"name":"Winter"}}"#, false),
        ])
    func matched(_ row: (match: String, hit: Bool)) async throws {
        try await withMock { mock in
            try await mock.control("POST", "/faults", #"{"match":\#(row.match),"effect":"maintenance"}"#)
            #expect(try await mock.create().status == (row.hit ? 503 : 201))
        }
    }

    @Test("never apply to the control plane") func spared() async throws {
        try await withMock { mock in
            try await mock.control("POST", "/faults", #"{"effect":"reset"}"#)
            try await mock.control("GET", "/health")
            let preferred = try await mock.call("GET", "/_mock/health", headers: ["Prefer": "code=500"])
            #expect(preferred.status == 200)
        }
    }

    @Test("show how often they have fired, and can be removed") func listed() async throws {
        try await withMock { mock in
            let added = try await mock.control(
                "POST", "/faults", #"{"times":1,"after":1,"seed":7,"effect":{"name":"server_error","delay_ms":1}}"#)
            #expect(added["id"] == "fault-1")
            #expect(added["seed"] == 7)
            #expect(try await mock.create().status == 201)
            #expect(try await mock.create().status == 500)
            #expect(try await mock.create().status == 201)
            let fault = try await mock.control("GET", "/faults/fault-1")
            #expect(fault["matched"] == 2)
            #expect(fault["fired"] == 1)
            #expect(fault["exhausted"] == true)
            #expect(fault["effect"] == ["name": "server_error", "delay_ms": 1])
            try await mock.control("POST", "/faults", #"{"effect":"close"}"#)
            #expect(try await mock.control("GET", "/faults")["faults"]?.array?.count == 2)
            #expect(try await mock.control("DELETE", "/faults/fault-1") == ["deleted": 1])
            #expect(try await mock.call("DELETE", "/_mock/faults/fault-1").status == 404)
            #expect(try await mock.call("GET", "/_mock/faults/fault-1").status == 404)
            #expect(try await mock.control("DELETE", "/faults") == ["deleted": 1])
            #expect(try await mock.create().status == 201)
        }
    }

    @Test("with a seed make the same decisions in every run") func seeded() async throws {
        try await withMock { mock in
            var runs: [[Int]] = []
            for _ in 0..<2 {
                try await mock.control("POST", "/faults", #"{"probability":0.4,"seed":2026,"effect":"server_error"}"#)
                var statuses: [Int] = []
                for _ in 0..<30 { statuses.append(try await mock.create().status) }
                runs.append(statuses)
                try await mock.control("DELETE", "/faults")
            }
            #expect(runs[0] == runs[1])
            #expect(Set(runs[0]) == [201, 500])
        }
    }

    @Test("delay the API's response") func delayed() async throws {
        try await withMock { mock in
            try await mock.control("POST", "/faults", #"{"effect":{"delay_ms":{"min_ms":150,"max_ms":200}}}"#)
            let clock = ContinuousClock()
            let start = clock.now
            #expect(try await mock.create().status == 201)
            #expect(clock.now - start >= .milliseconds(150))
        }
    }

    @Test("after handling leave a campaign, but no response") func afterHandling() async throws {
        try await withMock { mock in
            try await mock.control(
                "POST", "/faults", #"{"effect":{"transport":"close","after_handling":true}}"#)
            await #expect(throws: Client.Failure.self) { try await mock.create() }
            #expect(try await mock.control("GET", "/campaigns")["campaigns"]?.array?.count == 1)
            let entry = try await mock.control("GET", "/requests/1")
            #expect(entry["status"] == .null)
            #expect(entry["answer"] == .null)
            #expect(entry["campaign_id"] == 1)
        }
    }

    @Test(
        "are refused with the path of the mistake",
        arguments: [
            ("{}", "effect"), (#"{"effect":"sever_error"}"#, "effect"), (#"{"effect":3}"#, "effect"),
            (#"{"effect":{}}"#, "effect"), (#"{"effect":{"status":99}}"#, "effect.status"),
            (#"{"effect":{"body":"x"}}"#, "effect.status"), (#"{"effect":{"stauts":500}}"#, "effect.stauts"),
            (#"{"effect":{"name":"close"}}"#, "effect.name"),
            (#"{"effect":{"name":"validation","status":500}}"#, "effect.status"),
            (#"{"effect":{"transport":"explode"}}"#, "effect.transport"),
            (#"{"effect":{"delay_ms":-1}}"#, "effect.delay_ms"),
            (#"{"effect":{"delay_ms":"long"}}"#, "effect.delay_ms"),
            (#"{"effect":{"delay_ms":{"min_ms":2,"max_ms":1}}}"#, "effect.delay_ms"),
            (#"{"effect":{"delay_ms":{"min_ms":2}}}"#, "effect.delay_ms"),
            (#"{"effect":{"delay_ms":600001}}"#, "effect.delay_ms"),
            (#"{"effect":{"delay_ms":{}}}"#, "effect.delay_ms"), (#"{"effect":{"delay_ms":"100"}}"#, "effect.delay_ms"),
            (#"{"effect":{"delay_ms":{"median_ms":"80","p99_ms":800}}}"#, "effect.delay_ms.median_ms"),
            (#"{"effect":{"delay_ms":{"min_ms":1,"max_ms":"2"}}}"#, "effect.delay_ms.max_ms"),
            (#"{"effect":{"delay_ms":{"median_ms":2,"p99_ms":1}}}"#, "effect.delay_ms"),
            (#"{"effect":{"delay_ms":{"median_ms":2}}}"#, "effect.delay_ms"),
            (#"{"effect":{"delay_ms":{"p99_ms":2}}}"#, "effect.delay_ms"),
            (#"{"effect":{"delay_ms":{"median_ms":0,"p99_ms":2}}}"#, "effect.delay_ms.median_ms"),
            (#"{"effect":{"delay_ms":{"median_ms":-1,"p99_ms":2}}}"#, "effect.delay_ms.median_ms"),
            (#"{"effect":{"delay_ms":{"median_ms":1,"p99_ms":600001}}}"#, "effect.delay_ms.p99_ms"),
            (#"{"effect":{"delay_ms":{"median_ms":1,"p99_ms":2,"max_ms":3}}}"#, "effect.delay_ms.max_ms"),
            (#"{"effect":{"delay_ms":{"median_ms":0,"p99_ms":0}}}"#, "effect.delay_ms"),
            (#"{"effect":{"status":500,"headers":{"a b":"c"}}}"#, "effect.headers.a b"),
            (#"{"effect":{"status":500,"headers":{"X":"a\r\nb"}}}"#, "effect.headers.X"),
            (#"{"effect":{"status":500,"headers":{"Content-Length":"3"}}}"#, "effect.headers.Content-Length"),
            (#"{"effect":"close","times":0}"#, "times"), (#"{"effect":"close","probability":1.5}"#, "probability"),
            (#"{"effect":"close","probability":"often"}"#, "probability"), (#"{"effect":"close","seed":-1}"#, "seed"),
            (#"{"effect":"close","after":-1}"#, "after"), (#"{"effect":"close","match":{"status":1}}"#, "match.status"),
            (#"{"effect":"close","macth":{}}"#, "macth"),
            // Members that would do nothing.
            (#"{"effect":"close","probability":0}"#, "probability"),
            (#"{"effect":{"name":null}}"#, "effect"), (#"{"effect":{"delay_ms":0}}"#, "effect.delay_ms"),
            (#"{"effect":{"delay_ms":{"min_ms":0,"max_ms":0}}}"#, "effect.delay_ms"),
            (#"{"effect":{"after_handling":true}}"#, "effect.after_handling"),
            (#"{"effect":{"after_handling":true,"delay_ms":5}}"#, "effect.after_handling"),
            (#"{"effect":{"status":500,"after_bytes":3}}"#, "effect.after_bytes"),
            (#"{"effect":{"transport":"drip","after_bytes":3}}"#, "effect.after_bytes"),
            (#"{"effect":{"delay_ms":1,"bytes_per_second":3}}"#, "effect.bytes_per_second"),
            (#"{"effect":{"transport":"truncate","bytes_per_second":3}}"#, "effect.bytes_per_second"),
            (#"{"effect":{"status":500,"transport":"truncate"}}"#, "effect.transport"),
            (#"{"effect":{"status":500,"body":"","transport":"drip"}}"#, "effect.transport"),
            (#"{"effect":{"status":204,"transport":"truncate"}}"#, "effect.transport"),
            (#"{"effect":{"status":204,"body":"x"}}"#, "effect.body"),
            (#"{"effect":{"status":205,"body":{}}}"#, "effect.body"),
            (#"{"effect":{"status":304,"body":"x"}}"#, "effect.body"),
            (#"{"effect":{"status":500,"transport":"reset"}}"#, "effect.status"),
            (#"{"effect":{"name":"maintenance","transport":"hang"}}"#, "effect.name"),
            (#"{"effect":{"name":"validation","body":"x"}}"#, "effect.body"),
            (#"{"effect":{"name":"validation","headers":{"X":"y"}}}"#, "effect.headers"),
        ])
    func refused(_ row: (body: String, member: String)) async throws {
        try await withMock { mock in
            let reply = try await mock.call("POST", "/_mock/faults", row.body)
            #expect(reply.status == 422)
            #expect(try reply.json["errors"]?[row.member] != nil, "\(reply.text)")
            #expect(try await mock.control("GET", "/faults")["faults"] == [])
        }
    }

    @Test(
        "by Prefer have the status' reason phrase as their message",
        arguments: [
            (400, "Bad Request"), (402, "Payment Required"), (418, "I'm a teapot"),
            (451, "Unavailable For Legal Reasons"),
            (499, "Error 499"), (502, "Bad Gateway"), (504, "Gateway Timeout"), (508, "Loop Detected"),
            (511, "Network Authentication Required"), (599, "Error 599"),
        ])
    func phrases(_ row: (status: Int, message: String)) async throws {
        try await withMock { mock in
            let reply = try await mock.create(headers: ["Prefer": "code=\(row.status)"])
            #expect(reply.status == row.status)
            #expect(reply.message == row.message)
        }
    }

    @Test("by Prefer need no key, and delay the response") func preferredStatus() async throws {
        try await withMock { mock in
            let start = ContinuousClock.now
            let reply = try await mock.call(
                "POST", "/user/campaign", headers: ["Prefer": "code=418, wait=1, return=minimal"])
            #expect(reply.status == 418)
            #expect(reply.message?.isEmpty == false)
            #expect(reply.headers["preference-applied"] == "code=418, wait=1")
            #expect(ContinuousClock.now - start >= .seconds(1))
            let real = try await mock.create(headers: ["Prefer": "code=201"])
            #expect(real.status == 201)
            #expect(real.headers["preference-applied"] == nil)
        }
    }

    @Test("by Prefer can be switched off, and precede registered faults") func noPrefer() async throws {
        try await withMock(api: CampaignOptions(heedsPrefer: false)) { mock in
            let reply = try await mock.create(headers: ["Prefer": "code=500"])
            #expect(reply.status == 201)
            let document = try await mock.call("GET", "/_mock/openapi.json").text
            #expect(document.contains("createCampaign") && !document.contains("Prefer"))
        }
        try await withMock { mock in
            #expect(try await mock.call("GET", "/_mock/openapi.json").text.contains("Preference-Applied"))
            try await mock.control("POST", "/faults", #"{"effect":"maintenance","times":1}"#)
            #expect(try await mock.create(headers: ["Prefer": "code=500"]).status == 500)
            #expect(try await mock.create().status == 503)
        }
    }
}

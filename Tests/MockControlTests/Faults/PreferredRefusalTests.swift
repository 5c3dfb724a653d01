import JSON
import Testing

@Suite("Prefer and ready-made faults at each endpoint (life.md §2, §3)") struct PreferredRefusalTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let method, path: String
        let status: Int
        let body: String

        var testDescription: String { "\(status) of \(method) \(path)" }

        init(_ method: String, _ path: String, _ status: Int, _ body: String) {
            self.method = method
            self.path = path
            self.status = status
            self.body = body
        }
    }

    static let rows = [
        Row("POST", "/user/campaigns", 404, #"{"message":"Assistant not found or not an outbound assistant."}"#),
        Row("DELETE", "/user/campaign/7", 404, #"{"message":"Campaign not found"}"#),
        Row("POST", "/user/campaigns/update-status", 404, #"{"message":"Campaign not found.","success":false}"#),
        Row(
            "POST", "/user/campaigns/update-status", 400,
            #"{"message":"Invalid action. Must be either 'start' or 'stop'.","success":false}"#),
        Row(
            "POST", "/user/campaigns/update-status", 422,
            #"{"message":"The campaign id field is required. (and 1 more error)","#
                + #""errors":{"campaign_id":["The campaign id field is required."],"#
                + #""action":["The action field is required."]}}"#),
        Row("POST", "/user/lead", 404, #"{"message":"Campaign not found"}"#),
        Row(
            "POST", "/api//user/lead/", 422,
            #"{"message":"The phone number field is required. (and 1 more error)","#
                + #""errors":{"phone_number":["The phone number field is required."],"#
                + #""campaign_id":["The campaign id field is required."]}}"#),
        Row(
            "GET", "/user/leads", 422,
            #"{"message":"The per page field must be at least 1.","#
                + #""errors":{"per_page":["The per page field must be at least 1."]}}"#),
        Row("GET", "/user/leads", 404, #"{"message":"Not Found"}"#),
        Row("PUT", "/user/leads/7", 404, #"{"message":"Lead not found"}"#),
        Row(
            "PUT", "/leads/7", 422,
            #"{"message":"Validation failed","#
                + #""errors":{"status":["This status is assigned automatically and cannot be set manually"]}}"#),
        Row("DELETE", "/user/leads/7", 404, #"{"message":"Lead not found"}"#),
        Row("DELETE", "/user/leads/7", 429, #"{"message":"Too Many Attempts.","retry_after":60}"#),
        Row("GET", "/user/campaigns", 503, #"{"message":"Service Unavailable"}"#),
        Row("GET", "/user/campaigns", 401, #"{"message":"Unauthenticated."}"#),
    ]

    @Test("send the endpoint's own refusal", arguments: rows)
    func preferred(_ row: Row) async throws {
        try await withMock { mock in
            let reply = try await mock.call(row.method, row.path, headers: ["Prefer": "code=\(row.status)"])
            #expect(reply.status == row.status)
            #expect(reply.text == row.body)
        }
    }

    @Test("send the refusal of the endpoint of an overridden method")
    func overridden() async throws {
        try await withMock { mock in
            let headers = ["Prefer": "code=404", "X-HTTP-Method-Override": "DELETE"]
            let reply = try await mock.call("POST", "/user/leads/7", headers: headers)
            #expect(reply.text == #"{"message":"Lead not found"}"#)
        }
    }

    @Test(
        "send a 405 with the methods of the path",
        arguments: [
            ("/user/campaign", "POST"), ("/api/user/campaigns", "GET, HEAD, POST"), ("/user/leads/7", "PUT, DELETE"),
        ])
    func methodNotAllowed(path: String, methods: String) async throws {
        try await withMock { mock in
            let reply = try await mock.call("POST", path, headers: ["Prefer": "code=405"])
            #expect(reply.status == 405)
            #expect(reply.headers["allow"] == methods)
        }
    }

    @Test("name a campaign as the endpoint writes it")
    func byName() async throws {
        try await withMock { mock in
            try await mock.control("POST", "/faults", #"{"effect":"campaign_not_found"}"#)
            let status = try await mock.call("POST", "/user/campaigns/update-status")
            #expect(status.text == #"{"message":"Campaign not found.","success":false}"#)
            let deletion = try await mock.call("DELETE", "/user/campaign/7")
            #expect(deletion.text == #"{"message":"Campaign not found"}"#)
        }
    }
}

import CampaignStore
import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

@Suite("calling.md §6: GET and DELETE /user/calls") struct CallEndpointTests {
    private static let start: Int64 = 1_771_840_800

    /// Campaign 1 with lead 1; calls 1 to 4 of demo, of which the last goes on, and 5 of other.
    private func filled() async throws -> TestAPI {
        let api = try TestAPI()
        _ = try await api.makeCampaign(assistant: 129, numbers: "[]")
        _ = try await api.makeLead(campaign: 1, members: #","variables":{"first_name":"Ada"}"#)
        var state = try await api.store.state()
        state.campaigns[0].parameters.goalCompletionVariable = "appointment_booked"
        func call(
            _ id: Int64, _ outcome: OutcomeName, account: String = "demo", lead: Int64? = 1, after seconds: Int64 = 0,
            takes duration: Int64? = nil, goesOn: Bool = false
        ) -> CallRecord {
            let (began, takes) = (Self.start + seconds, duration ?? outcome.usualSeconds)
            return CallRecord(
                id: id, account: account, campaignID: lead.map { _ in 1 }, leadID: lead, assistantID: 129,
                assistantPhoneNumber: "+15550100002", phoneNumber: "+15550100123", outcome: outcome, beganAt: began,
                endsAt: began + takes, endedAt: goesOn ? nil : began + takes)
        }
        state.calls = [
            call(1, .noAnswer), call(2, .completed, after: 3600, takes: 61), call(3, .voicemail, after: 50_400),
            call(4, .completed, lead: nil, after: 60_000, goesOn: true), call(5, .busy, account: "other", lead: nil),
        ]
        state.calls[2].extractedVariables = Array(#"{"appointment_time":"at noon","score":7}"#.utf8)
        state.calls[2].transcript = Array(#"[["bot","One"],["human","Two"]]"#.utf8)
        state.nextCallID = 6
        try await api.store.replace(with: state)
        return api
    }

    private func ids(_ api: TestAPI, _ query: String = "") async throws -> [Int64] {
        let answer = try await api.get("/user/calls" + query)
        #expect(answer.status == 200)
        return (answer.body["data"]?.array ?? []).compactMap { $0["id"]?.integer }
    }

    @Test("show a call with the documented members in their order") func members() async throws {
        let api = try await filled()
        let answer = try await api.get("/api/user/calls/2")
        #expect(answer.status == 200)
        let transcript =
            #""AI: Hello, I am calling about your appointment.\nCustomer: Yes, please.\n"#
            + #"AI: Thank you. Goodbye!""#
        #expect(
            answer.text
                == #"{"id":2,"assistant_name":"Booking","campaign_name":"Spring","type":"outbound","duration":61,"#
                + #""assistant_phone_number":"+15550100002","client_phone_number":"+15550100123","status":"completed","#
                + #""transcript":\#(transcript),"variables":{"first_name":"Ada"},"#
                + #""evaluation":{"appointment_booked":true,"appointment_time":"","status":true,"#
                + #""summary":"The call reached its goal."},"webhook_response":null,"carrier_cost":0.02,"#
                + #""total_cost":0.2,"answered_by":"human","recording_url":null,"created_at":"2026-02-23 11:00:00","#
                + #""updated_at":"2026-02-23 11:01:01"}"#)
    }

    @Test("show what the outcome and a test's setting make of a call") func results() async throws {
        let api = try await filled()
        let missed = try await api.get("/user/calls/1").body
        #expect(missed["transcript"] == .null && missed["total_cost"] == 0 && missed["answered_by"] == "unknown")
        #expect(missed["evaluation"]?["appointment_booked"] == false && missed["evaluation"]?["status"] == false)
        let machine = try await api.get("/user/calls/3").body
        #expect(machine["transcript"] == "AI: One\nCustomer: Two" && machine["answered_by"] == "machine")
        #expect(machine["status"] == "completed" && machine["carrier_cost"] == 0.01)
        #expect(machine["evaluation"]?["appointment_time"] == "at noon" && machine["evaluation"]?["score"] == 7)
        let going = try await api.get("/user/calls/4").body
        #expect(going["status"] == "in-progress" && going["duration"] == 0 && going["variables"] == [])
        for member in ["transcript", "evaluation", "answered_by", "campaign_name"] { #expect(going[member] == .null) }
        #expect(going["total_cost"] == 0 && going["updated_at"] == going["created_at"])
        // An assistant that was taken away leaves its calls.
        try await api.store.updateAccount(named: "demo") { $0.assistants = [] }
        #expect(try await api.get("/user/calls/2").body["assistant_name"] == .null)
    }

    @Test(
        "list the account's calls, oldest first, filtered",
        arguments: [
            ("", [1, 2, 3, 4]), ("?status=completed", [2, 3]), ("?status=in-progress", [4]), ("?status=ringing", []),
            ("?type=outbound", [1, 2, 3, 4]), ("?type=web", []), ("?phone_number=0123", [1, 2, 3, 4]),
            ("?phone_number=%25", []), ("?assistant_id=129", [1, 2, 3, 4]), ("?assistant_id=1", []),
            ("?campaign_id=1", [1, 2, 3]), ("?campaign_id=9", []), ("?date_from=2026-02-24", [3, 4]),
            ("?date_to=2026-02-23", [1, 2]), ("?per_page=2&page=2", [3, 4]), ("?page=9", []),
            ("?status=", [1, 2, 3, 4]),
        ] as [(String, [Int64])])
    func filters(_ query: String, _ ids: [Int64]) async throws {
        #expect(try await self.ids(try await filled(), query) == ids)
    }

    @Test("refuse an invalid query in this order") func validation() async throws {
        let api = try TestAPI()
        let query = "?per_page=0&date_to=1&date_from=2&campaign_id=x&assistant_id=x&phone_number[]=1&type=x&status=x"
        let answer = try await api.get("/user/calls" + query)
        #expect(answer.status == 422)
        #expect(
            answer.body["errors"]?.object?.members.map(\.name) == [
                "status", "type", "phone_number", "assistant_id", "campaign_id", "date_from", "date_to", "per_page",
            ])
    }

    @Test("delete a call once; a call that goes on disappears") func deletion() async throws {
        let api = try await filled()
        for id in [2, 4] as [Int64] {
            let answer = try await api.send("", method: "DELETE", target: "/api/user/calls/\(id)")
            #expect(answer.status == 200 && answer.text == #"{"message":"Call deleted successfully"}"#)
        }
        for target in ["2", "4", "5", "9", "9223372036854775808"] {
            for method in ["GET", "DELETE"] {
                let answer = try await api.send("", method: method, target: "/user/calls/\(target)")
                #expect(answer.status == 404 && answer.text == #"{"message":"Call not found"}"#)
            }
        }
        #expect(try await ids(api) == [1, 3])
        #expect(try await api.store.callRows().map(\.id) == [1, 3, 4, 5])
    }
}

@Suite("calling.md §7: POST /user/assistants/enable-webhook and disable-webhook") struct WebhookEndpointTests {
    private func send(_ api: TestAPI, _ change: String, _ body: String) async throws -> Answered {
        try await api.send(body, target: "/api/user/assistants/\(change)-webhook")
    }

    private func assistant(_ api: TestAPI, _ id: Int64) async throws -> JSONValue? {
        try await api.get("/user/assistants").body.array?.first { $0["id"]?.integer == id }
    }

    @Test("set an assistant's webhook and switch it off") func change() async throws {
        let api = try TestAPI()
        let url = "http://127.0.0.1:9000/calls"
        // The numbers may be sent as strings, as everywhere.
        for (id, text) in [(129, "129"), (128, #""128""#)] as [(Int64, String)] {
            let answer = try await send(api, "enable", #"{"assistant_id":\#(text),"webhook_url":"\#(url)"}"#)
            #expect(answer.status == 200)
            #expect(answer.text == #"{"message":"Webhook enabled successfully","data":[]}"#)
            let assistant = try await assistant(api, id)
            #expect(assistant?["webhook_url"] == .string(url) && assistant?["is_webhook_active"] == true)
            #expect(assistant?["updated_at"] == "2026-02-23T10:00:00.000000Z")
        }
        let answer = try await send(api, "disable", #"{"assistant_id":129}"#)
        #expect(answer.text == #"{"message":"Webhook disabled successfully","data":[]}"#)
        let assistant = try await assistant(api, 129)
        #expect(assistant?["webhook_url"] == .string(url) && assistant?["is_webhook_active"] == false)
        // What was made before the change is still there, and can be used.
        #expect(try await api.makeCampaign() == 1)
    }

    @Test("refuse another account's assistant, and what is missing") func refusals() async throws {
        let api = try TestAPI()
        for (change, body) in [
            ("enable", #"{"assistant_id":201,"webhook_url":"x"}"#), ("disable", #"{"assistant_id":0}"#),
        ] {
            let answer = try await send(api, change, body)
            #expect(answer.status == 404 && answer.text == #"{"message":"Assistant not found"}"#)
        }
        let enable = try await send(api, "enable", #"{"webhook_url":7}"#)
        #expect(
            enable.text
                == #"{"message":"The assistant id field is required. (and 1 more error)","errors":{"assistant_id":["#
                + #""The assistant id field is required."],"webhook_url":["The webhook url field must be a string."]}}"#
        )
        #expect(try await send(api, "disable", "{}").status == 422)
    }
}

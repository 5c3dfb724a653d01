import Base
import CampaignAPI
import HTTPWire
import JSON
import Testing

@testable import MockControl

/// One call of the control plane that the document's tests make, in the order of ``all``.
struct ControlStep: Sendable {
    let operation: String
    let status: Int
    var name: String?
    var path: [String: String] = [:]
    var query = ""
    var body = ""
    var headers: [String: String] = [:]
    /// Whether the exchange is an example of the document.
    var isExample = true

    init(
        _ operation: String, _ status: Int, _ name: String? = nil, path: [String: String] = [:], query: String = "",
        body: String = "", headers: [String: String] = [:], isExample: Bool = true
    ) {
        self.operation = operation
        self.status = status
        self.name = name
        self.path = path
        self.query = query
        self.body = body
        self.headers = headers
        self.isExample = isExample
    }

    /// 2026-02-23T10:00:00Z, at which the clock of the mock stands still.
    static let now: Int64 = 1_771_840_800

    /// What a client sends to the API before the steps: number 1 creates campaign 1, number 2 its lead, number 3 is
    /// refused.
    static func prepare(_ mock: RunningMock) async throws {
        let fields = ["Authorization": "Bearer demo-key", "Content-Type": "application/json"]
        for (path, body) in [
            ("/api/user/campaign", #"{"name":"Spring","assistant_id":129,"max_retries":2}"#),
            ("/api/user/lead", #"{"campaign_id":1,"phone_number":"+15550100123"}"#),
            ("/api/user/campaign", #"{"name":"Autumn","assistant_id":"129","max_retries":9}"#),
        ] {
            _ = try await mock.call("POST", path, body, headers: fields)
        }
        try await prepareWebhooks(mock)
    }

    /// Webhook 1 is delivered to a receiver that answers at once, webhook 2 is blocked.
    private static func prepareWebhooks(_ mock: RunningMock) async throws {
        var decoder = ResponseDecoder()
        let text = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"received\":true}"
        let answer = try #require(try Array(text.utf8).withUnsafeBytes { try decoder.append($0) })
        mock.control.webhooks.send { _, _, _, _, completion in completion(.success(answer)) }
        let posts = DuePosts(mock: mock)
        for (id, url) in [(Int64(1), "http://localhost:8080/calls"), (2, "https://hooks.example/calls")] {
            try await posts.enable(url)
            mock.control.webhooks.add([try posts.campaignCall(id, of: 1, to: 1)])
        }
        _ = await WebhookWait(filter: WebhookFilter(), count: 2, timeoutMilliseconds: 60_000)
            .outcome(in: mock.control.webhooks)
    }

    static let all =
        reading + webhooks + accounts + requests + faults + clocks + [
            ControlStep("takeSnapshot", 201, "a new snapshot"),
            ControlStep("takeSnapshot", 200, "a snapshot of the same name"),
            ControlStep("listSnapshots", 200, "one snapshot"),
            ControlStep("restoreSnapshot", 200, "the snapshot"),
            ControlStep("restoreSnapshot", 404, "no such snapshot", path: ["name": "nothing"]),
            ControlStep("deleteSnapshot", 200, "the snapshot"),
            ControlStep("deleteSnapshot", 404, "no such snapshot"),
            ControlStep("takeSnapshot", 422, path: ["name": "a%20b"], isExample: false),
            ControlStep("replaceState", 200, "one account with one campaign", body: state),
            ControlStep("readState", 200, "one account with one campaign"),
            ControlStep("resetMock", 200, "everything but the clock", body: #"{"keep":["clock"]}"#),
            ControlStep("resetMock", 200, isExample: false),
        ]

    private static let reading = [
        ControlStep("listCalls", 200, isExample: false),
        ControlStep("listCalls", 307, headers: ["Accept": "text/html"], isExample: false),
        ControlStep("readHealth", 200, "a mock in memory"),
        ControlStep("readMetrics", 200, isExample: false), ControlStep("showDescription", 200, isExample: false),
        ControlStep("readDescription", 200, isExample: false),
        ControlStep("readControlDescription", 200, isExample: false),
        ControlStep("readAgentGuide", 200, isExample: false), ControlStep("readSeedSchema", 200, isExample: false),
        ControlStep("listStoredCampaigns", 200, "the campaigns of one account", query: "account=demo&limit=10"),
        ControlStep(
            "listStoredCampaigns", 200, "the newest campaign with the number of its leads",
            query: "before=100&limit=1&lead_counts=1"),
        ControlStep("readStoredCampaign", 200, "a draft"),
        ControlStep("readStoredCampaign", 404, "no such campaign", path: ["id": "99"]),
        ControlStep("listStoredLeads", 200, "the leads of one campaign", query: "campaign_id=1"),
        ControlStep("readStoredLead", 200, "a lead"),
        ControlStep("readStoredLead", 404, "no such lead", path: ["id": "99"]),
        ControlStep("listStoredCalls", 200, "none", query: "account=demo&status=completed"),
        ControlStep("readNextCall", 200, "nothing happens any more", query: "account=demo"),
        ControlStep(
            "playCall", 201, "a call that finds the line busy", body: #"{"lead_id":1,"outcome":"busy","seconds":9}"#),
        ControlStep("playCall", 404, "no such lead", body: #"{"lead_id":99}"#),
        ControlStep("readNextCall", 200, "the end of a call", query: "campaign_id=1"),
        ControlStep("listStoredCalls", 200, "counted", query: "campaign_id=1&limit=1&step=1800"),
        ControlStep("readStoredCall", 200, "a call that goes on"),
        ControlStep("readStoredCall", 404, "no such call", path: ["id": "99"]),
    ]

    private static let accounts = [
        ControlStep(
            "createAccount", 201, "an account with a small plan",
            body: """
                {"name":"small","api_keys":["small-key"],"assistants":[{"id":7,"name":"Ava","type":"outbound"}],\
                "phone_numbers":[],"plan":{"name":"small","max_campaigns":1,"max_calls_in_parallel":2}}
                """),
        ControlStep("createAccount", 201, isExample: false),
        ControlStep("createAccount", 409, "the name is taken", body: #"{"name":"small"}"#),
        ControlStep("listAccounts", 200, isExample: false),
        ControlStep("readAccount", 200, "a small account", path: ["name": "small"]),
        ControlStep("readAccount", 404, "no such account", path: ["name": "nobody"]),
        ControlStep(
            "changeAccount", 200, "a rate limit", path: ["name": "small"], body: #"{"plan":{"rate_limit":60}}"#),
        ControlStep(
            "changeAccount", 409, "the key is taken", path: ["name": "small"], body: #"{"api_keys":["demo-key"]}"#),
        ControlStep("changeAccount", 404, path: ["name": "nobody"], isExample: false),
        ControlStep(
            "changeAccountClock", 200, "frozen", path: ["name": "small"],
            body: #"{"mode":"frozen","now":"2026-03-01T09:00:00Z"}"#),
        ControlStep("changeAccountClock", 404, path: ["name": "nobody"], body: #"{"mode":"real"}"#, isExample: false),
        ControlStep("readAccountClock", 200, "a clock of its own", path: ["name": "small"]),
        ControlStep("readAccountClock", 404, path: ["name": "nobody"], isExample: false),
        ControlStep("removeAccountClock", 200, "the mock's clock", path: ["name": "small"]),
        ControlStep("removeAccountClock", 404, path: ["name": "nobody"], isExample: false),
        ControlStep(
            "changeOutcomes", 200, "voicemail first, then by weights", path: ["name": "small"],
            body: """
                [{"match":{"phone_number":"+4930*","attempt":1},"outcome":"voicemail","seconds":12},\
                {"outcome":{"weights":{"completed":5,"voicemail":3,"no-answer":2},"seed":42},\
                "extracted_variables":{"appointment_booked":true},"transcript":[["bot","Hello"],["human","Hi"]]}]
                """),
        ControlStep("changeOutcomes", 404, path: ["name": "nobody"], body: "[]", isExample: false),
        ControlStep("readOutcomes", 200, "two", path: ["name": "small"]),
        ControlStep("readOutcomes", 404, path: ["name": "nobody"], isExample: false),
        ControlStep("removeOutcomes", 200, "two", path: ["name": "small"]),
        ControlStep("removeOutcomes", 404, path: ["name": "nobody"], isExample: false),
        ControlStep("resetAccount", 200, "a small account", path: ["name": "small"]),
        ControlStep("resetAccount", 404, path: ["name": "nobody"], isExample: false),
        // Another account has the name that this one had at first.
        ControlStep(
            "changeAccount", 200, path: ["name": "small"], body: #"{"name":"renamed"}"#, isExample: false),
        ControlStep("createAccount", 201, body: #"{"name":"small"}"#, isExample: false),
        ControlStep("resetAccount", 409, path: ["name": "renamed"], isExample: false),
        ControlStep("deleteAccount", 200, path: ["name": "renamed"], isExample: false),
        ControlStep("deleteAccount", 200, "the account", path: ["name": "small"]),
        ControlStep("deleteAccount", 404, path: ["name": "small"], isExample: false),
    ]

    private static let requests = [
        ControlStep(
            "listRequests", 200, "the refused creates", query: "status=422&path=/user/campaign&json.name=Autumn"),
        ControlStep(
            "listRequests", 200, query: "has_warnings=true&absent=timezone&absent=x&order=oldest", isExample: false),
        ControlStep("readArchive", 200, "the last create", query: "path=/user/campaign&limit=1"),
        ControlStep("readRequest", 200, "a create"),
        ControlStep("readRequest", 404, "no such request", path: ["number": "99"]),
        ControlStep("readCurlLine", 200, "a create"),
        ControlStep("readCurlLine", 200, "the bare line", headers: ["Accept": "text/plain"]),
        ControlStep("readCurlLine", 404, "no such request", path: ["number": "99"]),
        ControlStep(
            "verifyRequests", 200, "one create of a name",
            body: #"{"match":{"method":"POST","path":"/user/campaign","json":{"name":"Spring"}},"count":1}"#),
        ControlStep(
            "verifyRequests", 409, "a name that was sent otherwise",
            body: #"{"match":{"path":"/user/lead","json":{"phone_number":"+15550100124"}}}"#),
        ControlStep(
            "waitForRequests", 200, "a created campaign",
            body: #"{"match":{"account":"demo","path":"/user/campaign","status":201},"timeout_ms":1000}"#),
        ControlStep(
            "waitForRequests", 408, "a lead's deletion", body: #"{"match":{"method":"DELETE"},"timeout_ms":0}"#),
        ControlStep("deleteRequests", 200, "those of one lead", query: "lead_id=1"),
    ]

    private static let webhooks = [
        ControlStep("listWebhooks", 200, "the last one", query: "account=demo&limit=1"),
        ControlStep("readWebhookArchive", 200, "one that was delivered", query: "state=delivered&limit=1"),
        ControlStep("readWebhook", 200, "one that was delivered"),
        ControlStep("readWebhook", 404, "no such webhook", path: ["number": "99"]),
        ControlStep(
            "waitForWebhooks", 200, "the webhook of a campaign",
            body: #"{"match":{"campaign_id":1,"state":"delivered"},"timeout_ms":1000}"#),
        ControlStep(
            "waitForWebhooks", 408, "more than were delivered",
            body: #"{"match":{"campaign_id":1,"state":"delivered"},"count":2,"timeout_ms":0}"#),
        ControlStep("redeliverWebhook", 202, "one that was delivered"),
        ControlStep("redeliverWebhook", 404, path: ["number": "99"], isExample: false),
        ControlStep("redeliverWebhook", 409, "one that is blocked", path: ["number": "2"]),
        ControlStep("deleteWebhooks", 200, "those that are blocked", query: "state=blocked"),
    ]

    private static let faults = [
        ControlStep("addFault", 201, "the plan is used up", body: #"{"effect":"plan_limit","times":1,"seed":1}"#),
        ControlStep(
            "addFault", 201, "one create in two is slow and fails",
            body: """
                {"match":{"account":"demo","method":"POST","path":"/user/campaign"},"probability":0.5,"seed":7,"effect":\
                {"status":503,"headers":{"Retry-After":"5"},"body":{"message":"Busy"},"delay_ms":{"min_ms":5,"max_ms":50}}}
                """),
        ControlStep(
            "addFault", 201, "the answer is lost after the campaign is created",
            body: #"{"match":{"path":"/user/campaign"},"seed":3,"effect":{"transport":"reset","after_handling":true}}"#),
        ControlStep(
            "addFault", 201, "answers take as long as those of a real service",
            body: #"{"seed":5,"effect":{"delay_ms":{"median_ms":80,"p99_ms":800}}}"#),
        ControlStep("addFault", 422, body: #"{"effect":"nothing"}"#, isExample: false),
        ControlStep("listFaults", 200, isExample: false), ControlStep("readFault", 200, "the plan is used up"),
        ControlStep("readFault", 404, "no such fault", path: ["id": "fault-99"]),
        ControlStep("deleteFault", 200, "the fault"), ControlStep("deleteFault", 404, "no such fault"),
        ControlStep("deleteFaults", 200, "three faults"),
    ]

    private static let clocks = [
        ControlStep("readClock", 200, "frozen"),
        ControlStep("changeClock", 200, "an hour on", body: #"{"advance":"1h"}"#),
        ControlStep(
            "changeClock", 200, "frozen at a time", body: #"{"mode":"frozen","now":"2026-02-23T10:00:00Z"}"#),
        ControlStep("changeClock", 200, "up to the next call; there is none", body: #"{"advance_to":"next"}"#),
        ControlStep("changeClock", 422, "no such way", body: #"{"advance_to":"later"}"#),
        // How far a clock with a speed is ahead is different in each run.
        ControlStep("changeClock", 200, body: #"{"mode":"offset","speed":60}"#, isExample: false),
        ControlStep("readClock", 200, isExample: false),
        ControlStep("changeAccountClock", 200, body: #"{"mode":"offset","speed":60}"#, isExample: false),
        ControlStep("readAccountClock", 200, isExample: false),
        ControlStep("readAccount", 200, isExample: false), ControlStep("listAccounts", 200, isExample: false),
        ControlStep("readState", 200, isExample: false), ControlStep("removeAccountClock", 200, isExample: false),
        ControlStep(
            "changeClock", 200, body: #"{"mode":"frozen","now":"2026-02-23T10:00:00Z"}"#, isExample: false),
        ControlStep("changeClock", 422, body: "{}", isExample: false),
    ]

    private static let state = """
        {"accounts":[{"name":"demo","plan":{"name":"growth","max_campaigns":100,"max_calls_in_parallel":10},\
        "timezone":"America/New_York","api_keys":["demo-key"],"assistants":[{"id":129,"name":"Booking","type":"outbound"}],\
        "phone_numbers":[{"id":1,"phone_number":"+15550100001"}]}],"campaigns":[{"id":1,"account":"demo","name":"Spring",\
        "assistant_id":129}],"leads":[{"id":1,"campaign_id":1,"phone_number":"+15550100123"}],"calls":[{"id":1,"account":"demo","campaign_id":1,\
        "lead_id":1,"assistant_id":129,"client_phone_number":"+15550100123","outcome":"voicemail"}]}
        """
}

/// A fixture that `campaign-mock compare` sends, and what the real account must have for it.
struct ComparedRequest: Sendable {
    /// What the request does at an endpoint that behaves as documented.
    enum Kind: String, Sendable {
        /// It reads data of the account.
        case read
        /// It is refused, and changes nothing.
        case refusal
        /// It writes, or belongs to a campaign that an earlier request has written.
        case write
    }

    /// An id or a limit of the real account, which no fixture can know.
    enum Need: String, Sendable, CaseIterable {
        case assistant
        case inboundAssistant = "inbound-assistant"
        case phoneNumber = "phone-number"
        case maximumCalls = "max-calls-in-parallel"

        /// The flag that gives it.
        var flag: String { "--" + rawValue }
    }

    let fixture: FixtureRequest
    let kind: Kind
    let needs: Set<Need>

    var name: String { fixture.name }

    /// Whether a campaign is there after the request.
    var createsCampaign: Bool {
        kind == .write && fixture.method == "POST"
            && ["/api/user/campaign", "/api/user/campaigns"].contains(fixture.target.prefix { $0 != "?" })
    }

    /// What of the answers is compared: the account's own data differs, but not its form.
    var comparesOnlyForm: Bool { fixture.method == "GET" && kind != .refusal }

    /// All, in the order in which they are sent.
    ///
    /// No request starts a campaign: the platform would call the leads. Left out is also what depends on another account,
    /// on the plan's number of campaigns and on the balance, and what only the mock has.
    static let all: [ComparedRequest] =
        reads.compactMap { make($0, .read, []) } + refusals.compactMap { make($0, .refusal, $1) }
        + writes.compactMap { make($0, .write, $1) }

    /// The names of all, whether there is such a fixture or not.
    static let names = reads + refusals.map(\.key) + writes.map(\.key)

    private static func make(_ name: String, _ kind: Kind, _ needs: Set<Need>) -> ComparedRequest? {
        FixtureRequest.all[name].map { ComparedRequest(fixture: $0, kind: kind, needs: needs) }
    }

    private static let reads = [
        "user", "assistants-all", "assistants-outbound", "assistants-paged", "assistants-paged-by-type",
        "assistants-paged-beyond-the-end", "phone-numbers-all", "phone-numbers-for-assistants",
        "phone-numbers-for-inbound-assistants", "campaigns-listed-without-any", "leads-listed-without-any", "preflight",
    ]

    private static let refusals: KeyValuePairs<String, Set<Need>> = [
        "unauthenticated-without-a-key": [], "unauthenticated-with-an-unknown-key": [],
        "unauthenticated-with-another-scheme": [], "route-not-found": [], "method-not-allowed": [],
        "method-not-allowed-for-an-overridden-method": [], "malformed-json": [], "not-an-object": [],
        "malformed-form": [], "unsupported-media-type": [], "validation-without-a-body": [],
        "validation-of-an-empty-body": [], "validation-of-many-fields": [], "validation-of-a-form": [],
        "validation-of-json-sent-as-a-form": [], "validation-of-one-field": [.maximumCalls],
        "assistant-unknown": [], "assistant-inbound": [.inboundAssistant], "assistants-paged-validation": [],
        "phone-numbers-for-assistants-validation": [], "leads-validation": [], "lead-validation": [],
        "lead-of-an-unknown-campaign": [], "lead-updated-but-unknown": [], "lead-deleted-but-unknown": [],
        "campaign-status-validation": [], "campaign-status-of-an-unknown-campaign": [],
        "campaign-deleted-but-unknown": [],
    ]

    /// The deletions come last, because the others share one campaign and its leads.
    private static let writes: KeyValuePairs<String, Set<Need>> = [
        "created-with-defaults": [.assistant], "created": [.assistant], "created-by-the-plural-path": [.assistant],
        "created-with-a-query": [.assistant], "created-from-a-form": [.assistant],
        "created-from-a-multipart-form": [.assistant], "created-with-warnings": [.assistant],
        "created-with-every-parameter": [.assistant, .phoneNumber, .maximumCalls], "campaigns-listed": [.assistant],
        "campaign-status-under-another-name": [.assistant], "campaign-status-with-an-invalid-action": [.assistant],
        "campaign-stopped-while-not-running": [.assistant], "lead-with-an-invalid-number": [.assistant],
        "lead-validation-of-contacts": [.assistant], "lead-created": [.assistant], "lead-created-twice": [.assistant],
        "lead-created-with-everything": [.assistant], "lead-created-with-warnings": [.assistant],
        "lead-created-by-a-form": [.assistant], "leads-listed": [.assistant],
        "leads-listed-with-filters": [.assistant], "lead-update-validation": [.assistant],
        "lead-updated-with-an-invalid-number": [.assistant], "lead-updated-with-invalid-fields": [.assistant],
        "lead-updated": [.assistant], "lead-updated-by-the-short-path": [.assistant], "lead-deleted": [.assistant],
        "campaign-deleted": [.assistant],
    ]
}

import Base
import CampaignStore
import JSON
import OpenAPI
import Validation

// The state document and its parts.
extension ControlSchemas {
    private typealias Member = DocumentShape.Member

    /// A member that may be null cannot refer to the component with all names, and no copy of its 600 names is worth it: the
    /// mock checks the name as it checks the account's.
    private static let writtenTimezone =
        "A name of the timezone database, such as `Europe/Berlin`; by default the account's."

    static var documents: [Named] {
        [
            Named(
                "Timezone", .string(oneOf: TimeZoneNames.all).described("A name of the timezone database.")),
            Named("State", state.schema(for: .answer).described("The whole state. It is a seed too.")),
            Named(
                "StateDocument",
                stateDocument.schema(for: .document).described("A state or seed. Only `accounts` is required.")),
            Named("Account", account(withUse: .answer).described("An account, with what it uses.")),
            Named(
                "AccountChange",
                account.schema(for: .change)
                    .described("Members of an account: a JSON merge patch (RFC 7396), in which null removes a member.")),
        ]
    }

    private static func account(withUse use: DocumentShape.Use) -> Schema {
        DocumentShape(
            account.members + [
                Member("campaigns", .written, "How many campaigns the account has.", count),
                Member("base_url", .optional, "The base URL for the account's requests.", .string()),
            ]
        ).schema(for: use)
    }

    // MARK: - Parts

    private static let state = DocumentShape([
        Member(
            "plans", .written, "The plans by name, for accounts to refer to.", default: [:],
            of: { .dictionary(of: plan(nil, $0)) }),
        Member("accounts", .required, "The accounts.", of: { .array(of: stateAccount.schema(for: part($0))) }),
        Member(
            "campaigns", .written, "The campaigns.", default: [], of: { .array(of: campaign.schema(for: part($0))) }),
        Member(
            "next_campaign_id", .written, "The id of the next campaign; above all ids. By default the next one.", id),
        Member(
            "leads", .written, "The leads, each before its secondary contacts.", default: [],
            of: { .array(of: lead.schema(for: part($0))) }),
        Member("next_lead_id", .written, "The id of the next lead; above all ids. By default the next one.", id),
        Member("calls", .written, "The calls.", default: [], of: { .array(of: call.schema(for: part($0))) }),
        Member("next_call_id", .written, "The id of the next call; above all ids. By default the next one.", id),
    ])

    private static let stateAccount = DocumentShape(
        account.members + [
            Member(
                "simulated_until", .optional,
                "The last second in which a call began or ended, or a campaign or a lead changed with the calls.", time)
        ])

    /// A file may name the schema that editors check it by. The mock does not write such a name.
    private static let stateDocument = DocumentShape(
        [
            Member(
                "$schema", .optional,
                "The place of the JSON Schema by which an editor checks the document. The mock does not read it.",
                .string())
        ] + state.members)

    /// A list is sent as a whole, so its elements are whole documents, also in a change.
    private static func part(_ use: DocumentShape.Use) -> DocumentShape.Use { use == .answer ? .answer : .document }

    static let account = DocumentShape([
        Member(
            "name", .required, "1 to 255 printable ASCII characters without a slash.",
            .string(pattern: "^[ -.0-~]{1,255}$")),
        Member(
            "plan", .required, "The name of a plan of the state, or a plan of its own.",
            of: { .ofTextOr(plan("The plan's name.", $0)) }),
        Member("timezone", .required, "Such as `America/New_York`.", .reference("Timezone")),
        Member(
            "api_keys", .required, "Visible ASCII, unique in the mock.", .array(of: .string(pattern: "^[!-~]{1,255}$"))),
        Member(
            "user", .written, "The person, as `GET /user/me` shows it. By default made from the account's name.",
            of: { user.schema(for: $0) }),
        Member(
            "balance", .written, "The money for calls. No campaign starts when it is not above 0.",
            default: AccountDefinition.defaultBalance.json, .number()),
        Member(
            "lead_list", .optional, "The form of `GET /user/leads`. By default that of `--lead-list`.",
            .string(oneOf: LeadList.allCases.map(\.rawValue))),
        Member(
            "clock", .optional, "The account's own clock. By default it follows the mock's.",
            of: { clock.schema(for: $0) }),
        Member("assistants", .written, "", default: [], of: { .array(of: assistant.schema(for: part($0))) }),
        Member("phone_numbers", .written, "", default: [], of: { .array(of: phoneNumber.schema(for: part($0))) }),
        Member(
            "outcomes", .optional, "What comes of the account's calls; the first that matches decides.",
            of: { .array(of: outcome.schema(for: part($0))) }),
    ])

    /// - Parameter name: the text of the member `name`; `nil` for a plan whose name stands elsewhere.
    private static func plan(_ name: String?, _ use: DocumentShape.Use) -> Schema {
        // An object with only a name means the plan of that name, so a document may leave the limits out there.
        let need: Member.Need = name == nil || use == .answer ? .required : .optional
        return DocumentShape(
            (name.map { [Member("name", .required, $0, .string(minimumLength: 1))] } ?? []) + [
                Member("max_campaigns", need, "The most campaigns, of any status.", .integer(minimum: 0)),
                Member(
                    "max_calls_in_parallel", need, "The most calls at the same time of one campaign.",
                    .integer(minimum: 1)),
                Member(
                    "rate_limit", .optional, "The most requests a minute. By default no limit.", .integer(minimum: 1)),
            ]
        ).schema(for: use)
    }

    private static let user = DocumentShape([
        Member("name", .written, "", .string(minimumLength: 1)),
        Member("email", .written, "", .string(minimumLength: 1)),
    ])

    private static let clock = DocumentShape([
        Member("mode", .required, "", .string(oneOf: ["real", "offset", "frozen"])),
        Member("offset_seconds", .optional, "Of the mode `offset` only.", .integer()),
        Member(
            "now", .optional, "Of the mode `frozen`, or with a `speed`, from which it then runs on.", time),
        Member(
            "since", .optional,
            "The machine's time at which a clock with a `speed` showed `now`. By default when it is read.",
            time),
        Member(
            "speed", .optional,
            "Of the mode `offset` only: how many seconds pass in one of the machine's. By default 1.",
            .integer(minimum: RunningClock.speeds.lowerBound, maximum: RunningClock.speeds.upperBound)),
    ])

    private static let assistant = DocumentShape([
        Member("id", .required, "Unique in the account.", id),
        Member("name", .required, "", .string(minimumLength: 1)),
        Member(
            "type", .required, "Only an outbound assistant runs campaigns.",
            .string(oneOf: Assistant.Direction.allCases.map(\.rawValue))),
        Member(
            "mode", .written, "The kind of speech engine.", default: .string(Assistant.Default.mode),
            .string(minimumLength: 1)),
        Member("status", .written, "", default: .string(Assistant.Default.status), .string(minimumLength: 1)),
        Member("voice_id", .written, "", default: .integer(Assistant.Default.voiceID), id),
        Member("language_id", .written, "", default: .integer(Assistant.Default.languageID), id),
        Member(
            "timezone", .written, writtenTimezone, .string(minimumLength: 1)),
        Member("initial_message", .written, "", default: .string(Assistant.Default.initialMessage), .string()),
        Member("system_prompt", .written, "", default: .string(Assistant.Default.systemPrompt), .string()),
        Member("variables", .written, "", default: [], .objectOrArray),
        Member("webhook_url", .optional, "", .string(minimumLength: 1)),
        Member("is_webhook_active", .written, "", default: false, .boolean),
        Member("phone_number_id", .optional, "One of the account's phone numbers.", id),
        Member("max_duration", .written, "In seconds.", default: .integer(Assistant.Default.maxDuration), id),
        Member("record", .written, "Whether calls are recorded.", default: false, .boolean),
        Member("uuid", .written, "By default made from the id.", .string(minimumLength: 1)),
        Member("created_at", .written, "", default: defaultTime, time),
        Member("updated_at", .written, "", default: defaultTime, time),
        Member(
            "post_call_schema", .written, "The variables that the assistant sets after a call.", default: [],
            of: { .array(of: variable.schema(for: $0)) }),
    ])

    private static let variable = DocumentShape([
        Member("name", .required, "Unique in the list.", .string(minimumLength: 1)),
        Member(
            "type", .required, "A document may write `boolean` for `bool`.",
            of: { use in
                .string(oneOf: PostCallVariable.Kind.allCases.map(\.rawValue) + (use == .answer ? [] : ["boolean"]))
            }),
        Member("description", .optional, "", .string()),
    ])

    private static let phoneNumber = DocumentShape([
        Member("id", .required, "Unique in the account.", id),
        Member("phone_number", .required, "", .string(minimumLength: 1).examples("+15550100001")),
        Member(
            "country_code", .written, "", default: .string(PhoneNumber.Default.countryCode), .string(minimumLength: 1)),
        Member(
            "type", .written, "", default: .string(PhoneNumber.Kind.normal.rawValue),
            .string(oneOf: PhoneNumber.Kind.allCases.map(\.rawValue))),
        Member("sms_capable", .written, "", default: .bool(PhoneNumber.Default.smsCapable), .boolean),
        Member("region", .optional, "The part of the country.", .string(minimumLength: 1)),
        Member("created_at", .written, "", default: defaultTime, time),
    ])

    private static let defaultTime = JSONValue.string(Timestamp.text(Assistant.Default.createdAt))

    // MARK: - Rows

    private static let rowID = Schema.integer(minimum: 1, maximum: Campaign.highestID - 1)
    private static let hour = Schema.string(pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$")

    static let campaign: DocumentShape = {
        typealias Default = CampaignParameters.Default
        return DocumentShape([
            Member("id", .required, "Unique among the campaigns of all accounts.", rowID),
            Member("account", .required, "The name of its account.", .string(minimumLength: 1)),
            Member("name", .required, "", .string(minimumLength: 1)),
            Member("status", .written, "", default: .string(Campaign.initialStatus), .string(minimumLength: 1)),
            Member("assistant_id", .required, "", .integer()),
            Member(
                "timezone", .written, writtenTimezone, .string(minimumLength: 1)),
            Member(
                "max_calls_in_parallel", .written,
                "By default \(Default.maxCallsInParallel), or the plan's maximum where that is lower.", id),
            Member("allowed_hours_start_time", .written, "", default: .string(Default.allowedHoursStartTime), hour),
            Member("allowed_hours_end_time", .written, "", default: .string(Default.allowedHoursEndTime), hour),
            Member(
                "allowed_days", .written, "", default: .array(CampaignParameters.everyDay.map { .string($0) }),
                .array(of: .string(oneOf: CampaignParameters.everyDay))),
            Member(
                "max_retries", .written, "", default: .integer(Default.maxRetries), .integer(minimum: 1, maximum: 5)),
            Member(
                "retry_interval", .written, "In minutes.", default: .integer(Default.retryInterval),
                .integer(minimum: 10, maximum: 4320)),
            Member("retry_on_voicemail", .written, "", default: false, .boolean),
            Member("retry_on_goal_incomplete", .written, "", default: false, .boolean),
            Member("goal_completion_variable", .written, "", default: .null, .string(minimumLength: 1).nullable()),
            Member("mark_complete_when_no_leads", .written, "", default: true, .boolean),
            Member("phone_number_ids", .written, "", default: [], .array(of: .integer())),
            Member("created_at", .written, "", default: defaultTime, time),
            Member("updated_at", .written, "By default `created_at`.", time),
            Member("calls_begun", .written, "The calls that it has begun, deleted ones too.", default: 0, count),
        ])
    }()

    static let listedCampaign = DocumentShape(
        campaign.members + [
            Member(
                "lead_counts", .optional,
                "How many leads have each status, without secondary contacts. A status that no lead has is left out.",
                .dictionary(of: count))
        ])

    static let lead = DocumentShape([
        Member("id", .required, "Unique among the leads and contacts of all accounts.", rowID),
        Member("campaign_id", .required, "", rowID),
        Member(
            "phone_number", .required, "`+` and 7 to 15 digits of which the first is not 0.",
            .string().examples("+15550100123")),
        Member(
            "primary_id", .written, "The lead of a secondary contact; null for a lead.", default: .null,
            rowID.nullable()),
        Member("variables", .written, "", default: [], .objectOrArray),
        Member(
            "status", .written, "", default: .string(LeadStatus.initial.rawValue),
            .string(oneOf: LeadStatus.allCases.map(\.rawValue))),
        Member("call_tries", .written, "The calls since the lead was last `created`.", default: 0, count),
        Member("created_at", .written, "", default: defaultTime, time),
        Member("updated_at", .written, "By default `created_at`.", time),
        Member(
            "due_at", .written, "From when on the lead may be called; null unless it waits.", default: .null,
            time.nullable()),
    ])
}

extension Schema {
    /// This object, or a text.
    static func ofTextOr(_ object: Schema) -> Schema { object.with("type", ["string", "object"]) }
}

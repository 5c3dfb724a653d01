import CampaignStore
import JSON
import OpenAPI

// Calls, and what a test sets for them.
extension ControlSchemas {
    private typealias Member = DocumentShape.Member

    private static let rowID = Schema.integer(minimum: 1, maximum: Campaign.highestID - 1)
    private static let outcomeName = Schema.string(oneOf: OutcomeName.allCases.map(\.rawValue))
    private static let transcript = Schema.array(of: .array(of: .string()))
        .examples([["bot", "Hello"], ["human", "Hi"]])

    static let call = DocumentShape([
        Member("id", .required, "Unique among the calls of all accounts.", rowID),
        Member("account", .required, "The name of its account.", .string(minimumLength: 1)),
        Member("campaign_id", .written, "Null for a call without a campaign.", default: .null, rowID.nullable()),
        Member("lead_id", .written, "The lead or secondary contact that is called.", default: .null, rowID.nullable()),
        Member("assistant_id", .required, "", id),
        Member(
            "type", .written, "", default: .string(CallType.outbound.rawValue),
            .string(oneOf: CallType.allCases.map(\.rawValue))),
        Member(
            "assistant_phone_number", .written, "The number that the call comes from.", default: .null,
            .string(minimumLength: 1).nullable()),
        Member(
            "client_phone_number", .required, "The number that is called.",
            .string(minimumLength: 1).examples("+15550100123")),
        Member("outcome", .written, "", default: .string(OutcomeName.completed.rawValue), outcomeName),
        Member("attempt", .written, "Which of the calls since the lead was last `created`.", default: 1, id),
        Member(
            "status", .written, "`in-progress` while the call goes on. By default that of its outcome.",
            .string(oneOf: CallStatus.allCases.map(\.rawValue))),
        Member("created_at", .written, "When it began.", default: "2026-01-01T00:00:00.000000Z", time),
        Member("ends_at", .written, "The planned end. By default after the outcome's usual time.", time),
        Member(
            "ended_at", .written, "Null while the call goes on. By default `ends_at`.",
            of: { $0 == .answer ? time.nullable() : time }),
        Member("decides", .written, "Whether its end decides about the lead.", default: true, .boolean),
        Member("hidden", .written, "Whether it was deleted while it went on.", default: false, .boolean),
        Member(
            "variables", .written, "Of a call without a lead. Null: those of the lead.", default: .null,
            of: { $0 == .answer ? .any : .objectOrArray }),
        Member(
            "transcript", .written, "Who says what. Null: what is usually said.", default: .null,
            transcript.nullable()),
        Member(
            "extracted_variables", .written, "Merged over the usual ones.", default: .null,
            Schema.dictionary().nullable()),
        Member(
            "webhook_response", .written, "What the receiver of the webhook answered.", default: .null, .any),
    ])

    static let readCall = DocumentShape(
        call.members + [
            Member(
                "seen_by_client", .written,
                "What `GET /user/calls/{id}` answers: transcript, variables, evaluation, costs. Null for a deleted one.",
                Schema.dictionary().nullable())
        ])

    static let listedCalls = DocumentShape(
        [Member("calls", .written, "", .array(of: .reference("StoredCall")))] + counts(.optional, total: true) + [
            Member(
                "spans", .optional, "With `step`: the spans in which calls began, in the order of time.",
                of: { .array(of: span.schema(for: $0)) })
        ])

    private static let span = DocumentShape(
        [Member("time", .written, "When the span begins.", time)] + counts(.written, total: false))

    private static func counts(_ need: Member.Need, total: Bool) -> [Member] {
        [
            total ? Member("total", need, "With `counts=1`: how many match.", count) : nil,
            Member(
                "outcomes", need, "How many ended with which outcome. An outcome that none has is left out.",
                .dictionary(of: count)),
            Member("going_on", need, "How many go on.", count),
        ].compactMap(\.self)
    }

    static let playedCall = DocumentShape([
        Member("lead_id", .required, "The lead or secondary contact that is called.", rowID),
        Member(
            "outcome", .optional, "By default what is set for the account, or what the number stands for.", outcomeName),
        Member(
            "seconds", .optional, "How long the call takes. By default the outcome's usual time. Needs `outcome`.",
            .integer(minimum: 1, maximum: 86_400)),
        Member(
            "extracted_variables", .optional, "Merged over the usual ones.",
            Schema.dictionary().examples(["appointment_booked": true])),
        Member("transcript", .optional, "Who says what: pairs of `bot` or `human` and a text.", transcript),
    ])

    static let nextCall = Schema.object([
        "at": time.described("On the clock of the account."),
        "what": .string(oneOf: ["begins", "ends"]),
        "account": .string(),
        "campaign_id": rowID.nullable().described("Null for a call without a campaign."),
        "lead_id": rowID.nullable().described("The lead or secondary contact that is called."),
        "phone_number": .string().described("The number that is called."),
        "call_id": rowID.nullable().described("The call that ends. Null if a call begins."),
    ])

    static let outcome = DocumentShape([
        Member("match", .optional, "Which calls. Without it all.", of: { match.schema(for: $0) }),
        Member(
            "outcome", .required, "A name, or weights by which one is drawn.",
            of: { draw.schema(for: $0).ofTextOrObject(OutcomeName.allCases.map(\.rawValue)) }),
        Member(
            "seconds", .optional, "How long the call takes. By default the outcome's usual time.",
            .integer(minimum: 1, maximum: 86_400)),
        Member(
            "extracted_variables", .optional, "Merged over the usual ones.",
            Schema.dictionary().examples(["appointment_booked": true])),
        Member("transcript", .optional, "Who says what: pairs of `bot` or `human` and a text.", transcript),
    ])

    private static let match = DocumentShape([
        Member(
            "phone_number", .optional, "In it `*` stands for any text.",
            .string(minimumLength: 1).examples("+4930*")),
        Member("campaign_id", .optional, "", id),
        Member("attempt", .optional, "1 for the first call of a lead.", id),
    ])

    private static let draw = DocumentShape([
        Member("weights", .required, "The sum must be above 0.", of: { weights.schema(for: $0) }),
        Member("seed", .optional, "Of the pseudorandom numbers. By default 0.", .integer()),
    ])

    private static let weights = DocumentShape(
        OutcomeName.allCases.map {
            Member($0.rawValue, .optional, "", .integer(minimum: 0, maximum: OutcomeSetting.highestWeight))
        })
}

extension Schema {
    /// This object, or one of some texts.
    fileprivate func ofTextOrObject(_ texts: [String]) -> Schema {
        with("type", ["string", "object"]).examples(.string(texts[0]))
    }
}

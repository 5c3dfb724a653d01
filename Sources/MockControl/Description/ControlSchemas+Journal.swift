import CampaignAPI
import JSON
import OpenAPI

// What the journal and the faults show.
extension ControlSchemas {
    static let headers = Schema.dictionary(of: .string())
        .described("The header fields. Names are in lower case; the values of repeated fields are joined.")

    /// The members that show a body.
    static let bodyMembers: [(name: String, schema: Schema, isOptional: Bool)] = [
        ("body", Schema.string().described("The body, when it is UTF-8. Only the first bytes are kept."), true),
        ("body_base64", Schema.string().described("The body in Base64, when it is not UTF-8."), true),
        ("body_bytes", count.described("The bytes of the whole body."), false),
        ("body_truncated", Schema.boolean.described("Whether only a part was kept (`--journal-body-bytes`)."), false),
    ]

    static var journal: [Named] {
        [
            Named("RecordedRequest", recordedRequest),
            Named("ReviewedMember", reviewedMember),
            Named(
                "Difference",
                .object(
                    [
                        "member": Schema.string().described("The member of the match, such as `path` or `json.name`."),
                        "expected": Schema.any.described("The value that the match asks for."),
                        "found": Schema.any.described("The request's own value."),
                        "absent": Schema(["const": true]).described(
                            "In place of `found`: the request has no such value."),
                    ], optional: ["found", "absent"]
                ).described("A member of a match that a request does not fulfil.")),
            Named(
                "NearMiss",
                .object([
                    "distance": Schema.number(minimum: 0).described("0 is nearly right; each member adds up to 1."),
                    "differences": .array(of: .reference("Difference"), minimumCount: 1),
                    "request": .reference("RecordedRequest"),
                ]).described("A recorded request that nearly matches.")),
        ]
    }

    private static var recordedRequest: Schema {
        let leading: [(String, Schema)] = [
            ("number", id.described("Counted from 1; a reset starts again.")),
            ("time", time.described("When the response was ready, by the clock of the account.")),
            ("real_time", time.described("When the request arrived, by the machine's clock.")),
            ("account", Schema.string().nullable().described("The account of the key; null without a known key.")),
            (
                "method",
                Schema.string().nullable().described("Null when the server refused the request before it arrived.")
            ),
            ("target", Schema.string().nullable().described("Path and query as sent.")),
            ("headers", headers),
        ]
        let trailing: [(String, Schema)] = [
            ("json", Schema.any.described("The body's JSON value; null when the body is not JSON or was cut.")),
            (
                "warnings",
                .array(
                    of: .object([
                        "field": Schema.string().described("The member's name."),
                        "message": Schema.string().described("What the platform would swallow without a word."),
                    ]))
            ),
            (
                "status",
                Schema.integer(minimum: 100, maximum: 599).nullable().described("Null when no response was sent.")
            ),
            ("answer", recordedAnswer.nullable()),
            ("campaign_id", id.nullable().described("The campaign that the request made, changed or deleted.")),
            ("lead_id", id.nullable().described("The lead that the request made, changed or deleted.")),
            ("duration_us", count.described("Microseconds from the request's last byte to the response.")),
            (
                "fault",
                Schema.string().nullable().described(
                    "The fault that shaped the response; `prefer` for a `Prefer` field.")
            ),
            ("refusal", Schema.string().nullable().described("Why the HTTP server itself refused the request.")),
            ("connection", count.described("The number of the connection.")),
            ("peer", Schema.string().nullable().described("The client's address and port.")),
            (
                "reason",
                Schema.string(minimumLength: 1).described(
                    "Why the request got its answer, such as `max_retries is above 5; 2 more`. Made when it is read. "
                        + "The requests of other calls than the journal's and the events have none.")
            ),
            (
                "members",
                Schema.array(of: .reference("ReviewedMember")).nullable().described(
                    "What became of each member: those of the body in the order sent, each followed by its elements that "
                        + "have a verdict of their own, then those not sent. Null when the body was cut or cannot be read. "
                        + "Only of a request that is read alone.")
            ),
            (
                "members_note",
                Schema.string().nullable().described(
                    "Why there are no members, or what the verdicts leave out. Only of a request that is read alone.")
            ),
        ]
        let members = leading + bodyMembers.map { ($0.name, $0.schema) } + trailing
        return .object(
            JSONObject(members.map { .init(name: $0.0, value: $0.1.json) }),
            optional: ["body", "body_base64", "reason", "members", "members_note"]
        )
        .described("A request that the API got, with its response.")
    }

    private static var reviewedMember: Schema {
        let members: [(String, Schema)] = [
            ("path", Schema.string().described("Its name, or the path of an element such as `allowed_days.2`.")),
            (
                "verdict",
                Schema.string(oneOf: ReviewedMember.Verdict.allCases.map(\.rawValue)).described(
                    "`repeated`: a later member of the same name counts. `missing`: required, and not sent.")
            ),
            ("sent", .boolean),
            ("value", Schema.any.described("As sent.")),
            ("in", Schema.string(always: "query").described("Where it stood, if not in the body.")),
            ("taken_as", Schema.any.described("What the API takes it as, where that differs.")),
            ("rule", Schema.string().described("What is asked of a value, in plain words.")),
            ("messages", Schema.array(of: .string()).described("Why it was refused, in the API's words.")),
            ("warnings", Schema.array(of: .string()).described("What the platform would swallow without a word.")),
            ("default", Schema.any.described("What the API takes when it is not sent, where there is such a value.")),
        ]
        return .object(
            JSONObject(members.map { .init(name: $0.0, value: $0.1.json) }),
            optional: ["value", "in", "taken_as", "rule", "default"]
        )
        .described("A member that a request has, or could have.")
    }

    private static var recordedAnswer: Schema {
        let members = [("headers", headers)] + bodyMembers.map { ($0.name, $0.schema) }
        return .object(
            JSONObject(members.map { .init(name: $0.0, value: $0.1.json) }), optional: bodyMembers.map(\.name)
        ).described("The response, without a body when it is a stream; null when none was sent.")
    }

    // MARK: - Faults

    static var fault: Named {
        let counts: [(String, Schema)] = [
            ("id", Schema.string(pattern: "^fault-[1-9][0-9]*$")),
            ("matched", count.described("How many requests matched so far.")),
            ("fired", count.described("How many of them failed.")),
            ("exhausted", Schema.boolean.described("Whether the fault has fired `times` times.")),
            ("seed", count.described("The seed of its random decisions. Send it to repeat a run.")),
        ]
        var properties = JSONObject(counts.map { .init(name: $0.0, value: $0.1.json) })
        let sent = Schema.object(Fault.fields, texts: CallDescription.faultMembers, others: .unsaid).keywords
        for member in sent["properties"]?.object?.members ?? [] where properties[member.name] == nil {
            properties[member.name] = member.value
        }
        return Named(
            "Fault",
            .object(properties, optional: ["match", "times", "probability", "after"])
                .described("A fault as it was sent, with its id and how often it has fired."))
    }
}

extension Schema {
    /// An object of these members, all of which are required except the optional ones.
    static func object(_ properties: JSONObject, optional: [String]) -> Schema {
        Schema([
            "type": "object", "properties": .object(properties),
            "required": .array(properties.members.map(\.name).filter { !optional.contains($0) }.map { .string($0) }),
        ])
    }
}

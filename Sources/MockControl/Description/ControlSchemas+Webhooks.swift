import JSON
import OpenAPI

// The post-call webhooks.
extension ControlSchemas {
    static var webhook: Named {
        let request = Schema.object([
            "headers": headers,
            "body": Schema.dictionary().described(
                "What is posted. The document of the platform's API describes it as `PostCall`."),
        ])
        let read: [(String, Schema)] = [
            ("body", Schema.string().described("What was read of the body, when it is UTF-8.")),
            ("body_base64", Schema.string().described("What was read of the body in Base64, when it is not UTF-8.")),
            ("body_bytes", count.described("The bytes that were read, at most 65536.")),
            ("body_truncated", Schema.boolean.described("Whether more came than was read.")),
        ]
        let answer = Schema.object(
            JSONObject((answerHead + read).map { .init(name: $0.0, value: $0.1.json) }),
            optional: ["body", "body_base64"])
        return Named(
            "Webhook",
            webhook([
                ("request", request),
                (
                    "answer",
                    answer.nullable().described(
                        "What the receiver answered, whatever the status; null without an answer.")
                ),
            ]).described("The webhook of a call that has ended."))
    }

    /// The data of an event `webhook`.
    static var webhookSummary: Schema {
        webhook([
            (
                "answer",
                Schema.object(JSONObject(answerHead.map { .init(name: $0.0, value: $0.1.json) }), optional: [])
                    .nullable()
            )
        ])
    }

    private static let answerHead: [(String, Schema)] = [
        ("status", .integer(minimum: 200, maximum: 999)), ("headers", headers),
    ]

    private static func webhook(_ exchange: [(String, Schema)]) -> Schema {
        let leading: [(String, Schema)] = [
            ("number", id.described("Counted from 1 in the order in which the calls ended; a reset starts again.")),
            (
                "state",
                Schema.string(oneOf: Webhook.State.allCases.map(\.rawValue)).described(
                    "`waiting`: to be sent, or not answered yet. `delivered`: answered, whatever the status. `failed`: not "
                        + "answered. `blocked`: the URL is not allowed, and nothing was sent.")
            ),
            ("account", .string()), ("call_id", id),
            ("campaign_id", id.nullable().described("Null for a call without a campaign.")),
            ("lead_id", id.nullable().described("The lead or secondary contact that was called.")),
            ("assistant_id", id), ("url", Schema.string().described("The assistant's `webhook_url` at that time.")),
            ("made_at", time.described("When the call ended, by the clock of the account.")),
            ("attempts", count.described("How often it was sent, that of now included.")),
        ]
        let trailing: [(String, Schema)] = [
            ("error", Schema.string().nullable().described("Why it failed or is blocked, in one line.")),
            ("sent_at", time.nullable().described("When the last attempt began, by the machine's clock.")),
            (
                "milliseconds",
                Schema.number(minimum: 0).nullable().described("How long the last attempt took; null while it goes on.")
            ),
        ]
        return .object(
            JSONObject((leading + exchange + trailing).map { .init(name: $0.0, value: $0.1.json) }), optional: [])
    }
}

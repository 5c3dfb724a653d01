import JSON
import OpenAPI

// The post-call webhooks.
extension CallDescription {
    static var webhooks: CallDescription {
        CallDescription(
            "listWebhooks", .webhooks,
            """
            Lists the post-call webhooks, the newest first. Those that wait are kept, and the last 1,000 that are finished. \
            Only `http` to this machine is sent, and to hosts of `--webhook-host`; the others are `blocked`.
            """,
            members: filters(prefix: "").merging([
                "before": "Those with numbers below this one: the last number of the page before.",
                "limit": MemberText("The most webhooks.", default: .integer(Int64(Page.usualLimit))),
            ]) { $1 },
            answers: [
                AnswerDescription(
                    200, "The webhooks.",
                    .object([
                        "webhooks": .array(of: .reference("Webhook")),
                        "total": ControlSchemas.count.described("How many match, on all pages."),
                    ]))
            ])
    }

    static var webhookArchive: CallDescription {
        CallDescription(
            "readWebhookArchive", .webhooks,
            """
            Writes the post-call webhooks that match all filters and were sent as an HTTP Archive (HAR 1.2), which the \
            developer tools of browsers open. The oldest come first. Of a webhook that was sent again, the last try is there.
            """,
            members: filters(prefix: "").merging(["limit": "The last so many; without it, all."]) { $1 },
            answers: [AnswerDescription(200, "The archive.", .reference("WebhookArchive"))])
    }

    static var webhook: CallDescription {
        CallDescription(
            "readWebhook", .webhooks, "Reads one post-call webhook.", parameters: [webhookNumber],
            answers: [AnswerDescription(200, "The webhook.", .reference("Webhook")), .absent("webhook")])
    }

    static var redelivery: CallDescription {
        CallDescription(
            "redeliverWebhook", .webhooks,
            """
            Sends a webhook again: the same body, behind those that wait for the same receiver. The mock itself never \
            repeats one.
            """,
            parameters: [webhookNumber],
            answers: [
                AnswerDescription(202, "It waits to be sent.", .reference("Webhook")), .absent("webhook"),
                AnswerDescription(409, "It still waits, or it is blocked.", .reference("Message")),
            ])
    }

    static var webhookWait: CallDescription {
        CallDescription(
            "waitForWebhooks", .webhooks,
            """
            Waits until so many webhooks match; those that are there count. Without `state` in `match`, those count that \
            are finished: delivered, failed or blocked.
            """,
            members: filters(prefix: "match.").merging([
                "match": "The webhooks that it is about; without members all.",
                "count": MemberText("How many.", default: .integer(Int64(RequestWait.usualCount))),
                "timeout_ms": MemberText(
                    "The longest wait in milliseconds.", default: .integer(Int64(RequestWait.usualTimeout))),
            ]) { $1 },
            answers: [
                AnswerDescription(
                    200, "So many are there. The webhook is the last of them.",
                    .object(["count": ControlSchemas.id, "webhook": .reference("Webhook")])),
                AnswerDescription(
                    408, "Too few came in time; `message` says what is with the others.",
                    .object(["message": .string(), "count": ControlSchemas.count])),
            ])
    }

    static var webhookRemoval: CallDescription {
        CallDescription(
            "deleteWebhooks", .webhooks,
            "Deletes the webhooks that match all filters; without a filter all. One that waits is not sent any more.",
            members: filters(prefix: ""),
            answers: [AnswerDescription(200, "How many were deleted.", .reference("Deleted"))])
    }

    private static let webhookNumber = Parameter(
        "number", in: .path, .integer(minimum: 1), "The number of the webhook.", example: 1)

    private static func filters(prefix: String) -> [String: MemberText] {
        let members: [String: MemberText] = [
            "account": MemberText("The name of an account.", examples: ["demo"]),
            "state": "One state.", "campaign_id": "Those of one campaign's calls.",
            "lead_id": "Those of the calls to one lead or secondary contact.", "call_id": "That of one call.",
            "assistant_id": "Those of one assistant.",
        ]
        return Dictionary(uniqueKeysWithValues: members.map { (prefix + $0.key, $0.value) })
    }
}

import JSON
import OpenAPI

// The journal and the webhooks as HTTP Archives.
extension ControlSchemas {
    static var archives: [Named] {
        [
            Named("HTTPArchive", archive(of: archivedRequest)),
            Named("WebhookArchive", archive(of: archivedWebhook)),
        ]
    }

    private static func archive(of entry: Schema) -> Schema {
        .object([
            "log": .object([
                "version": .string(always: "1.2"),
                "creator": .object(["name": .string(), "version": .string()]),
                "entries": .array(of: entry),
            ])
        ]).described("An HTTP Archive (HAR 1.2). Members with an underscore are the mock's own.")
    }

    private static var archivedRequest: Schema {
        .object([
            "startedDateTime": time.described("When the request arrived, by the machine's clock."),
            "time": milliseconds, "request": archiveRequest, "response": archiveResponse, "cache": .object([:]),
            "timings": timings, "connection": Schema.string().described("The number of the connection."),
            "_number": id.described("The number of the request in the journal."),
            "_account": Schema.string().nullable().described("The account of the key; null without a known key."),
            "_fault": Schema.string().nullable().described("The fault that shaped the response."),
            "_refusal": Schema.string().nullable().described("Why the HTTP server itself refused the request."),
        ])
    }

    private static var archivedWebhook: Schema {
        .object([
            "startedDateTime": time.described("When the last try began, by the machine's clock."),
            "time": milliseconds, "request": archiveRequest, "response": archiveResponse, "cache": .object([:]),
            "timings": timings, "_number": id.described("The number of the webhook."),
            "_account": Schema.string().described("The account of the call."), "_call_id": id,
            "_state": .string(oneOf: [Webhook.State.waiting, .delivered, .failed].map(\.rawValue)),
            "_error": Schema.string().nullable().described("Why there is no answer."),
        ])
    }

    private static let timings = Schema.object(["send": milliseconds, "wait": milliseconds, "receive": milliseconds])
    private static let milliseconds = Schema.number(minimum: 0)
    private static let size = Schema.integer(minimum: -1).described("In bytes; -1 when it is not known.")
    private static let pairs = Schema.array(of: .object(["name": .string(), "value": .string()]))
    private static let comment = Schema.string().described("Says how much of the body was kept, if not all.")
    private static let mediaType = Schema.string().described("The `Content-Type`, or empty.")

    private static var archiveRequest: Schema {
        .object(
            [
                "method": .string(), "url": .string(), "httpVersion": .string(),
                "cookies": pairs.described("Their values are masked."),
                "headers": pairs.described("In their order. Keys and cookies are masked."),
                "queryString": pairs,
                "postData": .object(
                    [
                        "mimeType": mediaType, "text": .string(), "_encoding": .string(always: "base64"),
                        "comment": comment,
                    ], optional: ["_encoding", "comment"]),
                "headersSize": size, "bodySize": size,
            ], optional: ["postData"])
    }

    private static var archiveResponse: Schema {
        .object([
            "status": Schema.integer(minimum: 0, maximum: 999).described("0 when there was no response."),
            "statusText": .string(), "httpVersion": .string(),
            "cookies": .array(
                of: .object(
                    [
                        "name": .string(), "value": .string(), "path": .string(), "domain": .string(),
                        "httpOnly": .boolean, "secure": .boolean,
                    ], optional: ["path", "domain"])),
            "headers": pairs.described("As they were sent: cookies that are set are not masked."),
            "content": .object(
                [
                    "size": count, "mimeType": mediaType, "text": .string(), "encoding": .string(always: "base64"),
                    "comment": comment,
                ], optional: ["text", "encoding", "comment"]),
            "redirectURL": .string(), "headersSize": size, "bodySize": size,
        ])
    }
}

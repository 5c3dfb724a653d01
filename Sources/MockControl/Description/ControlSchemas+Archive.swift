import JSON
import OpenAPI

// The journal as an HTTP Archive.
extension ControlSchemas {
    static var archive: Named {
        Named(
            "HTTPArchive",
            .object([
                "log": .object([
                    "version": .string(always: "1.2"),
                    "creator": .object(["name": .string(), "version": .string()]),
                    "entries": .array(of: archiveEntry),
                ])
            ]).described("An HTTP Archive (HAR 1.2). Members with an underscore are the mock's own."))
    }

    private static var archiveEntry: Schema {
        .object([
            "startedDateTime": time.described("When the request arrived, by the machine's clock."),
            "time": milliseconds, "request": archiveRequest, "response": archiveResponse,
            "cache": .object([:]),
            "timings": .object(["send": milliseconds, "wait": milliseconds, "receive": milliseconds]),
            "connection": Schema.string().described("The number of the connection."),
            "_number": id.described("The number of the request in the journal."),
            "_account": Schema.string().nullable().described("The account of the key; null without a known key."),
            "_fault": Schema.string().nullable().described("The fault that shaped the response."),
            "_refusal": Schema.string().nullable().described("Why the HTTP server itself refused the request."),
        ])
    }

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
                "headers": pairs.described("In the order in which they came. Keys and cookies are masked."),
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
            "status": Schema.integer(minimum: 0, maximum: 599).described("0 when no response was sent."),
            "statusText": .string(), "httpVersion": .string(),
            "cookies": .array(
                of: .object(
                    [
                        "name": .string(), "value": .string(), "path": .string(), "domain": .string(),
                        "httpOnly": .boolean, "secure": .boolean,
                    ], optional: ["path", "domain"])), "headers": pairs,
            "content": .object(
                [
                    "size": count, "mimeType": mediaType, "text": .string(), "encoding": .string(always: "base64"),
                    "comment": comment,
                ], optional: ["text", "encoding", "comment"]),
            "redirectURL": .string(), "headersSize": size, "bodySize": size,
        ])
    }
}

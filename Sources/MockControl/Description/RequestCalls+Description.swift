import JSON
import OpenAPI
import Validation

// The journal.
extension CallDescription {
    static var requests: CallDescription {
        CallDescription(
            "listRequests", .requests,
            """
            Lists the recorded requests that match all filters. `json.PATH=VALUE`, such as `json.name=Spring`, asks for a \
            member of the body; it may occur several times. A value that is JSON matches as JSON and as text.
            """,
            parameters: [RequestParameters.absent],
            members: RequestParameters.filters.merging([
                "limit": MemberText("The most requests.", default: .integer(Int64(ControlPlane.usuallyListed))),
                "order": MemberText("Which come first.", default: .string(ControlPlane.usualOrder)),
            ]) { $1 },
            answers: [
                AnswerDescription(
                    200, "The requests.",
                    .object([
                        "requests": .array(of: .reference("RecordedRequest")),
                        "total": ControlSchemas.count.described("How many match, on all pages."),
                        "forgotten": forgotten,
                    ]))
            ])
    }

    private static let forgotten = ControlSchemas.count.described(
        "How many more may have matched, but are no longer kept (`--journal-entries`).")

    static var archive: CallDescription {
        CallDescription(
            "readArchive", .requests,
            """
            Writes the recorded requests that match all filters as an HTTP Archive (HAR 1.2), which the developer tools of \
            browsers open. The oldest come first. Keys are masked. The filters are those of `GET /_mock/requests`, \
            `json.PATH=VALUE` too.
            """,
            parameters: [RequestParameters.absent],
            members: RequestParameters.filters.merging(["limit": "The last so many; without it, all."]) { $1 },
            answers: [AnswerDescription(200, "The archive.", .reference("HTTPArchive"))])
    }

    static var forgetting: CallDescription {
        CallDescription(
            "deleteRequests", .requests,
            """
            Deletes the recorded requests that match all filters; without a filter all, as if none had come. The filters \
            are those of `GET /_mock/requests`, `json.PATH=VALUE` too.
            """,
            parameters: [RequestParameters.absent], members: RequestParameters.filters,
            answers: [AnswerDescription(200, "How many were deleted.", .reference("Deleted"))])
    }

    static var verification: CallDescription {
        CallDescription(
            "verifyRequests", .requests,
            """
            Checks how many recorded requests match. Without `count`, `at_least` and `at_most` at least one must. `count` \
            goes with neither of the others.
            """,
            members: RequestParameters.journalMatch.merging([
                "count": "Exactly so many.", "at_least": "So many or more.",
                "at_most": "So many or fewer; at least `at_least`.",
            ]) { $1 },
            answers: [
                AnswerDescription(200, "As many match as expected.", verified(.string(), optional: [])),
                AnswerDescription(
                    409,
                    """
                    Another number matches; `near_misses` shows the nearest requests and what differs. `verified` is null \
                    when requests that are no longer kept decide. Or the journal is off, and there is only a message.
                    """, verified(.string(), optional: ["verified", "count", "requests", "forgotten", "near_misses"])),
            ])
    }

    private static func verified(_ message: Schema, optional: [String]) -> Schema {
        let nearMisses: [(String, Schema)] =
            optional.isEmpty ? [] : [("near_misses", .array(of: .reference("NearMiss"), maximumCount: 3))]
        let members: [(String, Schema)] =
            [
                ("message", message.described("The result in one line.")),
                (
                    "verified",
                    optional.isEmpty
                        ? Schema(["const": true]) : Schema(["type": ["boolean", "null"], "enum": [false, .null]])
                ),
                ("count", ControlSchemas.count.described("How many match.")),
                ("requests", Schema.array(of: ControlSchemas.id).described("The numbers of those that match.")),
                ("forgotten", forgotten),
            ] + nearMisses
        return .object(JSONObject(members.map { .init(name: $0.0, value: $0.1.json) }), optional: optional)
    }

    static var waiting: CallDescription {
        CallDescription(
            "waitForRequests", .requests,
            "Waits until so many requests that match are recorded. Requests that are recorded already count.",
            members: RequestParameters.journalMatch.merging([
                "count": MemberText("How many.", default: .integer(Int64(RequestWait.usualCount))),
                "timeout_ms": MemberText(
                    "The longest wait in milliseconds.", default: .integer(Int64(RequestWait.usualTimeout))),
            ]) { $1 },
            answers: [
                AnswerDescription(
                    200, "So many came.",
                    .object([
                        "count": ControlSchemas.id,
                        "request": .reference("RecordedRequest"),
                    ])),
                AnswerDescription(
                    408, "Too few came in time; `near_misses` shows the nearest requests.",
                    .object([
                        "message": .string(), "count": ControlSchemas.count, "forgotten": forgotten,
                        "near_misses": .array(of: .reference("NearMiss"), maximumCount: 3),
                    ])),
                AnswerDescription(409, "The journal is off (`--journal-entries 0`).", .reference("Message")),
            ])
    }

    static var request: CallDescription {
        CallDescription(
            "readRequest", .requests, "Reads one recorded request.", parameters: [RequestParameters.number],
            answers: [AnswerDescription(200, "The request.", .reference("RecordedRequest")), .absent("request")])
    }

    static var curlLine: CallDescription {
        CallDescription(
            "readCurlLine", .requests,
            "Writes a recorded request as a curl command for a shell. The key is the variable `CAMPAIGN_MOCK_KEY`.",
            parameters: [
                RequestParameters.number,
                Parameter("Accept", in: .header, .string(), "`text/plain` first asks for the bare line."),
            ],
            answers: [
                AnswerDescription(
                    200, "The command.",
                    [
                        Content(.object(["curl": .string()])),
                        Content(.string(), mediaType: "text/plain; charset=utf-8"),
                    ]),
                AnswerDescription(
                    404, "There is no such request, or the HTTP server refused it, so that curl could not send it.",
                    .reference("Message")),
            ])
    }
}

/// Parameters and members that several calls share.
enum RequestParameters {
    static let number = Parameter(
        "number", in: .path, .integer(minimum: 1), "The number of the request.", example: 1)

    static let absent = Parameter(
        "absent", in: .query, .array(of: .string(minimumLength: 1)),
        "A member that the body must not have. May occur several times.")

    /// The filters of a query.
    static let filters = matchMembers(prefix: "").merging([
        "since": MemberText(
            "After the request with this number, or at this time of the mock's clock or later.",
            examples: ["0"], schema: .string()),
        "has_warnings": "Whether the request has warnings.",
    ]) { $1 }

    /// The members of a match for requests that are still to come.
    static let arrivalMatch = matchMembers(prefix: "match.").filter { !answered.contains($0.key) }

    /// The members of a match for recorded requests.
    static let journalMatch = matchMembers(prefix: "match.").merging([
        "match.since": MemberText(
            "After the request with this number, or at this time of the mock's clock or later.",
            schema: Schema(["type": ["integer", "string"]])),
        "match.has_warnings": "Whether the request has warnings.",
    ]) { $1 }

    private static let answered: Set = ["match.status", "match.campaign_id", "match.lead_id", "match.fault"]

    private static func matchMembers(prefix: String) -> [String: MemberText] {
        var members: [String: MemberText] = [
            "account": MemberText(
                "The name of the account of the key.", examples: ["demo"],
                schema: .string(minimumLength: 1, maximumLength: 255, pattern: "^[ -.0-~]*$")),
            "method": MemberText(
                "Its case makes no difference.", examples: ["POST"],
                schema: .string(pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")),
            "path": MemberText(
                "Such as `/user/campaign`, with or without `/api`. `*` stands for any text.",
                examples: ["/user/campaign"], schema: .string(pattern: "^[/*][^?#]*$")),
            "body_contains": "A text in the body, exactly so.",
            "status": "The status of the response.",
            "campaign_id": "The campaign that the request made, changed or deleted.",
            "lead_id": "The lead that the request made, changed or deleted.",
            "fault": MemberText(
                "The id of the fault that shaped the response, or `prefer`.",
                schema: .string(pattern: "^(fault-[1-9][0-9]{0,17}|prefer)$")),
        ]
        guard !prefix.isEmpty else { return members }
        members["json"] = MemberText(
            "Members of the body with their values. A dot leads into an object, a JSON Pointer into any.",
            examples: [["name": "Spring"]])
        members["absent"] = MemberText(
            "Members that the body must not have.", schema: .array(of: .string(minimumLength: 1)))
        return Dictionary(uniqueKeysWithValues: members.map { (prefix + $0.key, $0.value) })
            .merging(["match": "The requests that it is about; without members all."]) { $1 }
    }
}

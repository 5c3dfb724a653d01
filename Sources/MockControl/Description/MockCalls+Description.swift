import JSON
import OpenAPI

// The mock itself, its clock and its events.
extension CallDescription {
    static var index: CallDescription {
        CallDescription(
            "listCalls", .mock,
            """
            Lists the calls of the control plane. This document says more of each. A browser, whose `Accept` prefers HTML, \
            gets the mock's page instead: at `/_mock/`, to which `/_mock` and the mock's address lead it.
            """,
            parameters: [ifNoneMatch],
            answers: [
                AnswerDescription(
                    200, "The calls, or the page.",
                    [
                        Content(
                            .object([
                                "calls": .array(
                                    of: .object(["method": .string(), "path": .string(), "summary": .string()]))
                            ])), Content(.string(), mediaType: "text/html; charset=utf-8"),
                    ]),
                notModified,
                AnswerDescription(
                    307, "The page is at `/_mock/`.",
                    headers: [
                        HeaderDescription("Location", .string(), "A relative URL.", isRequired: true, isShared: false)
                    ], []),
            ])
    }

    static var health: CallDescription {
        CallDescription(
            "readHealth", .mock,
            """
            Answers as soon as the mock serves requests. Scripts ask it until it does. A mock that listens beyond loopback \
            answers everyone, but only clients that may call the control plane get more than `status` and `version`.
            """,
            usesStore: true,
            answers: [
                AnswerDescription(
                    200, "The mock is well.",
                    .object(
                        [
                            "status": .string(always: "ok"), "version": .string(),
                            "uptime_seconds": ControlSchemas.count,
                            "database": .object([
                                "path": Schema.string().nullable().described("Null for a database in memory."),
                                "durability": .string(oneOf: ["normal", "full"]), "campaigns": ControlSchemas.count,
                            ]),
                        ], optional: ["uptime_seconds", "database"]))
            ])
    }

    static var metrics: CallDescription {
        CallDescription(
            "readMetrics", .mock,
            """
            Metrics in Prometheus' text format. Requests to the API count by method, route and status, from the journal. One \
            that the journal has forgotten before the metrics are read counts as `unseen`.
            """,
            usesStore: true,
            answers: [
                AnswerDescription(200, "The metrics.", [Content(.string(), mediaType: MetricsText.mediaType)])
            ])
    }

    static var docs: CallDescription {
        CallDescription(
            "showDescription", .mock,
            "A page for people: both OpenAPI documents, with *Try it*. It needs no token; it asks for the token itself.",
            parameters: [ifNoneMatch],
            answers: [
                AnswerDescription(
                    200, "The page.", headers: [entityTag], [Content(.string(), mediaType: "text/html; charset=utf-8")]),
                notModified,
            ])
    }

    static var openAPI: CallDescription {
        served(
            "readDescription",
            "The OpenAPI 3.1 document of the platform's API. A client made from it fits the platform.")
    }

    static var controlOpenAPI: CallDescription {
        served("readControlDescription", "The OpenAPI 3.1 document of the control plane: this one.")
    }

    static var seedSchema: CallDescription {
        served(
            "readSeedSchema",
            """
            The JSON Schema (draft 2020-12) of a seed. An editor that knows it completes and checks a seed: name it in the \
            seed's `$schema`.
            """, ofRequest: "`$id`")
    }

    static var agentGuide: CallDescription {
        CallDescription(
            "readAgentGuide", .mock,
            """
            How to use the mock, as one text for coding agents: the base URL, accounts with their keys, all calls with their \
            input, and how to read refusals.
            """,
            parameters: [ifNoneMatch],
            answers: [
                AnswerDescription(
                    200, "The text, in Markdown.", headers: [entityTag],
                    [Content(.string(), mediaType: ControlPlane.textType)]),
                notModified,
            ])
    }

    /// - Parameter ofRequest: the member with the URL by which the client has asked.
    private static func served(
        _ operationID: String, _ text: String, ofRequest member: String = "`servers`"
    ) -> CallDescription {
        CallDescription(
            operationID, .mock,
            text + " \(member) has the value of `--public-url`, otherwise the host of the request. "
                + "Pages of any origin may read it.",
            parameters: [ifNoneMatch],
            answers: [
                AnswerDescription(
                    200, "The document.", headers: [entityTag],
                    .dictionary()), notModified,
            ])
    }

    private static let ifNoneMatch = Parameter(
        "If-None-Match", in: .header, .string(), "The `ETag` of the copy that the client has.", component: "IfNoneMatch"
    )
    private static let entityTag = HeaderDescription("ETag", .string(), "The version of the content.", isRequired: true)
    private static let notModified = AnswerDescription(
        304, "The client's copy is still right.", headers: [entityTag], component: "NotModified")

    static var reset: CallDescription {
        CallDescription(
            "resetMock", .mock,
            """
            Resets the campaigns, leads, accounts, journal, faults and clock to the seed, all at once. A seed in a file is \
            read again; when it has a mistake, nothing changes and the answer is 422. Snapshots stay.
            """,
            members: ["keep": MemberText("What is not reset.", examples: [["clock"]])], usesStore: true,
            answers: [
                AnswerDescription(
                    200, "The mock was reset.",
                    .object([
                        "message": .string(), "kept": .array(of: .string(oneOf: ResetPart.allCases.map(\.rawValue))),
                    ]))
            ])
    }

    // MARK: - The clock

    static var clock: CallDescription {
        CallDescription(
            "readClock", .clock, "Reads the mock's clock. Accounts with a clock of their own do not follow it.",
            answers: [AnswerDescription(200, "The clock.", .reference("Clock"))])
    }

    static var clockChange: CallDescription {
        CallDescription(
            "changeClock", .clock, "Sets, freezes or moves the mock's clock. " + clockChangeText, members: clockMembers,
            needsBody: true, usesStore: true,
            answers: [AnswerDescription(200, "The clock after the change.", .reference("ChangedClock"))])
    }

    static let clockChangeText = """
        It is set first, then moved. `now` alone freezes it, `mode: offset` with `now` sets it and lets it run. Without \
        `now` and `offset_seconds` it runs on from where it is, also when it stood still. What is due up to the new time \
        has happened when the answer comes. The years 1970 to 9999 are possible.
        """

    static let clockMembers: [String: MemberText] = [
        "mode":
            "`real`, `offset` (from `now` or by `offset_seconds`, or else from where it is) or `frozen` (at `now`, or else where it is).",
        "now": MemberText("A time such as `2026-02-23T10:00:00Z`.", examples: ["2026-02-23T10:00:00Z"]),
        "offset_seconds": "Seconds ahead of the machine's clock; negative for behind it. Only with the mode `offset`.",
        "speed": """
        How many seconds pass in one of the machine's, by default 1. With `now` or `offset_seconds` it runs from there, \
        alone from where it is; one that stands still begins to run. Not with the modes `real` and `frozen`.
        """,
        "advance": MemberText(
            "Moves the clock: \(DurationText.expectation). Negative moves it back.", examples: ["1h"],
            schema: Schema(["type": ["integer", "string"], "pattern": "^-?[0-9]+[smhd]$"])),
        "advance_to": """
        Moves the clock to the `next` second in which a call begins or ends, or until it is `idle`: to the last such \
        second within 366 days. Where there is none, it stays. Not with `advance`.
        """,
    ]

    // MARK: - Events

    static var events: CallDescription {
        CallDescription(
            "followEvents", .events,
            """
            A stream of server-sent events (`text/event-stream`) that does not end. Each event has an `id`, a name and JSON \
            data on one line. Events of requests come after their response. A comment comes every 15 seconds.

            \(EventDescription.all.map { "- `\($0.name)` (`\($0.schemaName)`): \($0.text)" }.joined(separator: "\n"))

            A follower that reconnects with `Last-Event-ID` gets what it missed; what is no longer kept is announced as \
            `lost`. A follower that is too slow is disconnected. The filters are those of `GET /_mock/requests`, \
            `json.PATH=VALUE` too. An event that is no request's is sent where its account, campaign and lead fit.
            """,
            parameters: [
                RequestParameters.absent,
                Parameter(
                    "Last-Event-ID", in: .header, .string(), "The `id` of the last event that was seen.", example: "0"),
            ],
            members: RequestParameters.filters.merging([
                "last_event_id": MemberText(
                    "In place of the header field `Last-Event-ID`. `0` asks for every event that is kept.",
                    schema: .string())
            ]) { $1 },
            answers: [
                AnswerDescription(
                    200, "The stream.",
                    [
                        Content(
                            Schema.string().described(
                                "Events, each with the lines `id`, `event` and `data`, and an empty line."),
                            mediaType: "text/event-stream")
                    ])
            ])
    }
}

import CampaignAPI
import JSON
import OpenAPI
import Validation

// Faults.
extension CallDescription {
    static var faults: CallDescription {
        CallDescription(
            "listFaults", .faults, "Lists the faults in the order in which they were added.",
            answers: [AnswerDescription(200, "The faults.", .object(["faults": .array(of: .reference("Fault"))]))])
    }

    static var newFault: CallDescription {
        CallDescription(
            "addFault", .faults,
            """
            Adds a fault: requests that match fail on purpose. Of several faults that match, the first that fires counts. \
            A part of the effect that would do nothing is refused.
            """,
            members: faultMembers, needsBody: true,
            answers: [AnswerDescription(201, "The fault was added.", .reference("Fault"))])
    }

    static var faultRemovals: CallDescription {
        CallDescription(
            "deleteFaults", .faults, "Removes all faults. Requests that a fault holds back go on.",
            answers: [AnswerDescription(200, "How many were removed.", .reference("Deleted"))])
    }

    static var fault: CallDescription {
        CallDescription(
            "readFault", .faults, "Reads one fault, and how often it has fired.", parameters: [faultID],
            answers: [AnswerDescription(200, "The fault.", .reference("Fault")), .absent("fault")])
    }

    static var faultRemoval: CallDescription {
        CallDescription(
            "deleteFault", .faults, "Removes one fault.", parameters: [faultID],
            answers: [AnswerDescription(200, "It was removed.", .reference("Deleted")), .absent("fault")])
    }

    private static let faultID = Parameter("id", in: .path, .string(), "The id of the fault.", example: "fault-1")

    /// The texts of the members of a fault.
    static let faultMembers = RequestParameters.arrivalMatch.merging([
        "times": "How often the fault fires at most; without it, always.",
        "probability": MemberText(
            "The probability that it fires, above 0.", default: 1,
            schema: Schema.number(maximum: 1).with("exclusiveMinimum", 0)),
        "seed": "The seed of its random decisions; by default a random one.",
        "after": MemberText(
            "How many matching requests pass before it can fire.", default: .integer(Int64(Fault.usualAfter))),
        "effect": MemberText(
            "What happens: a name, or an object with one or more parts.", examples: ["plan_limit", ["status": 503]],
            schema: Schema([
                "type": ["string", "object"],
                "anyOf": [["type": "object"], ["enum": .array(FaultEffect.names.map { .string($0) })]],
            ]).with("minProperties", 1)),
        "effect.name": "One of the platform's own refusals. Goes with no `status`, `headers` and `body`.",
        "effect.status": "The status of the answer.",
        "effect.headers": MemberText(
            "Header fields of the answer. Requires `status`.",
            schema: .dictionary(
                of: Schema(["type": ["string", "integer", "array"], "items": ["type": ["string", "integer"]]]))),
        "effect.body": MemberText(
            "The body: a text as it is, any other value as JSON. Requires `status`.", schema: .any),
        "effect.delay_ms": MemberText(
            """
            Milliseconds before the answer, or a range or a log-normal distribution from which each delay is drawn. A \
            longer delay than the longest is cut.
            """,
            schema: Schema(["type": ["integer", "object"]]).with("minimum", 0)
                .with("maximum", .integer(Int64(FaultEffect.Delay.longest)))
                .with(
                    "anyOf",
                    [
                        ["type": "integer"], ["required": ["min_ms", "max_ms"]], ["required": ["median_ms", "p99_ms"]],
                    ])),
        "effect.delay_ms.min_ms": "Of a range: the least.",
        "effect.delay_ms.max_ms": "Of a range: the most; at least `min_ms`.",
        "effect.delay_ms.median_ms":
            "Of a distribution: half of the delays are shorter. At least 1, unless `p99_ms` is 0.",
        "effect.delay_ms.p99_ms": "Of a distribution: one delay in 100 is longer; at least `median_ms`.",
        "effect.transport": """
        `reset`: TCP reset. `close`: no answer. `truncate`: a part of the body. `garbage`: bytes that are no HTTP. \
        `drip`: a slow body. `hang`: no answer, and the connection stays open.
        """,
        "effect.after_bytes": "Of `truncate`: the bytes of the body that are sent; by default half of them.",
        "effect.bytes_per_second": MemberText(
            "Of `drip`.", default: .integer(Int64(FaultEffect.Transport.usualDripRate))),
        "effect.after_handling": MemberText(
            "Whether the API handles the request first, so that the campaign exists and the client does not know it.",
            default: .bool(FaultEffect.usuallyAfterHandling)),
    ]) { $1 }
}

import CampaignStore
import JSON
import OpenAPI

/// One kind of event in the stream.
struct EventDescription: Sendable {
    let name: String
    let text: String
    /// The schema of its data.
    let data: Schema

    /// The name of the schema in the document.
    var schemaName: String { name.prefix(1).uppercased() + name.dropFirst() + "Event" }

    static var all: [EventDescription] {
        let account = Schema.string().nullable()
        return [
            EventDescription(
                name: "request", text: "the API got a request; the data are those of `GET /_mock/requests/{number}`.",
                data: Schema(["allOf": [Schema.reference("RecordedRequest").json]])),
            EventDescription(
                name: "campaign",
                text:
                    "a request made, changed or deleted a campaign (`request` is its number), or its status changed by a "
                    + "request or its calls (`request` is null; `status`, `time`): `id`, `account`.",
                data: .object(
                    [
                        "id": ControlSchemas.id, "account": account, "request": ControlSchemas.id.nullable(),
                        "status": .string(oneOf: CampaignStatus.allCases.map(\.rawValue)),
                        "time": ControlSchemas.time,
                    ], optional: ["status", "time"])),
            EventDescription(
                name: "call", text: "a call began or ended; the data are those of a row of `GET /_mock/calls`.",
                data: Schema(["allOf": [Schema.reference("StoredCall").json]])),
            EventDescription(
                name: "lead",
                text:
                    "calls or a request changed the status, the tries or the due time of a lead or secondary contact.",
                data: .object([
                    "id": ControlSchemas.id, "account": .string(), "campaign_id": ControlSchemas.id,
                    "status": .string(oneOf: LeadStatus.allCases.map(\.rawValue)),
                    "call_tries": ControlSchemas.count, "due_at": ControlSchemas.time.nullable(),
                    "time": ControlSchemas.time,
                ])),
            EventDescription(
                name: "account", text: "an account was `created`, `changed`, `deleted` or `reset`: `name`, `change`.",
                data: .object([
                    "name": .string(), "change": .string(oneOf: ["created", "changed", "deleted", "reset"]),
                ])),
            EventDescription(
                name: "fault", text: "a fault was `added` (`fault`), or one or more were `removed` (`id` or `count`).",
                data: .object(
                    [
                        "change": .string(oneOf: ["added", "removed"]), "fault": .reference("Fault"), "id": .string(),
                        "count": ControlSchemas.count,
                    ], optional: ["fault", "id", "count"])),
            EventDescription(
                name: "clock",
                text: "the mock's clock was changed, or that of `account`; the data are those of the clock.",
                data: .object(
                    [
                        "mode": .string(), "now": ControlSchemas.time, "shared": .boolean, "offset_seconds": .integer(),
                        "speed": .integer(), "account": .string(),
                    ], optional: ["shared", "offset_seconds", "speed", "account"])),
            EventDescription(
                name: "reset", text: "the mock was reset, but for what is in `kept`.",
                data: .object(["kept": .array(of: .string())])),
            EventDescription(
                name: "state", text: "the state was replaced: `accounts` and `campaigns` say how many there are.",
                data: .object(["accounts": ControlSchemas.count, "campaigns": ControlSchemas.count])),
            EventDescription(
                name: "snapshot", text: "a snapshot was `taken`, `restored` or `deleted`: `name`, `change`.",
                data: .object([
                    "change": .string(oneOf: ["taken", "restored", "deleted"]), "name": .string(),
                ])),
            EventDescription(
                name: "webhook",
                text: "a post-call webhook waits to be sent, or is finished; the data are those of "
                    + "`GET /_mock/webhooks/{number}` without the request and the answer's body.",
                data: ControlSchemas.webhookSummary),
            EventDescription(
                name: "lost", text: "the events with the ids `from` to `to` are no longer kept. It has no `id`.",
                data: .object(["from": ControlSchemas.id, "to": ControlSchemas.id])),
        ]
    }
}

import CampaignStore
import JSON
import OpenAPI

/// The named schemas of the control plane's document.
enum ControlSchemas {
    typealias Named = OpenAPIDocument.NamedSchema

    static var all: [Named] {
        messages + clocks + stored + journal + archives + [fault, webhook] + events + documents
    }

    // MARK: - Shared shapes

    static let time = Schema.string(format: "date-time")
    static let count = Schema.integer(minimum: 0)
    static let id = Schema.integer(minimum: 1)

    /// A time that stays the same in a test, for documentation.
    static let exampleTime: JSONValue = "2026-02-23T10:00:00.000000Z"

    // MARK: - Messages

    private static var messages: [Named] {
        [
            Named(
                "Message",
                .object(["message": Schema.string().described("What happened, for a person.")])
                    .described("A refusal.")),
            Named(
                "Invalid",
                .object([
                    "message": Schema.string().described("The first mistake, and how many more there are."),
                    "errors": Schema.dictionary(of: .array(of: .string(), minimumCount: 1))
                        .described(
                            "The messages by the path of the member, such as `match.status` or `accounts[0].plan`."),
                ]).described("Why the parameters or the body are invalid.")),
            Named(
                "Deleted",
                .object(["deleted": count.described("How many were deleted.")])
                    .described("The number of things that were deleted.")),
        ]
    }

    // MARK: - Clocks

    private static let mode = Schema.string(oneOf: ["real", "offset", "frozen"]).described(
        "`real`: the machine's time. `offset`: a time that runs on from another moment. `frozen`: it stands still.")
    private static let now = time.described("What the clock shows.").examples(exampleTime)
    private static let offset = Schema.integer().described(
        "The seconds that an `offset` clock is ahead; of one with a speed, those that it is ahead at this moment.")
    private static let speed = Schema.integer(minimum: 2).described(
        "The seconds that pass on an `offset` clock in one second of the machine. Absent where it is 1.")

    private static let shared = Schema.boolean.described("Whether the account follows the mock's clock.")
    private static let simulated = Schema.object([
        "calls": count.described("How many calls began."),
        "leads": count.described("How many contacts changed their status, each counted once."),
        "webhooks": count.described("How many posts were made for webhooks."),
        "until": time.described("The time of the clock after the change."),
    ]).described("What was due on the way to the new time, and has happened.")

    private static var clocks: [Named] {
        let both = ["offset_seconds", "speed"]
        return [
            Named(
                "Clock",
                .object(["mode": mode, "now": now, "offset_seconds": offset, "speed": speed], optional: both)
                    .described("The mock's clock.")),
            Named(
                "AccountClock",
                .object(
                    ["mode": mode, "now": now, "shared": shared, "offset_seconds": offset, "speed": speed],
                    optional: both
                ).described("The clock that an account follows.")),
            Named(
                "ChangedClock",
                .object(
                    ["mode": mode, "now": now, "offset_seconds": offset, "speed": speed, "simulated": simulated],
                    optional: both
                ).described("The mock's clock after a change.")),
            Named(
                "ChangedAccountClock",
                .object(
                    [
                        "mode": mode, "now": now, "shared": shared, "offset_seconds": offset, "speed": speed,
                        "simulated": simulated,
                    ], optional: both
                ).described("An account's own clock after a change.")),
        ]
    }

    // MARK: - Events

    private static var events: [Named] {
        EventDescription.all.map { event in
            Named(event.schemaName, event.data.described("The data of an event `\(event.name)`: \(event.text)"))
        }
    }

    // MARK: - Stored rows

    private static var stored: [Named] {
        [
            Named("StoredCampaign", campaign.schema(for: .answer).described("A campaign with every stored field.")),
            Named(
                "ListedCampaign",
                listedCampaign.schema(for: .answer)
                    .described("A campaign with every stored field, and with `lead_counts=1` the number of its leads.")),
            Named(
                "StoredLead",
                lead.schema(for: .answer).described("A lead or secondary contact with every stored field.")),
            Named("StoredCall", call.schema(for: .answer).described("A call with every stored field.")),
            Named(
                "ReadCall",
                readCall.schema(for: .answer).described("A call with every stored field, and as a client sees it.")),
            Named("StoredCalls", listedCalls.schema(for: .answer).described("Calls, and how many there are.")),
            Named(
                "PlayedCall", playedCall.schema(for: .document).described("A call of a lead that is played by hand.")),
            Named("Outcome", outcome.schema(for: .answer).described("What comes of the calls that match.")),
            Named(
                "OutcomeDocument",
                outcome.schema(for: .document).described("What shall come of the calls that match.")),
            Named(
                "Snapshot",
                .object([
                    "name": .string(pattern: "^[A-Za-z0-9._-]{1,64}$"),
                    "time": time.described("When it was taken, by the mock's clock."),
                    "accounts": count.described("How many accounts it holds."),
                    "campaigns": count.described("How many campaigns it holds."),
                    "leads": count.described("How many leads and secondary contacts it holds."),
                ]).described("A named snapshot of the state.")),
        ]
    }
}

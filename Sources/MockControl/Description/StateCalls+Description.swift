import CampaignStore
import JSON
import OpenAPI

// Campaigns, leads, the state and snapshots.
extension CallDescription {
    static var campaigns: CallDescription {
        CallDescription(
            "listStoredCampaigns", .campaigns, "Lists campaigns of all accounts by id, with every stored field.",
            members: page.merging([
                "account": MemberText("The name of an account.", examples: ["demo"]), "name": "Exactly this name.",
                "status": "Such as `draft`.", "campaign_id": "The one with this id.",
                "lead_counts": "Whether to add the number of leads by status.",
            ]) { $1 }, usesStore: true,
            answers: [
                AnswerDescription(
                    200, "The campaigns.", .object(["campaigns": .array(of: .reference("ListedCampaign"))]))
            ])
    }

    static var campaign: CallDescription {
        CallDescription(
            "readStoredCampaign", .campaigns, "Reads one campaign of any account.", parameters: [id("campaign")],
            usesStore: true,
            answers: [AnswerDescription(200, "The campaign.", .reference("StoredCampaign")), .absent("campaign")])
    }

    static var leads: CallDescription {
        CallDescription(
            "listStoredLeads", .campaigns,
            "Lists leads and secondary contacts of all accounts by id. A contact has the id of its lead in `primary_id`.",
            members: page.merging([
                "account": MemberText("The name of an account.", examples: ["demo"]), "status": "One status.",
                "campaign_id": "Those of one campaign.",
            ]) { $1 }, usesStore: true,
            answers: [
                AnswerDescription(200, "The leads.", .object(["leads": .array(of: .reference("StoredLead"))]))
            ])
    }

    static var lead: CallDescription {
        CallDescription(
            "readStoredLead", .campaigns, "Reads one lead or secondary contact of any account.",
            parameters: [id("lead")], usesStore: true,
            answers: [AnswerDescription(200, "The lead.", .reference("StoredLead")), .absent("lead")])
    }

    static var calls: CallDescription {
        CallDescription(
            "listStoredCalls", .campaigns,
            """
            Lists calls of all accounts by id, in the order in which they began. Deleted ones that still go on are among \
            them. With `counts=1`, `total`, `outcomes` and `going_on` count all that match, whatever the page; with \
            `step`, `spans` counts them by the time at which they began, too.
            """,
            members: page.merging([
                "account": MemberText("The name of an account.", examples: ["demo"]), "status": "One status.",
                "outcome": "One outcome.", "campaign_id": "Those of one campaign.",
                "lead_id": "Those to one lead or secondary contact.",
                "began_from": MemberText(
                    "Those that began at this time or later.", examples: ["2026-02-23T10:00:00Z"],
                    schema: ControlSchemas.time),
                "began_before": MemberText(
                    "Those that began before this time.", examples: ["2026-03-02T10:00:00Z"],
                    schema: ControlSchemas.time),
                "counts": "Whether to count all that match.",
                "step": MemberText("The seconds of a span in which they are counted, from 60.", examples: [1800]),
            ]) { $1 }, usesStore: true,
            answers: [
                AnswerDescription(200, "The calls.", .reference("StoredCalls"))
            ])
    }

    static var call: CallDescription {
        CallDescription(
            "readStoredCall", .campaigns,
            "Reads one call of any account, with what `GET /user/calls/{id}` answers for it.",
            parameters: [id("call")], usesStore: true,
            answers: [AnswerDescription(200, "The call.", .reference("ReadCall")), .absent("call")])
    }

    static var newCall: CallDescription {
        CallDescription(
            "playCall", .campaigns,
            """
            Plays a call of a lead or secondary contact by hand. It begins at once, whatever the campaign's status, hours and \
            maxima say, and counts as one of the lead's calls. Without an outcome, what is set for the account or the called \
            number decides.
            """,
            document: .reference("PlayedCall"), needsBody: true, usesStore: true,
            answers: [
                AnswerDescription(201, "The call, which goes on.", .reference("StoredCall")), .absent("lead"),
            ])
    }

    static var nextCall: CallDescription {
        CallDescription(
            "readNextCall", .campaigns,
            """
            Says which call begins or ends next on the clock of its account, if no request changes it. Of several accounts, \
            the earliest.
            """,
            members: [
                "account": MemberText("Of the account with this name.", examples: ["demo"]),
                "campaign_id": "Of one campaign.",
            ], usesStore: true,
            answers: [
                AnswerDescription(
                    200, "The next call; `next` is null if none begins or ends any more.",
                    .object(["next": ControlSchemas.nextCall.nullable()]))
            ])
    }

    private static let page: [String: MemberText] = [
        "after": MemberText(
            "Those with ids above this one: the last id of the page before.", default: .integer(Page.usualStart)),
        "before": "Those with ids below this one, the highest first: the last id of the page before.",
        "limit": MemberText("The most rows.", default: .integer(Int64(Page.usualLimit))),
    ]

    private static func id(_ what: String) -> Parameter {
        Parameter("id", in: .path, .integer(minimum: 1), "The id of the \(what).", example: 1)
    }

    // MARK: - The state

    static var state: CallDescription {
        CallDescription(
            "readState", .state,
            "Writes the whole state: plans, accounts, campaigns, leads and calls. It is a seed: `--seed state.json` starts from it.",
            usesStore: true, answers: [AnswerDescription(200, "The state.", .reference("State"))])
    }

    static var stateChange: CallDescription {
        CallDescription(
            "replaceState", .state,
            """
            Replaces the whole state at once. When the document has a mistake, nothing changes, and `errors` has its path. \
            The body may be larger than those of other calls (`--max-state-bytes`).
            """,
            document: .reference("StateDocument"), needsBody: true, usesStore: true,
            answers: [
                AnswerDescription(
                    200, "What the state holds now.",
                    .object(["accounts": ControlSchemas.count, "campaigns": ControlSchemas.count]))
            ])
    }

    static var snapshots: CallDescription {
        CallDescription(
            "listSnapshots", .state, "Lists the named snapshots by name.", usesStore: true,
            answers: [
                AnswerDescription(200, "The snapshots.", .object(["snapshots": .array(of: .reference("Snapshot"))]))
            ])
    }

    static var snapshotTaking: CallDescription {
        CallDescription(
            "takeSnapshot", .state, "Keeps the state under a name, in the database. Resets keep it.",
            parameters: [snapshotName], usesStore: true,
            answers: [
                AnswerDescription(200, "The snapshot replaces an older one of the name.", .reference("Snapshot")),
                AnswerDescription(201, "The snapshot.", .reference("Snapshot")),
            ])
    }

    static var snapshotRestoring: CallDescription {
        CallDescription(
            "restoreSnapshot", .state, "Replaces the state by that of a snapshot, as often as needed.",
            parameters: [snapshotName], usesStore: true,
            answers: [AnswerDescription(200, "The snapshot.", .reference("Snapshot")), .absent("snapshot")])
    }

    static var snapshotRemoval: CallDescription {
        CallDescription(
            "deleteSnapshot", .state, "Removes a snapshot. The state stays.", parameters: [snapshotName],
            usesStore: true,
            answers: [AnswerDescription(200, "It was removed.", .reference("Deleted")), .absent("snapshot")])
    }

    private static let snapshotName = Parameter(
        "name", in: .path, .string(pattern: "^[A-Za-z0-9._-]{1,64}$"), "The name of the snapshot.",
        example: "before-test")
}

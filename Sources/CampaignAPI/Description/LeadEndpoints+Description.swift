import Base
import CampaignStore
import JSON
import OpenAPI

/// The texts of members that several endpoints of leads have.
enum LeadMember {
    static let phoneNumber = MemberText(
        "`+` and 7 to 15 digits, of which the first is not 0. Spaces, dots, dashes and parentheses are taken off.",
        examples: ["+15550100123"], schema: .string(pattern: DiallableNumber.pattern))
    static let variables = MemberText(
        "An object: what the assistant knows about the person, by name.", examples: [["first_name": "Ada"]],
        schema: .objectOrArray)
}

extension CreateLead {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "createLead", .leads, "Add a lead to a campaign",
            """
            Adds a person to call, with secondary contacts: further numbers, which are called in their order. The \
            status of the response is 200.
            """,
            body: "NewLead", others: options.otherMembers,
            members: [
                "phone_number": LeadMember.phoneNumber,
                "campaign_id": MemberText("The campaign that calls the lead.", examples: [1]),
                "variables": LeadMember.variables,
                "allow_dupplicate": MemberText(
                    "Whether the campaign may have another lead with this number. The API spells the name so.",
                    default: .bool(Self.allowsDuplicate)),
                "secondary_contacts": MemberText(
                    "Further numbers of the same person or firm, each with variables of its own.",
                    elements: .init(
                        "NewSecondaryContact",
                        ["phone_number": LeadMember.phoneNumber, "variables": LeadMember.variables])),
            ],
            success: .init(status: 200, text: "The lead is created.", schema: .reference("LeadCreated")))
    }
}

extension ListLeads {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        let success: EndpointDescription.Success =
            switch options.leadList {
            case .pages: .init(status: 200, text: "One page of leads.", schema: .reference("LeadPage"))
            case .bare:
                .init(
                    status: 200, text: "All matching leads.", schema: .array(of: .reference("Lead")),
                    hasExamples: false)
            }
        return EndpointDescription(
            "listLeads", .leads, "List the leads",
            """
            Returns the leads of the account, oldest first. A secondary contact stands inside its lead and is no row \
            of its own.
            """,
            members: [
                "status": MemberText("Only leads with this status."),
                "campaign_id": MemberText("Only leads of this campaign.", examples: [1]),
                "phone_number": MemberText("Only leads whose own number contains this text.", examples: ["0123"]),
                "date_from": MemberText("Only leads created on this day (UTC) or later.", examples: ["2026-02-23"]),
                "date_to": MemberText("Only leads created on this day (UTC) or earlier.", examples: ["2026-02-23"]),
            ].merging(PageRequest.texts()) { $1 },
            success: success)
    }
}

extension UpdateLead {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "updateLead", .leads, "Change a lead",
            """
            Changes a lead or a secondary contact. A member that is absent, `null` or empty leaves its value as it \
            is; any other member is refused.
            """,
            pathID: "The id of a lead or of a secondary contact.", body: "LeadChange", others: .refused,
            members: [
                "campaign_id": MemberText(
                    "The campaign to move the lead to, with its contacts. A secondary contact does not move.",
                    examples: [1]),
                "phone_number": LeadMember.phoneNumber,
                "status": "`created` puts the lead back into the queue, `completed` takes it out.",
                "variables": MemberText(
                    "Replaces the variables with these names, and keeps the others.",
                    examples: [["first_name": "Ada"]], schema: .objectOrArray),
            ],
            success: .init(status: 200, text: "The lead is changed.", schema: .reference("Message")))
    }
}

extension DeleteLead {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "deleteLead", .leads, "Delete a lead",
            "Deletes a lead with its secondary contacts, or one secondary contact.",
            pathID: "The id of a lead or of a secondary contact.",
            success: .init(status: 200, text: "The lead is deleted.", schema: .reference("Message")))
    }
}

extension PageRequest {
    /// The texts of ``fields``.
    static func texts(defaultSize: Int64 = Self.defaultSize) -> [String: MemberText] {
        [
            "per_page": MemberText("The rows of a page.", default: .integer(defaultSize)),
            "page": MemberText(
                "The number of the page. Whatever is no such number is read as 1. A page beyond the last one is empty.",
                default: 1, schema: .integer(minimum: 1)),
        ]
    }
}

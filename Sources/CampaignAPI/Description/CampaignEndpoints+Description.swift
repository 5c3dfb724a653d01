import CampaignStore
import JSON
import OpenAPI

extension ListCampaigns {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "listCampaigns", .campaigns, "List the campaigns",
            "Returns all campaigns of the account, oldest first. The list has no pages.",
            success: .init(
                status: 200, text: "All campaigns; an empty array if there is none.",
                schema: .array(of: .reference("Campaign"))))
    }
}

extension UpdateCampaignStatus {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "updateCampaignStatus", .campaigns, "Start or stop a campaign",
            """
            Starts a campaign that is not in progress, or stops one that is. A start needs a balance, a phone number \
            of the campaign or its assistant, and a lead that can still be called.
            """,
            body: "CampaignStatusChange", others: options.otherMembers,
            members: [
                "campaign_id": MemberText("The campaign.", examples: [1]),
                "action": MemberText(
                    "What to do. Any other text is refused with 400.",
                    schema: .string(oneOf: StatusAction.allCases.map(\.rawValue))),
            ],
            success: .init(
                status: 200, text: "The campaign is started or stopped.", schema: .reference("CampaignStatusChanged")),
            refusal: "StatusRefusal")
    }
}

extension DeleteCampaign {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "deleteCampaign", .campaigns, "Delete a campaign",
            "Deletes a campaign with its leads. Its place in the plan is free again.", pathID: "The campaign's id.",
            success: .init(status: 200, text: "The campaign is deleted.", schema: .reference("Message")))
    }
}

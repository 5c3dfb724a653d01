import CampaignStore
import JSON
import OpenAPI

extension ListCalls {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "listCalls", .calls, "List the calls",
            "Returns the calls of the account, oldest first. A call that goes on is among them.",
            members: [
                "status": MemberText("Only calls with this status."),
                "type": MemberText("Only calls of this type. Campaigns make `outbound` calls."),
                "phone_number": MemberText("Only calls to a number that contains this text.", examples: ["0123"]),
                "assistant_id": MemberText("Only calls of this assistant.", examples: [129]),
                "campaign_id": MemberText("Only calls of this campaign.", examples: [1]),
                "date_from": MemberText("Only calls that began on this day (UTC) or later.", examples: ["2026-02-23"]),
                "date_to": MemberText("Only calls that began on this day (UTC) or earlier.", examples: ["2026-02-23"]),
            ].merging(PageRequest.texts()) { $1 },
            success: .init(status: 200, text: "One page of calls.", schema: .reference("CallPage")))
    }
}

extension ReadCall {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "readCall", .calls, "Read a call", "Returns one call of the account.", pathID: "The id of a call.",
            success: .init(status: 200, text: "The call.", schema: .reference("Call")))
    }
}

extension DeleteCall {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "deleteCall", .calls, "Delete a call",
            "Deletes a call. One that goes on disappears at once, and goes on unseen to its end.",
            pathID: "The id of a call.",
            success: .init(status: 200, text: "The call is deleted.", schema: .reference("Message")))
    }
}

extension MakeCall {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "makeCall", .calls, "Call a number",
            """
            Begins one call without a campaign, at once. What comes of it follows from the number and from what is set for
            the account's calls; it is not tried again.
            """,
            body: "NewCall", others: options.otherMembers,
            members: [
                "phone_number": LeadMember.phoneNumber,
                "assistant_id": MemberText("The outbound assistant that calls.", examples: [129]),
                "variables": MemberText("Words for the assistant, by name.", examples: [["customer_name": "Ada"]]),
            ],
            success: .init(status: 200, text: "The call has begun.", schema: .reference("CallInitiated")))
    }
}

extension ChangeWebhook {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        let assistant = MemberText("The assistant, an outbound or inbound one.", examples: [129])
        switch change {
        case .enable:
            return EndpointDescription(
                "enableWebhook", .assistants, "Set an assistant's webhook",
                "Sets the address to which the outcome of each call of the assistant is posted.",
                body: "WebhookActivation", others: options.otherMembers,
                members: [
                    "assistant_id": assistant,
                    "webhook_url": MemberText(
                        "The address of the receiver.", examples: ["http://127.0.0.1:9000/calls"]),
                ],
                success: .init(status: 200, text: "The webhook is active.", schema: .reference("WebhookChanged")))
        case .disable:
            return EndpointDescription(
                "disableWebhook", .assistants, "Switch an assistant's webhook off",
                "Ends the posts of the assistant's calls. The assistant keeps the address.",
                body: "WebhookDeactivation", others: options.otherMembers, members: ["assistant_id": assistant],
                success: .init(status: 200, text: "The webhook is off.", schema: .reference("WebhookChanged")))
        }
    }
}

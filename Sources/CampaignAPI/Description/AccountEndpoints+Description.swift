import CampaignStore
import OpenAPI

extension ReadUser {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "readUser", .user, "Read the user",
            "Returns the user of the API key, and the account's balance. Clients check their key with it.",
            success: .init(status: 200, text: "The user.", schema: .reference("User")))
    }
}

extension ListAssistants {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        switch type {
        case .outbound?:
            EndpointDescription(
                "listOutboundAssistants", .assistants, "List the outbound assistants",
                "Returns the assistants that can run a campaign, by id. The list has no pages.",
                success: .init(
                    status: 200, text: "The outbound assistants.", schema: .array(of: .reference("Assistant"))))
        default:
            EndpointDescription(
                "listAssistants", .assistants, "List all assistants",
                "Returns all assistants, by id. Public clients use it; the platform does not document it.",
                isDeprecated: true,
                success: .init(status: 200, text: "All assistants.", schema: .array(of: .reference("Assistant"))))
        }
    }
}

extension PageAssistants {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "pageAssistants", .assistants, "List the assistants page by page",
            "Returns the assistants, by id, with members that the other lists do not have.",
            members: ["type": MemberText("Only assistants that make calls (`outbound`) or take them (`inbound`).")]
                .merging(PageRequest.texts(defaultSize: Self.defaultPageSize)) { $1 },
            success: .init(status: 200, text: "One page of assistants.", schema: .reference("AssistantPage")))
    }
}

extension ListPhoneNumbers {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "listPhoneNumbersForAssistants", .phoneNumbers, "List the phone numbers for assistants",
            "Returns the phone numbers that an assistant can get, by id.",
            members: [
                "type": MemberText(
                    "The assistant's type. `inbound` leaves out numbers in use, and caller ids, which take no calls.")
            ],
            success: .init(
                status: 200, text: "The phone numbers.", schema: .array(of: .reference("AssistantPhoneNumber"))))
    }
}

extension ListAllPhoneNumbers {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "listPhoneNumbers", .phoneNumbers, "List all phone numbers",
            "Returns the phone numbers of the account with all their members, by id.",
            success: .init(status: 200, text: "The phone numbers.", schema: .reference("PhoneNumberList")))
    }
}

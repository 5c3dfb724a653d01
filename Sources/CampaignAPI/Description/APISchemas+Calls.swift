import CampaignStore
import JSON
import OpenAPI

extension APISchemas {
    static var calls: [Named] {
        [
            Named("Call", call), Named("CallPage", page(of: "Call", "The calls of this page, oldest first.")),
            Named(
                "CallInitiated",
                .object(["message": .string(), "data": Schema.dictionary().described("Always empty.")])
                    .described("A call without a campaign has begun.")),
            Named(
                "WebhookChanged",
                .object(["message": .string(), "data": Schema.array(of: .any).described("Always empty.")])
                    .described("An assistant's webhook is changed.")),
        ]
    }

    private static let call = Schema.object([
        "id": id.described("In the order in which calls began."),
        "assistant_name": .string().nullable().described("Null if the assistant was taken away since."),
        "campaign_name": .string().nullable().described("Null for a call without a campaign."),
        "type": .string(oneOf: CallType.allCases.map(\.rawValue)),
        "duration": .integer(minimum: 0).described("In seconds; 0 while the call goes on."),
        "assistant_phone_number": .string().nullable().described("The number that the call comes from."),
        "client_phone_number": .string().described("The number that is called.").examples("+15550100123"),
        "status": .string(oneOf: CallStatus.allCases.map(\.rawValue)),
        "transcript": .string().nullable()
            .described("What was said, a line each; null if nothing was, or while the call goes on.")
            .examples("AI: Hello!\nCustomer: Yes, please."),
        "variables": variables.described("The lead's. An object, or an empty array without variables."),
        "evaluation": Schema.dictionary().nullable()
            .described("What the assistant has made of the call; null while it goes on."),
        "webhook_response": Schema.any.described("What the receiver of the webhook answered; null without one.")
            .examples(["status": 200]),
        "carrier_cost": .number().described("In US dollars."),
        "total_cost": .number().described("In US dollars."),
        "answered_by": .string(oneOf: CallAnswer.allCases.map(\.rawValue)).nullable()
            .described("Null while the call goes on."),
        "recording_url": .string().nullable().described("Always null: the mock records nothing."),
        "created_at": spacedTime("When the call began."),
        "updated_at": spacedTime("When the call ended, or began while it goes on."),
    ])
    .described("A call. The mock dials no number: its clock decides when a call begins and ends.")
}

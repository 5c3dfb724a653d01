import CampaignStore
import JSON
import OpenAPI

extension APISchemas {
    static var assistants: [Named] {
        [
            Named("Assistant", assistant), Named("AssistantRow", assistantRow),
            Named("AssistantPage", page(of: "AssistantRow", "The assistants of this page, by id.")),
        ]
    }

    static var phoneNumbers: [Named] {
        [
            Named("PhoneNumber", phoneNumber), Named("AssistantPhoneNumber", assistantPhoneNumber),
            Named(
                "PhoneNumberList",
                .object(["data": .array(of: .reference("PhoneNumber"))]).described("All phone numbers.")),
        ]
    }

    static var user: Named {
        Named(
            "User",
            .object([
                "name": .string(), "email": .string(),
                "total_balance": .number().described("What is left of the account's credit, in US dollars."),
            ])
            .described("The user of an API key."))
    }

    private static let type = Schema.string(oneOf: Assistant.Direction.allCases.map(\.rawValue))
        .described("Whether the assistant makes calls or takes them.")
    private static let mode = Schema.string().described("The kind of speech engine.")
        .examples(.string(Assistant.Default.mode))
    private static let status = Schema.string().examples(.string(Assistant.Default.status))
    private static let userID = id.described("The id of the account.")

    private static let assistant = Schema.object([
        "id": id, "user_id": userID, "name": .string(), "type": type, "mode": mode, "status": status,
        "voice_id": .integer(), "language_id": .integer(),
        "timezone": .string(),
        "initial_message": .string().described("What the assistant says first."),
        "system_prompt": .string(),
        "variables": variables.described("An object, or an empty array without variables."),
        "webhook_url": .string().nullable().described("Where the platform posts the outcome of each call."),
        "is_webhook_active": .boolean,
        "created_at": time("When the assistant was created."),
        "updated_at": time("When the assistant was last changed."),
    ])
    .described("An assistant, as the lists without pages show it.")

    private static let assistantRow = Schema.object([
        "id": id, "user_id": userID, "name": .string(), "type": type, "mode": mode, "status": status,
        "initial_message": .string().described("What the assistant says first."),
        "system_prompt": .string(), "voice_id": .integer(), "language_id": .integer(),
        "phone_number_id": id.nullable().described("The number that the assistant calls from."),
        "timezone": .string(),
        "max_duration": .integer().described("The longest call, in seconds."),
        "record": Schema.boolean.described("Whether calls are recorded."),
        "uuid": .string(),
        "created_at": time("When the assistant was created."),
        "updated_at": time("When the assistant was last changed."),
    ])
    .described("An assistant, as the list with pages shows it.")

    private static let assistantPhoneNumber = Schema.object([
        "id": id, "phone_number": .string(), "country_code": countryCode,
        "type_label": .string(oneOf: PhoneNumber.Kind.allCases.map(\.label)),
        "is_available": Schema.boolean.described("Whether no assistant has the number."),
    ])
    .described("A phone number that an assistant can get.")

    private static let phoneNumber = Schema.object([
        "id": id, "phone_number": .string(), "country_code": countryCode,
        "type": .string(oneOf: PhoneNumber.Kind.allCases.map(\.rawValue)),
        "type_label": .string(oneOf: PhoneNumber.Kind.allCases.map(\.longLabel)),
        "sms_capable": .boolean,
        "region": .string().nullable().described("The part of the country."),
        "has_active_subscription": .boolean,
        "created_at": time("When the account got the number."),
    ])
    .described("A phone number of the account.")

    private static let countryCode = Schema.string().described("The country's two letters.").examples("US")
}

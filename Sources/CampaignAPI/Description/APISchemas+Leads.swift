import CampaignStore
import JSON
import OpenAPI

extension APISchemas {
    static var leads: [Named] {
        [
            Named("Lead", lead),
            Named(
                "LeadCampaign",
                .object(["id": id, "name": .string()]).described("The campaign of a lead.")),
            Named("SecondaryContact", contact),
            Named(
                "LeadCreated",
                .object(["message": .string(), "data": .reference("Lead")]).described("A new lead.")),
            Named("LeadPage", page(of: "Lead", "The leads of this page, oldest first.")),
            Named("PageLink", pageLink),
        ]
    }

    private static let lead = Schema.object([
        "id": id.described("Unique among all leads and secondary contacts."),
        "campaign_id": id,
        "phone_number": phoneNumber,
        "variables": leadVariables,
        "status": status,
        "created_at": spacedTime("When the lead was created."),
        "updated_at": spacedTime("When the lead was last changed."),
        "campaign": .reference("LeadCampaign"),
        "secondary_contacts": .array(of: .reference("SecondaryContact")).described("In the order sent."),
    ])
    .described("A person that a campaign calls.")

    private static let contact = Schema.object([
        "id": id.described("Unique among all leads and secondary contacts."),
        "phone_number": phoneNumber,
        "variables": leadVariables,
        "status": status,
        "created_at": spacedTime("When the contact was created."),
        "updated_at": spacedTime("When the contact was last changed."),
    ])
    .described("A further number of a lead, with variables and a status of its own.")

    private static let phoneNumber = Schema.string().described("`+` and digits.").examples("+15550100123")
    private static let leadVariables = variables.described("An object, or an empty array without variables.")
    private static let status = Schema.string(oneOf: LeadStatus.allCases.map(\.rawValue))

    private static let pageLink = Schema.object([
        "url": .string().nullable().described("Null for a link that leads nowhere."),
        "label": .string().described("In HTML.").examples("&laquo; Previous"),
        "active": Schema.boolean.described("Whether it is the link of this page."),
    ])
    .described("A link of a page bar.")
}

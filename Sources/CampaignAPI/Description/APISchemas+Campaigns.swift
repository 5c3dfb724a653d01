import CampaignStore
import JSON
import OpenAPI

extension APISchemas {
    static var campaigns: [Named] {
        [
            Named("Campaign", campaign),
            Named(
                "CampaignCreated",
                .object(["message": .string(), "data": .reference("Campaign")]).described("A new campaign.")),
            Named(
                "CampaignStatus",
                .object(["campaign_id": id, "status": status]).described("The status of a campaign.")),
            Named(
                "CampaignStatusChanged",
                .object([
                    "message": .string(), "success": Schema.boolean.described("Always true."),
                    "data": .reference("CampaignStatus"),
                ])
                .described("The new status of a campaign.")),
        ]
    }

    private static let status = Schema.string(oneOf: CampaignStatus.allCases.map(\.rawValue))

    private static let campaign = Schema.object([
        "id": id.described("Unique among all campaigns, and never used again."),
        "name": .string(),
        "status": status.described("`draft` until the first start."),
        "max_calls_in_parallel": .integer(),
        "mark_complete_when_no_leads": .boolean,
        "allowed_hours_start_time": clockTime("From when calls are allowed, as `HH:MM:SS`."),
        "allowed_hours_end_time": clockTime("Until when calls are allowed, as `HH:MM:SS`."),
        "allowed_days": .array(of: .string(oneOf: CampaignParameters.everyDay)).described("In the order sent."),
        "max_retries": .integer(),
        "retry_interval": .integer().described("In minutes."),
        "created_at": time("When the campaign was created."),
        "updated_at": time("When the campaign was last changed."),
    ])
    .described("A campaign, with those of its parameters that the API shows.")

    private static func clockTime(_ text: String) -> Schema {
        Schema.string(pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$").described(text).examples("09:00:00")
    }
}

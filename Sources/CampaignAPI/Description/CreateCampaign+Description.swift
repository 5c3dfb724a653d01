import CampaignStore
import JSON
import OpenAPI

extension CreateCampaign {
    func description(_ options: CampaignOptions) -> EndpointDescription {
        EndpointDescription(
            "createCampaign", .campaigns, "Create a campaign",
            """
            Creates an outbound calling campaign. It has the status `draft` and makes no calls until it is started by \
            `POST /user/campaigns/update-status`.

            The fields are checked before the plan's limit of campaigns (403), and the assistant last (404).
            """,
            body: "NewCampaign", others: options.otherMembers, members: Self.members,
            success: .init(
                status: 201, text: "The campaign is created.", schema: .reference("CampaignCreated")))
    }

    private typealias Default = CampaignParameters.Default

    private static let members: [String: MemberText] = [
        "name": MemberText("Name of the campaign.", examples: ["Product Demo Campaign"]),
        "assistant_id": MemberText(
            "The outbound assistant that makes the calls. It must belong to the account.", examples: [127]),
        "timezone": MemberText(
            "Timezone of the allowed hours and days. By default the account's.", examples: ["America/New_York"]),
        "max_calls_in_parallel": MemberText(
            // Not as the default of the schema: clients send that, and an account's plan may have a lower maximum.
            "The most calls at the same time. By default \(Default.maxCallsInParallel), or the plan's maximum where that is "
                + "lower.",
            examples: [.integer(Default.maxCallsInParallel)]),
        "allowed_hours_start_time": MemberText(
            "From when calls are allowed, in the campaign's timezone, as `HH:MM`.",
            default: .string(hoursAndMinutes(Default.allowedHoursStartTime)), examples: ["09:00"]),
        "allowed_hours_end_time": MemberText(
            "Until when calls are allowed, as `HH:MM`. A time before the start makes a window over midnight.",
            default: .string(hoursAndMinutes(Default.allowedHoursEndTime)), examples: ["17:00"]),
        "allowed_days": MemberText(
            "The days on which calls are allowed.",
            default: .array(CampaignParameters.everyDay.map { .string($0) })),
        "max_retries": MemberText(
            "The most further attempts after a call that failed.", default: .integer(Default.maxRetries)),
        "retry_interval": MemberText(
            "Minutes between two attempts.", default: .integer(Default.retryInterval)),
        "retry_on_voicemail": MemberText(
            "Whether a call that reached a voicemail is tried again.", default: .bool(Default.retryOnVoicemail)),
        "retry_on_goal_incomplete": MemberText(
            "Whether a call that missed its goal is tried again. It has no effect without `goal_completion_variable`.",
            default: .bool(Default.retryOnGoalIncomplete)),
        "goal_completion_variable": MemberText(
            "A boolean variable of the assistant's post-call schema. It says whether a call reached its goal.",
            examples: ["appointment_booked"]),
        "mark_complete_when_no_leads": MemberText(
            "Whether the campaign is completed when no lead remains.",
            default: .bool(Default.markCompleteWhenNoLeads)),
        "phone_number_ids": MemberText(
            "The phone numbers to call from. Each must belong to the account. Without one, the assistant's number is "
                + "used.",
            examples: [[1, 2]]),
    ]

    /// The API shows a time with seconds, and takes it without.
    private static func hoursAndMinutes(_ time: String) -> String { String(time.prefix(5)) }
}

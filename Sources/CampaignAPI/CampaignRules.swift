import CampaignStore
import Validation

/// What the platform demands of the parameters (rules.md, chapter 3), in the order of ``CampaignParameter``.
enum CampaignRules {
    /// - Parameter account: its plan bounds the parallel calls, its phone numbers are the ones that exist.
    static func fields(for account: Account) -> [Field] {
        [
            Field("name", .required, .string, .max(characters: 255)),
            Field("assistant_id", .required, .integer),
            Field("timezone", .nullable, .timezone),
            Field("max_calls_in_parallel", .nullable, .integer, .min(1), .max(account.plan.maximumCallsInParallel)),
            Field("allowed_hours_start_time", .nullable, .time),
            Field("allowed_hours_end_time", .nullable, .time),
            Field("allowed_days", .nullable, .array, each: [.string, .oneOf(CampaignParameters.everyDay)]),
            Field("max_retries", .nullable, .integer, .between(1, 5)),
            Field("retry_interval", .nullable, .integer, .between(10, 4320)),
            Field("retry_on_voicemail", .nullable, .boolean),
            Field("retry_on_goal_incomplete", .nullable, .boolean),
            Field("goal_completion_variable", .nullable, .string, .max(characters: 255)),
            Field("mark_complete_when_no_leads", .nullable, .boolean),
            Field(
                "phone_number_ids", .nullable, .array,
                each: [.integer, .distinct, .exists(in: account.phoneNumberIDs)]),
        ]
    }
}

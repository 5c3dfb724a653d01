import CampaignStore
import Validation

/// The documentation's example, in the form that each module takes.
enum DocumentedCreate {
    static let body = Array(
        """
        {
            "name": "Product Demo Campaign",
            "assistant_id": 127,
            "timezone": "America/New_York",
            "max_calls_in_parallel": 3,
            "allowed_hours_start_time": "09:00",
            "allowed_hours_end_time": "17:00",
            "allowed_days": ["monday", "tuesday", "wednesday", "thursday", "friday"],
            "max_retries": 3,
            "retry_interval": 60
          }
        """.utf8)

    /// As curl sends it.
    static let request =
        Array(
            """
            POST /api/user/campaign HTTP/1.1\r
            Host: 127.0.0.1:7357\r
            User-Agent: curl/8.5.0\r
            Accept: */*\r
            Authorization: Bearer YOUR_API_KEY\r
            Content-Type: application/json\r
            Content-Length: \(body.count)\r
            \r

            """.utf8) + body

    static let answer = Array(
        """
        {"message":"Campaign created successfully","data":{"id":1,"name":"Product Demo Campaign","status":"draft",\
        "max_calls_in_parallel":3,"mark_complete_when_no_leads":true,"allowed_hours_start_time":"09:00:00",\
        "allowed_hours_end_time":"17:00:00","allowed_days":["monday","tuesday","wednesday","thursday","friday"],\
        "max_retries":3,"retry_interval":60,"created_at":"2026-02-23T10:00:00.000000Z",\
        "updated_at":"2026-02-23T10:00:00.000000Z"}}
        """.utf8)

    /// The documented rules, in the documented order.
    static let rules = Validator([
        Field("name", .required, .string, .max(characters: 255)),
        Field("assistant_id", .required, .integer),
        Field("timezone", .nullable, .timezone),
        Field("max_calls_in_parallel", .nullable, .integer, .min(1), .max(10)),
        Field("allowed_hours_start_time", .nullable, .time),
        Field("allowed_hours_end_time", .nullable, .time),
        Field("allowed_days", .nullable, .array, each: [.string, .oneOf(CampaignParameters.everyDay)]),
        Field("max_retries", .nullable, .integer, .between(1, 5)),
        Field("retry_interval", .nullable, .integer, .between(10, 4320)),
        Field("retry_on_voicemail", .nullable, .boolean),
        Field("retry_on_goal_incomplete", .nullable, .boolean),
        Field("goal_completion_variable", .nullable, .string, .max(characters: 255)),
        Field("mark_complete_when_no_leads", .nullable, .boolean),
        Field("phone_number_ids", .nullable, .array, each: [.integer, .distinct, .exists(in: [1, 2, 3])]),
    ])

    static let draft = CampaignDraft(
        account: "demo",
        parameters: CampaignParameters(
            name: "Product Demo Campaign", assistantID: 127, timezone: "America/New_York",
            allowedHoursStartTime: "09:00:00", allowedHoursEndTime: "17:00:00",
            allowedDays: ["monday", "tuesday", "wednesday", "thursday", "friday"]),
        createdAt: 1_771_840_800)
}

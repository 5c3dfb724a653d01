import JSON
import Testing

@testable import Validation

/// Fields like those of the platform's campaign endpoint, for an account with these limits.
func campaignValidator(plan: Int64 = 10, phoneNumberIDs: Set<Int64> = [1, 2, 3]) -> Validator {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    return Validator([
        Field("name", .required, .string, .max(characters: 255)),
        Field("assistant_id", .required, .integer),
        Field("timezone", .nullable, .timezone),
        Field("max_calls_in_parallel", .nullable, .integer, .min(1), .max(plan)),
        Field("allowed_hours_start_time", .nullable, .time),
        Field("allowed_hours_end_time", .nullable, .time),
        Field("allowed_days", .nullable, .array, each: [.string, .oneOf(days)]),
        Field("max_retries", .nullable, .integer, .between(1, 5)),
        Field("retry_interval", .nullable, .integer, .between(10, 4320)),
        Field("retry_on_voicemail", .nullable, .boolean),
        Field("retry_on_goal_incomplete", .nullable, .boolean),
        Field("goal_completion_variable", .nullable, .string, .max(characters: 255)),
        Field("mark_complete_when_no_leads", .nullable, .boolean),
        Field("phone_number_ids", .nullable, .array, each: [.integer, .distinct, .exists(in: phoneNumberIDs)]),
    ])
}

func json(_ text: String) throws -> JSONValue {
    try JSONReader.read(Array(text.utf8).span)
}

func object(_ text: String) throws -> JSONObject {
    try #require(try json(text).object)
}

/// The messages of one value under one field's rules, the field being called `f`.
func messages(_ value: JSONValue?, _ rules: Rule..., each: [Rule] = []) -> [String] {
    let validator = Validator([Field("f", rules, each: each)])
    let body = value.map { JSONObject([JSONObject.Member(name: "f", value: $0)]) } ?? JSONObject()
    return validator.validate(body).errors.entries.flatMap { entry in entry.messages.map { "\(entry.name): \($0)" } }
}

/// Whether the value fulfils the rule.
func holds(_ rule: Rule, _ value: JSONValue) -> Bool { messages(value, rule).isEmpty }

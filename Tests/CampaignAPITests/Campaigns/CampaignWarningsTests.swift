import CampaignStore
import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

@Suite("Warnings") struct CampaignWarningsTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let members: String
        let warnings: [String]

        init(_ description: String, _ members: String, _ warnings: [String]) {
            testDescription = description
            self.members = members
            self.warnings = warnings
        }
    }

    @Test(
        "name the oddities that the real API would accept silently",
        arguments: [
            Row("nothing odd", #""max_retries":2,"allowed_days":["monday"],"phone_number_ids":[1,2]"#, []),
            Row(
                "a misspelt member", #""max_call_in_parallel":3"#,
                ["The max_call_in_parallel field is unknown. Did you mean max_calls_in_parallel?"]),
            Row("an unknown member", #""colour":"red""#, ["The colour field is unknown."]),
            Row(
                "a path-like member", #""allowed_days.0":"monday""#,
                ["The allowed_days.0 field is unknown. Did you mean allowed_days?"]),
            Row(
                "an integer as a string", #""max_retries":"3""#,
                ["The max retries field was sent as a string where an integer is documented."]),
            Row(
                "a boolean as a string", #""retry_on_voicemail":"1""#,
                ["The retry on voicemail field was sent as a string where a boolean is documented."]),
            Row(
                "an element as a string", #""phone_number_ids":[1,"2"]"#,
                ["The phone_number_ids.1 field was sent as a string where an integer is documented."]),
            Row("a string that the rules refuse", #""max_retries":"three""#, []),
            Row("an empty string", #""max_retries":"  ""#, []),
            Row("a boolean goal variable", #""goal_completion_variable":"appointment_booked""#, []),
            Row(
                "retries without a goal", #""retry_on_goal_incomplete":true"#,
                ["The retry on goal incomplete field has no effect without goal_completion_variable."]),
            Row("no retries and no goal", #""retry_on_goal_incomplete":false"#, []),
            Row(
                "a window over midnight", #""allowed_hours_start_time":"22:00","allowed_hours_end_time":"06:00""#,
                [
                    "The allowed hours end time field is before the start time, 22:00: the window runs over midnight."
                ]),
            Row(
                "an empty window", #""allowed_hours_start_time":"09:00","allowed_hours_end_time":"09:00""#,
                ["The allowed hours end time field is the same as the start time, 09:00."]),
            Row(
                "a start at the default end", #""allowed_hours_start_time":"23:59""#,
                ["The allowed hours end time field is the same as the start time, 23:59."]),
            Row("a window that the rules refuse", #""allowed_hours_start_time":"9:00""#, []),
            Row("no days", #""allowed_days":[]"#, ["The allowed days field is empty: there is no day to call on."]),
            Row(
                "repeated days", #""allowed_days":["monday","friday","monday","friday","monday"]"#,
                ["The allowed days field repeats monday, friday."]),
        ])
    func warnings(_ row: Row) async throws {
        let api = try TestAPI()
        let answer = try await api.send(#"{"name":"Spring","assistant_id":129,\#(row.members)}"#)
        #expect(answer.findings?.warnings.map(\.message) == row.warnings)
        #expect(answer.fields[.xMockWarnings] == (row.warnings.isEmpty ? nil : String(row.warnings.count)))
    }

    @Test(
        "name a goal variable that is not a Boolean of the assistant's schema",
        arguments: [(129, "caller_name"), (129, "nothing"), (127, "appointment_booked")])
    func goalVariable(_ assistant: Int, _ variable: String) async throws {
        let api = try TestAPI()
        let answer = try await api.send(
            #"{"name":"Spring","assistant_id":\#(assistant),"goal_completion_variable":"\#(variable)"}"#)
        #expect(answer.status == 201)
        #expect(answer.findings?.warnings.map(\.field) == ["goal_completion_variable"])
    }

    @Test("are errors of a 422 under the member's name in strict mode, after the errors of the rules")
    func strict() async throws {
        let api = try TestAPI(CampaignOptions(strict: true))
        let answer = try await api.send(#"{"name":"Spring","assistant_id":127,"nmae":1,"max_retries":9}"#)
        #expect(answer.status == 422)
        #expect(
            answer.body == [
                "message": "The given data was invalid.",
                "errors": [
                    "max_retries": ["The max retries field must be between 1 and 5."],
                    "nmae": ["The nmae field is unknown. Did you mean name?"],
                ],
            ])
        #expect(try await api.store.campaignCount() == 0)
    }

    @Test("are limited for a body with many unknown members")
    func bounded() async throws {
        let members = (0..<5_000).map { #""unknown\#($0)":0"# }.joined(separator: ",")
        let answer = try await TestAPI().send(#"{"name":"Spring","assistant_id":127,\#(members)}"#)
        #expect(answer.status == 201)
        #expect(answer.findings?.warnings.count == 20)
    }
}

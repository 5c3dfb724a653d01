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

    @Test("name a string only in a JSON body: every value of a query or a form is one")
    func forms() async throws {
        let form = "name=Spring&assistant_id=127&max_retries=3&retry_on_voicemail=1&phone_number_ids[]=1"
        for strict in [false, true] {
            let api = try TestAPI(CampaignOptions(strict: strict))
            let answers = [
                try await api.send(form, contentType: "application/x-www-form-urlencoded"),
                try await api.send("", target: "/user/campaign?" + form, contentType: nil),
                try await api.send(#"{"name":"Spring"}"#, target: "/user/campaign?" + form),
            ]
            for answer in answers {
                #expect(answer.status == 201)
                #expect(answer.findings?.warnings.isEmpty == true)
            }
        }
        let body = #"{"name":"Spring","assistant_id":"127","phone_number_ids":{"a":"1","b":2}}"#
        let mixed = try await TestAPI().send(body, target: "/user/campaign?max_retries=3&nmae=x")
        #expect(mixed.findings?.warnings.map(\.field) == ["nmae", "assistant_id", "phone_number_ids.a"])
    }

    @Test("name no element that the rules refuse")
    func refusedElements() async throws {
        let answer = try await TestAPI().send(
            #"{"name":"Spring","assistant_id":127,"phone_number_ids":["1","x","99"]}"#)
        #expect(answer.status == 422)
        #expect(answer.findings?.warnings.map(\.field) == ["phone_number_ids.0"])
    }

    @Test(
        "name the right header for JSON that was sent as a form",
        arguments: [#"{"name":"Spring","assistant_id":127}"#, "\n{\"allowed_days\":[\"monday\"]}", "{"])
    func mislabelledJSON(_ body: String) async throws {
        let answer = try await TestAPI().send(body, contentType: "application/x-www-form-urlencoded")
        #expect(answer.status == 422)
        #expect(answer.body["errors"]?["name"] == ["The name field is required."])
        #expect(answer.fields[.xMockWarnings] == "1")
        #expect(answer.findings?.warnings.first?.message.contains("Content-Type: application/json") == true)
        let beside = try await TestAPI().send(
            body, target: "/user/campaign?nmae=x", contentType: "application/x-www-form-urlencoded")
        #expect(beside.findings?.warnings.map(\.field) == ["Content-Type", "nmae"])
        let other = try await TestAPI().send("{=1&a=2", contentType: "application/x-www-form-urlencoded")
        #expect(other.findings?.warnings.map(\.field) == ["{", "a"])
    }

    @Test("name lost fields and files of forms, and are refused in strict mode behind the errors of the rules")
    func lostFields() async throws {
        let api = try TestAPI(CampaignOptions(strict: true))
        let file = "--b\r\nContent-Disposition: form-data; name=list; filename=x\r\n\r\n1\r\n--b--"
        let answer = try await api.send(file, contentType: "multipart/form-data; boundary=b")
        #expect(answer.status == 422)
        #expect(answer.body["errors"]?.object?.members.map(\.name) == ["name", "assistant_id", "list"])
        let many = (0..<1_100).map { "a[]=\($0)" }.joined(separator: "&")
        let lost = try await TestAPI().send(many, contentType: "application/x-www-form-urlencoded")
        #expect(lost.findings?.warnings.map(\.field) == ["a[]", "a"])
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

import JSON
import Testing

@testable import Validation

/// The worked examples of rules.md chapter 7: answers of the real framework, for a plan of 10 and phone numbers 1, 2, 3.
@Suite("Worked examples") struct WorkedExampleTests {
    struct Row: CustomTestStringConvertible {
        let number: Int
        let body: String
        /// `nil` for a valid body.
        let answer: String?
        var testDescription: String { "\(number): \(body.prefix(100))" }

        init(_ number: Int, _ body: String, _ answer: String?) {
            (self.number, self.body, self.answer) = (number, body, answer)
        }
    }

    @Test("are answered to the letter", arguments: rows)
    func answered(_ row: Row) throws {
        let errors = campaignValidator().validate(try object(row.body)).errors
        #expect(errors.isEmpty == (row.answer == nil))
        guard let answer = row.answer else { return }
        #expect(String(decoding: errors.body().encoded(), as: UTF8.self) == answer)
        var writer = JSONWriter()
        errors.write(to: &writer)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == answer)
    }

    static let rows: [Row] = [
        Row(
            1, #"{}"#,
            #"{"message":"The name field is required. (and 1 more error)","errors":{"name":["The name field is required."],"assistant_id":["The assistant id field is required."]}}"#
        ),
        Row(
            2, #"{"name":"Spring","assistant_id":127}"#,
            nil),
        Row(
            3, #"{"name":" \u00a0\u200b","assistant_id":null}"#,
            #"{"message":"The name field is required. (and 1 more error)","errors":{"name":["The name field is required."],"assistant_id":["The assistant id field is required."]}}"#
        ),
        Row(
            4, #"{"name":false,"assistant_id":"+127"}"#,
            #"{"message":"The name field must be a string.","errors":{"name":["The name field must be a string."]}}"#),
        Row(
            5, #"{"name":[],"assistant_id":[]}"#,
            #"{"message":"The name field is required. (and 1 more error)","errors":{"name":["The name field is required."],"assistant_id":["The assistant id field is required."]}}"#
        ),
        Row(
            6, #"{"name":["a","b"],"assistant_id":[5]}"#,
            #"{"message":"The name field must be a string. (and 1 more error)","errors":{"name":["The name field must be a string."],"assistant_id":["The assistant id field must be an integer."]}}"#
        ),
        Row(
            7, "{\"name\":\"\(String(repeating: "e\u{301}", count: 128))\",\"assistant_id\":127}",
            #"{"message":"The name field must not be greater than 255 characters.","errors":{"name":["The name field must not be greater than 255 characters."]}}"#
        ),
        Row(
            8, "{\"name\":\" \(String(repeating: "\u{1F600}", count: 255)) \",\"assistant_id\":127}",
            nil),
        Row(
            9, #"{"name":"x","assistant_id":127.0}"#,
            nil),
        Row(
            10, #"{"name":"x","assistant_id":"127.0"}"#,
            #"{"message":"The assistant id field must be an integer.","errors":{"assistant_id":["The assistant id field must be an integer."]}}"#
        ),
        Row(
            11, #"{"name":"x","assistant_id":1e14}"#,
            #"{"message":"The assistant id field must be an integer.","errors":{"assistant_id":["The assistant id field must be an integer."]}}"#
        ),
        Row(
            12, #"{"name":"x","assistant_id":127,"timezone":"europe/berlin"}"#,
            #"{"message":"The timezone field must be a valid timezone.","errors":{"timezone":["The timezone field must be a valid timezone."]}}"#
        ),
        Row(
            13, #"{"name":"x","assistant_id":127,"timezone":"\u3000Europe/Berlin\ufeff"}"#,
            nil),
        Row(
            14, #"{"name":"x","assistant_id":127,"max_calls_in_parallel":11}"#,
            #"{"message":"The max calls in parallel field must not be greater than 10.","errors":{"max_calls_in_parallel":["The max calls in parallel field must not be greater than 10."]}}"#
        ),
        Row(
            15, #"{"name":"x","assistant_id":127,"max_calls_in_parallel":"0.5"}"#,
            #"{"message":"The max calls in parallel field must be an integer. (and 1 more error)","errors":{"max_calls_in_parallel":["The max calls in parallel field must be an integer.","The max calls in parallel field must be at least 1."]}}"#
        ),
        Row(
            16, #"{"name":"x","assistant_id":127,"max_calls_in_parallel":"eleven chars"}"#,
            #"{"message":"The max calls in parallel field must be an integer. (and 1 more error)","errors":{"max_calls_in_parallel":["The max calls in parallel field must be an integer.","The max calls in parallel field must not be greater than 10."]}}"#
        ),
        Row(
            17, #"{"name":"x","assistant_id":127,"max_calls_in_parallel":"1e-2000"}"#,
            #"{"message":"The max calls in parallel field must be an integer. (and 2 more errors)","errors":{"max_calls_in_parallel":["The max calls in parallel field must be an integer.","The max calls in parallel field must be at least 1.","The max calls in parallel field must not be greater than 10."]}}"#
        ),
        Row(
            18, #"{"name":"x","assistant_id":127,"max_calls_in_parallel":[]}"#,
            #"{"message":"The max calls in parallel field must be an integer. (and 1 more error)","errors":{"max_calls_in_parallel":["The max calls in parallel field must be an integer.","The max calls in parallel field must be at least 1."]}}"#
        ),
        Row(
            19, #"{"name":"x","assistant_id":127,"max_retries":true,"retry_interval":true}"#,
            #"{"message":"The retry interval field must be between 10 and 4320.","errors":{"retry_interval":["The retry interval field must be between 10 and 4320."]}}"#
        ),
        Row(
            20, #"{"name":"x","assistant_id":127,"max_retries":"03","retry_interval":9}"#,
            #"{"message":"The max retries field must be an integer. (and 1 more error)","errors":{"max_retries":["The max retries field must be an integer."],"retry_interval":["The retry interval field must be between 10 and 4320."]}}"#
        ),
        Row(
            21, #"{"name":"x","assistant_id":127,"max_retries":"abc","retry_interval":"abc"}"#,
            #"{"message":"The max retries field must be an integer. (and 2 more errors)","errors":{"max_retries":["The max retries field must be an integer."],"retry_interval":["The retry interval field must be an integer.","The retry interval field must be between 10 and 4320."]}}"#
        ),
        Row(
            22, #"{"name":"x","assistant_id":127,"allowed_hours_start_time":"9:00","allowed_hours_end_time":2359}"#,
            #"{"message":"The allowed hours start time field must match the format H:i. (and 1 more error)","errors":{"allowed_hours_start_time":["The allowed hours start time field must match the format H:i."],"allowed_hours_end_time":["The allowed hours end time field must match the format H:i."]}}"#
        ),
        Row(
            23, #"{"name":"x","assistant_id":127,"allowed_days":"monday"}"#,
            #"{"message":"The allowed days field must be an array.","errors":{"allowed_days":["The allowed days field must be an array."]}}"#
        ),
        Row(
            24, #"{"name":"x","assistant_id":127,"allowed_days":["monday","Tuesday"," friday ","friday"]}"#,
            #"{"message":"The selected allowed_days.1 is invalid.","errors":{"allowed_days.1":["The selected allowed_days.1 is invalid."]}}"#
        ),
        Row(
            25, #"{"name":"x","assistant_id":127,"allowed_days":["monday",["tuesday"],5,""]}"#,
            #"{"message":"The allowed_days.2 field must be a string. (and 5 more errors)","errors":{"allowed_days.2":["The allowed_days.2 field must be a string.","The selected allowed_days.2 is invalid."],"allowed_days.3":["The allowed_days.3 field must be a string.","The selected allowed_days.3 is invalid."],"allowed_days.1":["The allowed_days.1 field must be a string.","The selected allowed_days.1 is invalid."]}}"#
        ),
        Row(
            26,
            #"{"name":"x","assistant_id":127,"retry_on_voicemail":"true","retry_on_goal_incomplete":1.0,"mark_complete_when_no_leads":" 1 "}"#,
            #"{"message":"The retry on voicemail field must be true or false. (and 1 more error)","errors":{"retry_on_voicemail":["The retry on voicemail field must be true or false."],"retry_on_goal_incomplete":["The retry on goal incomplete field must be true or false."]}}"#
        ),
        Row(
            27, #"{"name":"x","assistant_id":127,"goal_completion_variable":7}"#,
            #"{"message":"The goal completion variable field must be a string.","errors":{"goal_completion_variable":["The goal completion variable field must be a string."]}}"#
        ),
        Row(
            28, #"{"name":"x","assistant_id":127,"phone_number_ids":[1,"+1",2.0]}"#,
            #"{"message":"The phone_number_ids.0 field has a duplicate value. (and 1 more error)","errors":{"phone_number_ids.0":["The phone_number_ids.0 field has a duplicate value."],"phone_number_ids.1":["The phone_number_ids.1 field has a duplicate value."]}}"#
        ),
        Row(
            29, #"{"name":"x","assistant_id":127,"phone_number_ids":[3,99,99,98]}"#,
            #"{"message":"The phone_number_ids.1 field has a duplicate value. (and 2 more errors)","errors":{"phone_number_ids.1":["The phone_number_ids.1 field has a duplicate value."],"phone_number_ids.2":["The phone_number_ids.2 field has a duplicate value."],"phone_number_ids.3":["The selected phone_number_ids.3 is invalid."]}}"#
        ),
        Row(
            30, #"{"name":"x","assistant_id":127,"phone_number_ids":["abc",true,null,0]}"#,
            #"{"message":"The phone_number_ids.0 field must be an integer. (and 5 more errors)","errors":{"phone_number_ids.0":["The phone_number_ids.0 field must be an integer.","The phone_number_ids.0 field has a duplicate value."],"phone_number_ids.1":["The phone_number_ids.1 field has a duplicate value."],"phone_number_ids.2":["The phone_number_ids.2 field must be an integer.","The phone_number_ids.2 field has a duplicate value."],"phone_number_ids.3":["The phone_number_ids.3 field has a duplicate value."]}}"#
        ),
        Row(
            31, #"{"name":"x","assistant_id":127,"phone_number_ids":[[1],[1],{}]}"#,
            #"{"message":"The phone_number_ids.2 field must be an integer. (and 2 more errors)","errors":{"phone_number_ids.2":["The phone_number_ids.2 field must be an integer."],"phone_number_ids.0":["The phone_number_ids.0 field must be an integer."],"phone_number_ids.1":["The phone_number_ids.1 field must be an integer."]}}"#
        ),
        Row(
            32, #"{"name":"x","assistant_id":127,"phone_number_ids":["\u00e9","e\u0301",1,1.5]}"#,
            #"{"message":"The phone_number_ids.0 field must be an integer. (and 2 more errors)","errors":{"phone_number_ids.0":["The phone_number_ids.0 field must be an integer."],"phone_number_ids.1":["The phone_number_ids.1 field must be an integer."],"phone_number_ids.3":["The phone_number_ids.3 field must be an integer."]}}"#
        ),
        Row(
            33,
            #"{"retry_interval":5,"name":7,"phone_number_ids":[4],"allowed_days":["x"],"timezone":3,"assistant_id":"x"}"#,
            #"{"message":"The name field must be a string. (and 5 more errors)","errors":{"name":["The name field must be a string."],"assistant_id":["The assistant id field must be an integer."],"timezone":["The timezone field must be a valid timezone."],"retry_interval":["The retry interval field must be between 10 and 4320."],"allowed_days.0":["The selected allowed_days.0 is invalid."],"phone_number_ids.0":["The selected phone_number_ids.0 is invalid."]}}"#
        ),
        Row(
            34, #"{"name":"first","assistant_id":127,"name":5,"allowed_days.0":"x","Name":1}"#,
            #"{"message":"The name field must be a string.","errors":{"name":["The name field must be a string."]}}"#),
    ]
}

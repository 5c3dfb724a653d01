import Base
import JSON
import TestSupport
import Testing

@testable import Validation

@Suite("Validator") struct ValidatorTests {
    @Test("hands out the cleaned values by name and by index")
    func values() throws {
        let report = campaignValidator().validate(
            try object(
                #"{"assistant_id":"+127","name":" x ","timezone":"","retry_on_voicemail":"0","max_retries":3.0,"phone_number_ids":[1,"2"]}"#
            ))
        #expect(report.isValid)
        #expect(report["name"] == "x")
        #expect(report.value(at: 0) == "x")
        #expect(report.string("name") == "x")
        #expect(report.integer("assistant_id") == 127)
        #expect(report.integer("max_retries") == 3)
        #expect(report.boolean("retry_on_voicemail") == false)
        #expect(report.elements("phone_number_ids")?.map(\.integerValue) == [1, 2])
        #expect(report.string(at: 0) == "x")
        #expect(report.integer(at: 0) == nil)
        #expect(report.integer(at: 1) == 127)
        #expect(report.string(at: 2) == nil)
        #expect(report.boolean(at: 9) == false)
        #expect(report.boolean(at: 10) == nil)
        #expect(report.elements(at: 13)?.count == 2)
        #expect(report.elements(at: 0) == nil)
        #expect(report["timezone"] == nil)
        #expect(report["retry_interval"] == nil)
        #expect(report["nothing"] == nil)
    }

    @Test("takes the last of repeated members and tells names apart by code points and case")
    func names() throws {
        let report = campaignValidator().validate(
            try object(
                #"{"name":5,"assistant_id":1,"name":"x","Name":1,"allowed_days.0":"x","na\u006de":"y","name\u0301":3}"#)
        )
        #expect(report.isValid)
        #expect(report["name"] == "y")
        #expect(report.unknownNames == ["Name", "allowed_days.0", "name\u{301}"])
    }

    @Test("names each unknown member once")
    func unknownOnce() throws {
        let report = Validator([Field("a")]).validate(try object(#"{"b":1,"a":1,"c":1,"b":2}"#))
        #expect(report.unknownNames == ["b", "c"])
        #expect(report.isValid)
    }

    @Test("refuses unknown members when told to, behind all other errors")
    func refusing() throws {
        let validator = Validator([Field("times", .required, .integer), Field("match", .object)]).refusingUnknown
        #expect(
            validator.validate(try object(#"{"tims":1,"xyzxyz":2,"match":{"anything":1}}"#)).errors.body() == [
                "message": "The times field is required. (and 2 more errors)",
                "errors": [
                    "times": ["The times field is required."],
                    "tims": ["The tims field is unknown. Did you mean times?"],
                    "xyzxyz": ["The xyzxyz field is unknown."],
                ],
            ])
    }

    @Test("follows dotted names into objects")
    func nested() throws {
        let validator = Validator([
            Field("match", .nullable, .object), Field("match.account_name", .required, .string),
            Field("match.by.id", .integer),
        ]).refusingUnknown
        #expect(validator.validate(try object(#"{"match":{"account_name":"demo","by":{"id":1}}}"#)).isValid)
        #expect(
            validator.validate(try object(#"{"match":{"account_nam":"demo","by":{"id":"x"}}}"#)).errors.entries.flatMap(
                \.messages) == [
                    "The match.account name field is required.", "The match.by.id field must be an integer.",
                    "The match.account_nam field is unknown. Did you mean match.account_name?",
                ])
        #expect(
            validator.validate(try object(#"{"match":5}"#)).errors.entries.flatMap(\.messages) == [
                "The match field must be an object.", "The match.account name field is required.",
            ])
        // The last `match` counts, whole.
        #expect(!validator.validate(try object(#"{"match":{"account_name":"demo"},"match":{}}"#)).isValid)
    }

    @Test("gives the same report for members in any order", arguments: seeds)
    func anyOrder(_ seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let body = try object(
            #"{"name":7,"assistant_id":"x","timezone":3,"max_calls_in_parallel":0,"allowed_days":["x"],"max_retries":9}"#
        )
        let expected = campaignValidator().validate(body).errors
        for _ in 0..<50 {
            let shuffled = JSONObject(body.members.shuffled(using: &generator))
            #expect(campaignValidator().validate(shuffled).errors == expected)
        }
    }

    @Test("runs all rules of a field and all fields")
    func everything() throws {
        let errors = campaignValidator().validate(
            try object(
                #"{"name":[],"max_calls_in_parallel":"1e-2000","max_retries":"abcdef","goal_completion_variable":[]}"#)
        ).errors
        #expect(errors.count == 8)
        #expect(errors["max_calls_in_parallel"].count == 3)
        #expect(errors["max_retries"].count == 2)
        #expect(errors["goal_completion_variable"] == ["The goal completion variable field must be a string."])
        #expect(errors["timezone"] == [])
    }
}

@Suite("Validation errors") struct ValidationErrorsTests {
    @Test(
        "count messages, not fields",
        arguments: [
            (1, "m0"), (2, "m0 (and 1 more error)"), (3, "m0 (and 2 more errors)"), (12, "m0 (and 11 more errors)"),
        ])
    func message(_ count: Int, _ message: String) {
        var one = ValidationErrors()
        var many = ValidationErrors()
        for index in 0..<count {
            one.add("a", "m\(index)")
            many.add("a\(index)", "m\(index)")
        }
        #expect(one.message == message)
        #expect(many.message == message)
        #expect(one.entries.count == 1)
    }

    @Test("keep the order and may have another summary")
    func body() {
        var errors = ValidationErrors()
        #expect(errors.isEmpty)
        errors.add("b", "1")
        errors.add("a", "2")
        errors.add("b", "3")
        #expect(
            errors.body(message: "Validation failed") == [
                "message": "Validation failed", "errors": ["b": ["1", "3"], "a": ["2"]],
            ])
        var writer = JSONWriter()
        errors.write(to: &writer, message: "Validation failed")
        #expect(writer.bytes == errors.body(message: "Validation failed").encoded())
    }
}

import JSON
import Testing

@testable import Validation

@Suite("Elements") struct ElementTests {
    @Test("are checked after all fields, list by list")
    func afterFields() throws {
        let errors = campaignValidator().validate(
            try object(
                #"{"phone_number_ids":[4],"allowed_days":["x"],"name":"x","assistant_id":"x","mark_complete_when_no_leads":2}"#
            )
        ).errors
        #expect(
            errors.entries.map(\.name) == [
                "assistant_id", "mark_complete_when_no_leads", "allowed_days.0", "phone_number_ids.0",
            ])
    }

    @Test("that are filled arrays come last")
    func order() throws {
        let errors = campaignValidator().validate(
            try object(#"{"name":"x","assistant_id":1,"allowed_days":[["x"],"monday",{"a":1},5,[],{}]}"#)
        ).errors
        #expect(
            errors.entries.map(\.name) == [
                "allowed_days.3", "allowed_days.4", "allowed_days.5", "allowed_days.0", "allowed_days.2",
            ])
    }

    @Test("are not checked when the value is no array, nor when it is null")
    func noArray() {
        #expect(messages("x", .array, each: [.string]) == ["f: The f field must be an array."])
        #expect(messages(.null, .nullable, .array, each: [.string]).isEmpty)
        #expect(messages([], .nullable, .array, each: [.string]).isEmpty)
        #expect(
            messages([1], .nullable, .string, each: [.string]) == [
                "f: The f field must be a string.", "f.0: The f.0 field must be a string.",
            ])
    }

    @Test("of an object are named after its members, a repeated one once with its last value")
    func ofAnObject() {
        #expect(
            messages(["a": "x", "b": 1, "a": 2], .array, each: [.string]) == [
                "f.a: The f.a field must be a string.", "f.b: The f.b field must be a string.",
            ])
    }

    @Test("may be null only as a wrong value")
    func null() {
        #expect(
            messages([.null, ""], .array, each: [.string]) == [
                "f.0: The f.0 field must be a string.", "f.1: The f.1 field must be a string.",
            ])
    }

    @Test("are named as they are, though the field's name is spoken with spaces")
    func names() throws {
        let validator = Validator([Field("a_b_c", .array, .max(characters: 0), each: [.string])])
        #expect(
            validator.validate(["a_b_c": [1]]).errors.entries.flatMap(\.messages) == [
                "The a b c field must not be greater than 0 characters.", "The a_b_c.0 field must be a string.",
            ])
    }

    @Test("of a long list are judged as those of a short one")
    func longList() {
        let ids = Set((0..<1000).map(Int64.init))
        let list = (0..<1000).map { JSONValue.integer(Int64($0)) }
        #expect(messages(.array(list), .array, each: [.integer, .distinct, .exists(in: ids)]).isEmpty)
        #expect(
            messages(.array(list + ["7"]), .array, each: [.integer, .distinct, .exists(in: ids)]) == [
                "f.7: The f.7 field has a duplicate value.", "f.1000: The f.1000 field has a duplicate value.",
            ])
    }

    private static let contacts = Validator([
        Field(
            "contacts", .nullable, .array,
            members: [Field("phone_number", .required, .string), Field("variables", .nullable, .array)]),
        Field("name", .required),
    ])

    @Test("that have members are checked after all fields, member by member")
    func members() throws {
        let errors = Self.contacts.validate(
            try object(
                #"{"contacts":[{"variables":"x"},{"phone_number":5,"variables":null},"x",["y"],{"phone_number":" "}]}"#
            )
        ).errors
        #expect(
            errors.entries.map { "\($0.name): \($0.messages.joined(separator: " "))" } == [
                "name: The name field is required.",
                "contacts.0.phone_number: The contacts.0.phone_number field is required.",
                "contacts.1.phone_number: The contacts.1.phone_number field must be a string.",
                "contacts.2.phone_number: The contacts.2.phone_number field is required.",
                "contacts.3.phone_number: The contacts.3.phone_number field is required.",
                "contacts.4.phone_number: The contacts.4.phone_number field is required.",
                "contacts.0.variables: The contacts.0.variables field must be an array.",
            ])
    }

    @Test(
        "that have members may be missing, and an object's elements have its names",
        arguments: [
            (#"{"name":1}"#, []), (#"{"name":1,"contacts":null}"#, []), (#"{"name":1,"contacts":{}}"#, []),
            (#"{"name":1,"contacts":"x"}"#, ["contacts"]),
            (#"{"name":1,"contacts":{"a":{"phone_number":"1"},"b":{}}}"#, ["contacts.b.phone_number"]),
            (#"{"name":1,"contacts":[{"phone_number":null,"phone_number":"1"}]}"#, []),
        ])
    func missingMembers(_ body: String, _ names: [String]) throws {
        #expect(Self.contacts.validate(try object(body)).errors.entries.map(\.name) == names)
    }

    @Test("get the field's own message for its last rule")
    func lastMessage() throws {
        let validator = Validator([Field("status", .nullable, .string, .oneOf(["a"]), lastMessage: "Not that one")])
        #expect(
            validator.validate(["status": 5]).errors["status"] == [
                "The status field must be a string.", "Not that one",
            ])
        #expect(validator.validate(["status": "b"]).errors["status"] == ["Not that one"])
    }
}

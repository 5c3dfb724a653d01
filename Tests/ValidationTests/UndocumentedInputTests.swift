import JSON
import Testing

@testable import Validation

@Suite("What the rules accept although it is not documented (life.md §1)") struct UndocumentedInputTests {
    private let validator = Validator([
        Field("name", .required, .string),
        Field("retry_interval", .nullable, .integer, .min(10)),
        Field("is_active", .nullable, .boolean),
        Field("share", .nullable, .number),
        Field("ids", .nullable, .array, each: [.integer]),
        Field("contacts", .nullable, .array, members: [Field("phone_number", .required, .string)]),
    ])

    @Test(
        "strings in place of other types are found in the order of the fields, elements last",
        arguments: [
            (#"{"name":"x","retry_interval":10,"is_active":true,"share":0.5,"ids":[1]}"#, []),
            (
                #"{"share":"0.5","ids":["1",2,"3"],"is_active":"1","retry_interval":"10","name":"7"}"#,
                [
                    "retry interval: an integer", "is active: a boolean", "share: a number", "ids.0: an integer",
                    "ids.2: an integer",
                ]
            ),
            (#"{"ids":{"a":"1","b":2}}"#, ["ids.a: an integer"]),
            (#"{"retry_interval":"9","is_active":"yes","ids":["x","4"]}"#, ["ids.1: an integer"]),
            (#"{"retry_interval":" ","is_active":null,"ids":"1"}"#, []),
            (#"{"retry_interval":"10","retry_interval":10}"#, []),
        ])
    func strings(_ body: String, _ expected: [String]) throws {
        let found = validator.validate(try object(body)).stringsForOtherTypes(inFirst: .max)
        #expect(found.map { "\($0.attribute): \($0.type)" } == expected)
    }

    @Test("strings are found in the first members only")
    func firstMembers() throws {
        let report = validator.validate(try object(#"{"retry_interval":"10","share":"1","ids":["1"]}"#))
        #expect(report.stringsForOtherTypes(inFirst: 1).map(\.name) == ["retry_interval"])
        #expect(report.stringsForOtherTypes(inFirst: 2).map(\.name) == ["retry_interval", "share"])
        #expect(report.stringsForOtherTypes(inFirst: 0).isEmpty)
    }

    @Test("members of elements are found with the nearest name, each once an element, and up to a limit")
    func elements() throws {
        let report = validator.validate(
            try object(
                #"{"contacts":[{"phone_number":"1","phone_numer":"2","x":1,"x":2},{"x":3},"y",["z"]],"name":"n"}"#))
        #expect(
            report.unknownElementMembers(atMost: 20) == [
                UnknownMember(path: "contacts.0.phone_numer", nearest: "phone_number"),
                UnknownMember(path: "contacts.0.x", nearest: nil), UnknownMember(path: "contacts.1.x", nearest: nil),
            ])
        #expect(report.unknownElementMembers(atMost: 2).count == 2)
        let named = validator.validate(try object(#"{"contacts":{"a":{"x":1}}}"#))
        #expect(named.unknownElementMembers(atMost: 20).map(\.path) == ["contacts.a.x"])
    }
}

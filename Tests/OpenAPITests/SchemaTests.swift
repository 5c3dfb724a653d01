import JSON
import OpenAPI
import Testing
import Validation

@Suite("Schema") struct SchemaTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let field: Field
        let schema: JSONValue

        init(_ testDescription: String, _ field: Field, _ schema: JSONValue) {
            self.testDescription = testDescription
            self.field = field
            self.schema = schema
        }
    }

    @Test(
        "of a field has the type and the limits of its rules",
        arguments: [
            Row("no rule", Field("x"), [:]),
            Row(
                "required text", Field("x", .required, .string, .max(characters: 255)),
                ["type": "string", "minLength": 1, "maxLength": 255]),
            Row(
                "optional text", Field("x", .nullable, .string, .max(characters: 9)),
                ["type": ["string", "null"], "maxLength": 9]),
            Row(
                "integer between", Field("x", .nullable, .integer, .between(10, 4320)),
                ["type": ["integer", "null"], "minimum": 10, "maximum": 4320]),
            Row(
                "integer with both limits", Field("x", .required, .integer, .min(1), .max(100)),
                ["type": "integer", "minimum": 1, "maximum": 100]),
            Row("number", Field("x", .required, .number), ["type": "number"]),
            Row("boolean", Field("x", .nullable, .boolean), ["type": ["boolean", "null"]]),
            Row(
                "choice", Field("x", .nullable, .string, .oneOf(["a", "b"])),
                ["type": ["string", "null"], "enum": ["a", "b", .null]]),
            Row("date", Field("x", .nullable, .date), ["type": ["string", "null"], "format": "date"]),
            Row("object or array", Field("x", .nullable, .array), ["not": ["type": ["string", "number", "boolean"]]]),
            Row("object", Field("x", .nullable, .object), ["type": ["object", "null"], "additionalProperties": true]),
            Row(
                "list", Field("x", .required, .array, each: [.integer, .distinct]),
                ["type": "array", "items": ["type": "integer", "format": "int64"], "uniqueItems": true, "minItems": 1]),
            Row(
                "list of objects",
                Field("x", .nullable, .array, members: [Field("y", .required, .integer)]),
                [
                    "type": ["array", "null"],
                    "items": [
                        "type": "object", "properties": ["y": ["type": "integer", "format": "int64"]],
                        "required": ["y"],
                        "additionalProperties": true,
                    ],
                ]),
        ])
    func ofField(_ row: Row) {
        #expect(Schema(row.field).json.sorted == row.schema.sorted)
    }

    @Test("of a parameter has no null") func parameter() {
        #expect(
            Schema(Field("x", .nullable, .oneOf(["a"])), allowsNull: false).json == ["type": "string", "enum": ["a"]])
    }

    @Test("of fields with dots is an object in an object") func paths() {
        let schema = Schema.object(
            [
                Field("match", .required, .object), Field("match.account", .nullable, .string),
                Field("times", .nullable, .integer),
            ],
            texts: ["match.account": "Its name.", "times": MemberText("How often.", default: 1)], others: .refused)
        let expected: JSONValue = [
            "type": "object",
            "properties": [
                "match": [
                    "type": "object", "additionalProperties": false, "minProperties": 1,
                    "properties": ["account": ["type": ["string", "null"], "description": "Its name."]],
                ],
                "times": ["type": ["integer", "null"], "format": "int64", "description": "How often.", "default": 1],
            ],
            "required": ["match"],
            "additionalProperties": false,
        ]
        #expect(schema.json.sorted == expected.sorted)
    }
}

extension JSONValue {
    /// The value with the members of all objects by name, because the order of keywords means nothing.
    var sorted: JSONValue {
        switch self {
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map { JSONObject.Member(name: $0.name, value: $0.value.sorted) }
                        .sorted { $0.name < $1.name }))
        case .array(let elements): .array(elements.map(\.sorted))
        default: self
        }
    }
}

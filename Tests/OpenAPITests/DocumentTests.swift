import JSON
import OpenAPI
import Testing

@Suite("OpenAPI document") struct DocumentTests {
    private let refused = AnswerDescription(
        401, "No key.", headers: [HeaderDescription("X-Count", .integer(), "How many.")], .reference("Message"),
        component: "Refused")
    private let prefer = Parameter("Prefer", in: .header, .string(), "A wish.", component: "Prefer")

    private var document: OpenAPIDocument {
        OpenAPIDocument(
            title: "Things", version: "1", description: "All things.", server: "http://localhost/api",
            serverDescription: "Here.", tags: [.init("things", "Things.")], security: .bearer("key", "A key."),
            operations: [
                Operation(
                    .get, "/things/{id}", "readThing", summary: "Read a thing", description: "Reads it.",
                    tag: "things",
                    parameters: [Parameter("id", in: .path, .integer(minimum: 1), "The thing."), prefer],
                    answers: [
                        refused,
                        AnswerDescription(200, "The thing.", .string(), examples: [Example("red", "Red")]),
                    ]),
                Operation(
                    .delete, "/things/{id}", "deleteThing", summary: "Delete a thing", description: "Deletes it.",
                    tag: "things", isDeprecated: true, answers: [AnswerDescription(204, "Gone."), refused]),
            ],
            schemas: [.init("Message", .object(["message": .string()]))])
    }

    @Test("has the operations of a path together, and answers by status") func paths() throws {
        let path = try #require(document.json["paths"]?["/things/{id}"])
        #expect(path.object?.members.map(\.name) == ["get", "delete"])
        #expect(path["get"]?["responses"]?.object?.members.map(\.name) == ["200", "401"])
        #expect(path["get"]?["parameters"]?[0]?["required"] == true)
        #expect(path["delete"]?["deprecated"] == true)
        #expect(
            path["get"]?["responses"]?["200"]?["content"]?["application/json"]
                == ["schema": ["type": "string"], "examples": ["red": ["value": "Red"]]])
    }

    @Test("collects what operations share") func components() throws {
        let json = document.json
        #expect(
            json["paths"]?["/things/{id}"]?["get"]?["responses"]?["401"] == [
                "$ref": "#/components/responses/Refused"
            ])
        let components = try #require(json["components"])
        #expect(components["responses"]?["Refused"]?["headers"]?["X-Count"] == ["$ref": "#/components/headers/X-Count"])
        #expect(components["headers"]?["X-Count"]?["schema"] == ["type": "integer", "format": "int64"])
        #expect(components["parameters"]?["Prefer"]?["in"] == "header")
        #expect(components["securitySchemes"]?["key"]?["scheme"] == "bearer")
        #expect(json["security"] == [["key": []]])
    }
}

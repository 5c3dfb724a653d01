import CampaignStore
import Foundation
import JSON
import TestSupport
import Testing

@testable import MockControl

/// ``StateSchemaTests`` compares the document's schema of a state with the reader, member by member.
@Suite("The schema of a seed") struct SeedSchemaTests {
    @Test("is the document's schema of a state, with its parts inside, and names itself by the host of the request")
    func schema() async throws {
        try await withMock { mock in
            let schema = try await mock.call(
                "GET", "/_mock/seed.schema.json", headers: ["Host": "localhost:8080"]
            ).json
            #expect(schema["$id"] == "http://localhost:8080/_mock/seed.schema.json")
            #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
            let components = try await mock.control("GET", "/control-openapi.json")["components"]?["schemas"]
            let state = try #require(components?["StateDocument"]?.object)
            #expect(state.members.allSatisfy { $0.name == "properties" || schema[$0.name] == $0.value })
            let text = String(decoding: schema.encoded(), as: UTF8.self)
            let references = text.matches(of: /"\$ref":"([^"]+)"/).map { String($0.1) }
            #expect(!references.isEmpty)
            for reference in references {
                let name = try #require(reference.split(separator: "/").last.map(String.init))
                #expect(reference == "#/$defs/\(name)")
                #expect(schema["$defs"]?[name] == components?[name])
            }
            let moved = text.replacing("#/$defs/", with: "#/components/schemas/")
            #expect(try JSONReader.read(Array(moved.utf8).span)["properties"] == state["properties"])
        }
    }

    @Test("lets a seed name its schema, which the mock neither reads nor writes") func member() async throws {
        try await withMock { mock in
            let state = try await mock.control("GET", "/state")
            #expect(state["$schema"] == nil)
            var document = try #require(state.object)
            for (value, status) in [("./seed.schema.json", 200), (.null, 200), (7, 422)] as [(JSONValue, Int)] {
                document["$schema"] = value
                let reply = try await mock.call(
                    "PUT", "/_mock/state", String(decoding: JSONValue.object(document).encoded(), as: UTF8.self))
                #expect(reply.status == status, "\(reply.text)")
            }
            #expect(try await mock.control("GET", "/state") == state)
        }
    }
}

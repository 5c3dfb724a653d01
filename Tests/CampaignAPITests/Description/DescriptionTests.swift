import HTTPTypes
import JSON
import OpenAPI
import TestSupport
import Testing

@testable import CampaignAPI

@Suite("The platform's document") struct DescriptionTests {
    private let document = Self.described

    private static let described = CampaignRoutes.document(
        options: CampaignOptions(), version: "1.2.3", server: "http://localhost:7357/api"
    ).json

    @Test("has the routes that the API answers, and no others") func routes() async throws {
        let api = try TestAPI()
        let operations = DescribedOperation.all(in: document)
        #expect(Set(operations.map(\.name)) == Set(CampaignRoutes.table.map { "\($0.method.rawValue) \($0.path)" }))
        for path in Set(operations.map(\.path)) {
            let documented = Set(operations.filter { $0.path == path }.map(\.method))
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
                let answer = try await api.send(
                    "", method: method, target: "/api" + path.replacing("{id}", with: "9"), contentType: nil)
                #expect((answer.status != 405) == documented.contains(method), "\(method) \(path)")
                #expect(answer.message?.hasSuffix("could not be found.") != true, "\(method) \(path)")
            }
        }
    }

    @Test("names each operation once, and explains everything") func texts() throws {
        let operations = DescribedOperation.all(in: document)
        let names = operations.compactMap { $0.json["operationId"]?.string }
        #expect(names.count == operations.count)
        #expect(Set(names).count == names.count)
        let tags = Set(document["tags"]?.array?.compactMap { $0["name"]?.string } ?? [])
        for operation in operations {
            for keyword in ["summary", "description"] {
                #expect(operation.json[keyword]?.string?.isEmpty == false, "\(operation.name): \(keyword)")
            }
            #expect(operation.json["tags"]?[0]?.string.map(tags.contains) == true, "\(operation.name)")
            #expect(operation.parameters.contains { $0["name"] == "Prefer" })
            for parameter in operation.parameters {
                #expect(parameter["description"]?.string?.isEmpty == false, "\(operation.name): \(parameter)")
            }
            for status in operation.statuses {
                #expect(operation.answer(status)?["description"]?.string?.isEmpty == false, "\(operation.name)")
                #expect(operation.header("X-Mock-Warnings", of: status) != nil, "\(operation.name) \(status)")
            }
            for property in operation.requestSchema()?["properties"]?.object?.members ?? [] {
                #expect(property.value["description"]?.string?.isEmpty == false, "\(operation.name): \(property.name)")
            }
        }
    }

    @Test("names version and server") func header() {
        #expect(document["openapi"] == "3.1.0")
        #expect(document["info"]?["version"] == "1.2.3")
        #expect(document["servers"]?[0]?["url"] == "http://localhost:7357/api")
        #expect(document["components"]?["securitySchemes"]?["apiKey"]?["scheme"] == "bearer")
    }

    @Test("has nothing that generators of clients stumble over") func form() {
        let names = document["components"]?["schemas"]?.object?.members.map(\.name) ?? []
        var used: Set<String> = []
        DocumentWalk.visit(document) { node, path in
            let place = path.joined(separator: "/")
            if let reference = node["$ref"]?.string {
                let target = SchemaChecker(document).resolved(node)
                #expect(target["a reference without a target"] == nil, "\(place): \(reference)")
                #expect(node.object?.members.count == 1, "\(place): members beside a reference")
                used.insert(String(reference.split(separator: "/").last ?? ""))
            }
            for keyword in ["anyOf", "oneOf", "allOf"] { #expect(node[keyword] == nil, "\(place): \(keyword)") }
            // Each object has a name under components, and each list has elements.
            if node["properties"]?.object != nil, path.last != "properties" {
                #expect(path.dropLast() == ["components", "schemas"], "\(place): an object without a name")
            }
            if node["type"] == "array" { #expect(node["items"] != nil, "\(place)") }
        }
        #expect(Set(names).subtracting(used) == [])
    }

    @Test("has examples that are valid") func examples() throws {
        var count = 0
        try DocumentWalk.visit(document) { node, path in
            let checker = SchemaChecker(document, refusesUnnamed: false)
            if let schema = node["schema"], let examples = node["examples"]?.object {
                for example in examples.members {
                    let value = try #require(example.value["value"])
                    #expect(checker.mistakes(in: value, by: schema) == [], "\(example.name)")
                    count += 1
                }
            }
            if let schema = node["schema"], let example = node["example"] {
                #expect(checker.mistakes(in: example, by: schema) == [], "\(path)")
            }
            if case .array(let examples) = node["examples"], node["description"] != nil || node["type"] != nil {
                for value in examples + (node["default"].map { [$0] } ?? []) {
                    #expect(checker.mistakes(in: value, by: node) == [], "\(path)")
                    count += 1
                }
            }
        }
        #expect(count > 80)
    }
}

/// Visits the objects of a document, but not what examples hold.
enum DocumentWalk {
    static func visit(
        _ node: JSONValue, at path: [String] = [], _ body: (_ node: JSONValue, _ path: [String]) throws -> Void
    ) rethrows {
        switch node {
        case .object(let object):
            try body(node, path)
            for member in object.members where !["examples", "example", "default", "enum"].contains(member.name) {
                try visit(member.value, at: path + [member.name], body)
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() { try visit(element, at: path + [String(index)], body) }
        default: return
        }
    }
}

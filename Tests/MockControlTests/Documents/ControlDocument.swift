import JSON
import TestSupport
import Testing

@testable import MockControl

/// The OpenAPI document of the control plane, as a running mock serves it.
struct ControlDocument: Sendable {
    struct Operation: Sendable {
        let method: String
        let path: String
        let json: JSONValue

        var id: String { json["operationId"]?.string ?? "" }
    }

    struct Problem: Error, CustomStringConvertible { let description: String }

    let json: JSONValue
    let checker: SchemaChecker
    let operations: [Operation]

    init(of mock: RunningMock, headers: [String: String] = [:]) async throws {
        let reply = try await mock.call("GET", "/_mock/control-openapi.json", headers: headers)
        try self.init(try reply.json)
    }

    init(_ json: JSONValue) throws {
        self.json = json
        checker = SchemaChecker(json)
        operations = (json["paths"]?.object?.members ?? []).flatMap { path in
            (path.value.object?.members ?? []).map {
                Operation(method: $0.name.uppercased(), path: path.name, json: $0.value)
            }
        }
    }

    func operation(_ id: String) throws -> Operation {
        guard let found = operations.first(where: { $0.id == id }) else {
            throw Problem(description: "There is no operation \(id)")
        }
        return found
    }

    func parameters(of operation: Operation, in place: String? = nil) -> [JSONValue] {
        (operation.json["parameters"]?.array ?? []).map(checker.resolved).filter { parameter in
            place.map { parameter["in"]?.string == $0 } ?? true
        }
    }

    /// The path with the examples of its parameters.
    func target(of operation: Operation, _ values: [String: String] = [:]) -> String {
        parameters(of: operation, in: "path").reduce(operation.path) { path, parameter in
            let name = parameter["name"]?.string ?? ""
            let example = parameter["example"].map { $0.string ?? String(decoding: $0.encoded(), as: UTF8.self) }
            return path.replacing("{\(name)}", with: values[name] ?? example ?? "")
        }
    }

    func bodySchema(of operation: Operation) -> JSONValue? {
        operation.json["requestBody"]?["content"]?["application/json"]?["schema"]
    }

    /// The first example of the request's body as text; empty for none.
    func exampleBody(of operation: Operation) -> String {
        let examples = operation.json["requestBody"]?["content"]?["application/json"]?["examples"]?.object?.members
        return examples?.first?.value["value"].map { String(decoding: $0.encoded(), as: UTF8.self) } ?? ""
    }

    func statuses(of operation: Operation) -> Set<Int> {
        Set((operation.json["responses"]?.object?.members ?? []).compactMap { Int($0.name) })
    }

    /// What the document does not say of an answer, or says otherwise.
    func mistakes(in reply: Reply, to operation: Operation) -> [String] {
        guard let raw = operation.json["responses"]?[String(reply.status)] else {
            return ["\(operation.id): the status \(reply.status) is not in the document: \(reply.text.prefix(300))"]
        }
        let answer = checker.resolved(raw)
        let missing = (answer["headers"]?.object?.members ?? []).filter { header in
            checker.resolved(header.value)["required"] == true && reply.headers[header.name.lowercased()] == nil
        }
        var mistakes = missing.map { "\(operation.id) \(reply.status): the header field \($0.name) is missing" }
        let type = reply.headers["content-type"]
        let contents = answer["content"]?.object?.members ?? []
        guard let content = contents.first(where: { $0.name == type }) else {
            if type == nil, contents.isEmpty { return mistakes }
            return mistakes + ["\(operation.id) \(reply.status): the media type \(type ?? "-") is not in the document"]
        }
        let value = content.name == "application/json" ? (try? reply.json) ?? .null : .string(reply.text)
        guard let schema = content.value["schema"] else { return mistakes + ["\(operation.id): no schema"] }
        mistakes += checker.mistakes(in: value, by: schema).map { "\(operation.id) \(reply.status) \($0)" }
        return mistakes
    }
}

import JSON
import TestSupport
import Testing

@testable import MockControl

/// The OpenAPI document of the control plane, as a running mock serves it.
struct ControlDocument: Sendable {
    struct Problem: Error, CustomStringConvertible { let description: String }

    let json: JSONValue
    let checker: SchemaChecker
    let operations: [DescribedOperation]

    init(of mock: RunningMock, headers: [String: String] = [:]) async throws {
        let reply = try await mock.call("GET", "/_mock/control-openapi.json", headers: headers)
        try self.init(try reply.json)
    }

    init(_ json: JSONValue) throws {
        self.json = json
        checker = SchemaChecker(json)
        operations = DescribedOperation.all(in: json)
    }

    func operation(_ id: String) throws -> DescribedOperation {
        guard let found = operations.first(where: { $0.id == id }) else {
            throw Problem(description: "There is no operation \(id)")
        }
        return found
    }

    /// The path with the examples of its parameters.
    func target(of operation: DescribedOperation, _ values: [String: String] = [:]) -> String {
        operation.parameters(in: "path").reduce(operation.path) { path, parameter in
            let name = parameter["name"]?.string ?? ""
            let example = parameter["example"].map { $0.string ?? String(decoding: $0.encoded(), as: UTF8.self) }
            return path.replacing("{\(name)}", with: values[name] ?? example ?? "")
        }
    }

    /// The first example of the request's body as text; empty for none.
    func exampleBody(of operation: DescribedOperation) -> String {
        let examples = operation.json["requestBody"]?["content"]?["application/json"]?["examples"]?.object?.members
        return examples?.first?.value["value"].map { String(decoding: $0.encoded(), as: UTF8.self) } ?? ""
    }

    /// What the document does not say of an answer, or says otherwise.
    func mistakes(in reply: Reply, to operation: DescribedOperation) -> [String] {
        guard let answer = operation.answer(reply.status) else {
            return ["\(operation.id): the status \(reply.status) is not in the document: \(reply.text.prefix(300))"]
        }
        let missing = operation.headers(of: reply.status).filter { header in
            header.value["required"] == true && reply.headers[header.name.lowercased()] == nil
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

extension DescribedOperation {
    var id: String { json["operationId"]?.string ?? "" }
}

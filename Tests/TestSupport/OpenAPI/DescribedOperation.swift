package import JSON

/// An operation of an OpenAPI document, with its references resolved.
package struct DescribedOperation: Sendable {
    /// In upper case.
    package let method: String
    /// With `{name}` for each parameter.
    package let path: String
    /// The Operation Object.
    package let json: JSONValue
    private let checker: SchemaChecker

    /// Returns the operations of a document.
    package static func all(in document: JSONValue) -> [DescribedOperation] {
        let checker = SchemaChecker(document, refusesUnnamed: false)
        return (document["paths"]?.object?.members ?? []).flatMap { item in
            (item.value.object?.members ?? []).map {
                DescribedOperation(method: $0.name.uppercased(), path: item.name, json: $0.value, checker: checker)
            }
        }
    }

    package var name: String { "\(method) \(path)" }

    /// The Parameter Objects.
    package var parameters: [JSONValue] { (json["parameters"]?.array ?? []).map(checker.resolved) }

    package func parameters(in place: String) -> [JSONValue] {
        parameters.filter { $0["in"]?.string == place }
    }

    /// The schema of the request's body; `nil` if the operation has no body of that type.
    package func requestSchema(mediaType: String = "application/json") -> JSONValue? {
        json["requestBody"]?["content"]?[mediaType]?["schema"].map(checker.resolved)
    }

    /// The statuses that the document names.
    package var statuses: [Int] { (json["responses"]?.object?.members ?? []).compactMap { Int($0.name) } }

    /// The Response Object of a status; `nil` if the document does not name the status.
    package func answer(_ status: Int) -> JSONValue? { json["responses"]?[String(status)].map(checker.resolved) }

    package func answerSchema(_ status: Int, mediaType: String = "application/json") -> JSONValue? {
        answer(status)?["content"]?[mediaType]?["schema"]
    }

    /// The Header Object of an answer's field; the name's case does not count.
    package func header(_ name: String, of status: Int) -> JSONValue? {
        headers(of: status).first { $0.name.lowercased() == name.lowercased() }?.value
    }

    package func headers(of status: Int) -> [(name: String, value: JSONValue)] {
        (answer(status)?["headers"]?.object?.members ?? []).map { ($0.name, checker.resolved($0.value)) }
    }

    /// Whether a path, without the base URL and the query, is one of the operation.
    package func matches(path sent: String) -> Bool {
        let own = path.split(separator: "/"), others = sent.split(separator: "/")
        return own.count == others.count && zip(own, others).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
    }
}

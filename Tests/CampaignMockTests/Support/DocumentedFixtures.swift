import CampaignAPI
import CampaignStore
import Foundation
import JSON
import OpenAPI
import TestSupport

/// Compares fixtures with the platform's OpenAPI document.
struct DocumentedFixtures {
    let json: JSONValue

    /// The document of a mock with the default options.
    static let usual = Result { try DocumentedFixtures() }

    /// - Parameters:
    ///   - leadList: the form of the list of leads; `nil` for the default.
    ///   - strict: whether the mock refuses what it would warn about.
    init(leadList: String? = nil, strict: Bool = false) throws {
        var options = CampaignOptions()
        options.strict = strict
        if let leadList { options.leadList = LeadList(rawValue: leadList) ?? .pages }
        json = CampaignRoutes.document(options: options, version: "1", server: "http://localhost/api").json
    }

    private init(_ json: JSONValue) {
        self.json = json
    }

    /// Returns the same with another document: one value changed, or removed for `nil`.
    func changed(at path: [String], to value: JSONValue?) -> DocumentedFixtures {
        DocumentedFixtures(json.changed(at: path[...], to: value))
    }

    func operation(of fixture: Fixture) -> DescribedOperation? {
        DescribedOperation.all(in: json).first { $0.method == fixture.method && $0.matches(path: fixture.path) }
    }

    /// Returns what document and fixture say differently, one line each.
    func problems(of fixture: Fixture) -> [String] {
        guard let operation = operation(of: fixture) else {
            let isUnknown = [404, 405].contains(fixture.status) || fixture.method == "OPTIONS"
            return isUnknown ? [] : ["The document has no \(fixture.method) \(fixture.path)."]
        }
        return answerProblems(fixture, operation) + requestProblems(fixture, operation)
    }

    // MARK: - Answers

    private func answerProblems(_ fixture: Fixture, _ operation: DescribedOperation) -> [String] {
        guard let schema = operation.answerSchema(fixture.status) else {
            return ["\(operation.name) has no answer \(fixture.status) with JSON."]
        }
        let checker = SchemaChecker(json)
        var problems = checker.mistakes(in: fixture.expected.body ?? .null, by: schema)
        for (name, value) in fixture.expected.headers where !Self.generalFields.contains(name.lowercased()) {
            guard let header = operation.header(name, of: fixture.status), let schema = header["schema"] else {
                problems.append("\(operation.name) \(fixture.status) has no header field \(name).")
                continue
            }
            problems += checker.mistakes(in: .inText(value, schema), by: schema, at: name)
        }
        return problems
    }

    /// The bodies of the fixtures' responses with the document's schemas for them.
    func answers(of fixtures: [Fixture]) -> [(body: JSONValue, schema: JSONValue)] {
        fixtures.compactMap { fixture in
            guard let body = fixture.expected.body,
                let schema = operation(of: fixture)?.answerSchema(fixture.status)
            else { return nil }
            return (body, schema)
        }
    }

    /// Fields that every HTTP response may have.
    private static let generalFields = [
        "content-type", "access-control-allow-origin", "access-control-expose-headers", "vary", "connection",
    ]

    // MARK: - Requests

    /// What the document says of a request that succeeds without a warning, or that validation refuses.
    private func requestProblems(_ fixture: Fixture, _ operation: DescribedOperation) -> [String] {
        let hasErrors = fixture.expected.body?["errors"] != nil
        let isClean = fixture.status < 300 && !fixture.expected.headers.contains { $0.name == "X-Mock-Warnings" }
        guard isClean || hasErrors else { return [] }
        guard let mediaType = fixture.mediaType else {
            let types = operation.json["requestBody"]?["content"]?.object?.members.map(\.name) ?? []
            let isKnown = types.contains { fixture.contentType?.hasPrefix($0) ?? false }
            return isKnown ? [] : ["\(operation.name) has no body of \(fixture.contentType ?? "no type")."]
        }
        var found = parameterProblems(fixture, operation)
        if let schema = operation.requestSchema(mediaType: mediaType), fixture.hasOwnFields {
            let body = fixture.body.isEmpty ? .object([:]) : (try? JSONReader.read(Array(fixture.body.utf8).span))
            found += SchemaChecker(json, refusesUnnamed: false).mistakes(in: body ?? .null, by: schema)
        } else if operation.json["requestBody"] != nil {
            return []
        }
        if isClean { return found }
        let isOfAccount = ["validation-of-one-field"].contains(fixture.name)
        return found.isEmpty && !isOfAccount ? ["The document takes this request, which is refused."] : []
    }

    private func parameterProblems(_ fixture: Fixture, _ operation: DescribedOperation) -> [String] {
        guard operation.method == "GET" else { return [] }
        let checker = SchemaChecker(json, refusesUnnamed: false)
        return fixture.query.flatMap { name, value -> [String] in
            guard let schema = operation.parameters(in: "query").first(where: { $0["name"]?.string == name })?["schema"]
            else { return ["\(operation.name) has no parameter \(name)."] }
            return checker.mistakes(in: .inText(value, schema), by: schema, at: name)
        }
    }

    // MARK: - Presence

    func observe(_ fixture: Fixture, _ observed: inout ObservedMembers) {
        guard let operation = operation(of: fixture), let schema = operation.answerSchema(fixture.status),
            let body = fixture.expected.body
        else { return }
        observed.observe(body, schema, SchemaChecker(json, refusesUnnamed: false))
    }
}

extension Fixture {
    var method: String { String(requestLine.prefix { $0 != " " }) }

    /// The path without `/api`, with merged slashes.
    var path: String {
        let target = requestLine.drop { $0 != " " }.dropFirst()
        let segments = target.prefix { $0 != "?" }.split(separator: "/")
        return "/" + (segments.first == "api" ? segments.dropFirst() : segments[...]).joined(separator: "/")
    }

    /// The query's parameters.
    var query: [(name: String, value: String)] {
        guard let query = requestLine.split(separator: "?", maxSplits: 1).dropFirst().first else { return [] }
        return query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
    }

    var status: Int { Int(expected.status.prefix(3)) ?? 0 }

    /// Whether the body has all fields, so that the document's schema applies to it alone.
    var hasOwnFields: Bool { method != "POST" || query.isEmpty }

    /// The media type of the body where it is JSON or none; `nil` for a form.
    fileprivate var mediaType: String? {
        contentType.map { $0.contains("json") } ?? body.isEmpty ? "application/json" : nil
    }

    fileprivate var contentType: String? {
        headers.first { $0.lowercased().hasPrefix("content-type:") }.map { String($0.dropFirst(14)) }
    }
}

import Base
import CampaignAPI
import CampaignStore
import Foundation
import JSON
import OpenAPI
import TestSupport
import Testing
import Validation

@testable import MockControl

/// The document says what the calls do, and nothing else.
@Suite("The control plane's OpenAPI document") struct ControlDocumentTests {
    @Test("has each call of the table and no other, each with a name of its own and texts for all that it takes")
    func calls() async throws {
        try await withMock { mock in
            let document = try await ControlDocument(of: mock)
            let listed = try await mock.control("GET", "")["calls"]?.array ?? []
            let table = Set(listed.map { "\($0["method"]?.string ?? "") \($0["path"]?.string ?? "")" })
            #expect(Set(document.operations.map { "\($0.method) \($0.path)" }) == table)
            #expect(Set(document.operations.map(\.id)).count == table.count)
            #expect(document.json["servers"]?[0]?["url"] == .string("http://127.0.0.1:\(mock.port)"))
            for operation in document.operations {
                let inPath = Set(operation.path.matches(of: /\{(\w+)\}/).map { String($0.1) })
                let parameters = operation.parameters
                #expect(Set(operation.parameters(in: "path").compactMap { $0["name"]?.string }) == inPath)
                for parameter in parameters {
                    #expect(parameter["description"]?.string?.isEmpty == false, "\(operation.id) \(parameter)")
                }
                let schema = operation.requestSchema()
                for member in schema?["properties"]?.object?.members ?? [] where operation.method != "PATCH" {
                    let text = document.checker.resolved(member.value)["description"]?.string
                    #expect(
                        text?.isEmpty == false || operation.path.contains("accounts"), "\(operation.id) \(member.name)")
                }
            }
            for call in mock.control.calls {
                let description = call.description()
                switch call.input {
                case .query(let fields), .body(let fields):
                    #expect(Set(description.members.keys) == Set(fields().map(\.name)), "\(description.operationID)")
                    #expect(description.members.values.allSatisfy { !$0.text.isEmpty }, "\(description.operationID)")
                case .nothing, .document: #expect(description.members.isEmpty, "\(description.operationID)")
                }
            }
        }
    }

    @Test("has every answer that the calls give, with its shape, and no other; its examples are real")
    func answers() async throws {
        var seen: Set<String> = []
        var examples: [JSONValue] = []
        var options = ControlPlaneConfiguration()
        options.version = "1.0.0"
        try await withMock(options, clock: MockClock(.frozen(at: ControlStep.now))) { mock in
            let document = try await ControlDocument(of: mock)
            let events = try await Client(port: mock.port).follow("/_mock/events")
            #expect(events.head.lowercased().contains("content-type: text/event-stream\r\n"))
            try await ControlStep.prepare(mock)
            for step in ControlStep.all {
                let reply = try await perform(step, of: document, on: mock)
                #expect(reply.status == step.status, "\(step.operation): \(reply.text)")
                seen.insert("\(step.operation) \(reply.status)")
                if step.isExample { examples.append(try example(of: step, reply)) }
            }
            try await check(events, on: mock, document)
            seen.insert("followEvents 200")
            for (id, target) in [
                ("listCalls", ""), ("showDescription", "docs"), ("readDescription", "openapi.json"),
                ("readControlDescription", "control-openapi.json"), ("readAgentGuide", "llms.txt"),
                ("readSeedSchema", "seed.schema.json"),
            ] {
                let fields = ["If-None-Match": "*", "Accept": "text/html"]
                let known = try await mock.call("GET", "/_mock/\(target)", headers: fields)
                #expect(document.mistakes(in: known, to: try document.operation(id)) == [])
                seen.insert("\(id) \(known.status)")
            }
        }
        seen.formUnion(try await refusals(examples: &examples))
        seen.formUnion(try await storeFailures())
        seen.formUnion(try await journalRefusals())
        try await withMock { mock in
            let document = try await ControlDocument(of: mock)
            let all = document.operations.flatMap { operation in
                operation.statuses.map { "\(operation.id) \($0)" }
            }
            #expect(Set(all).subtracting(seen).sorted() == [], "these answers are described, and no call gave them")
        }
        try compare(examples)
    }

    // MARK: - Events

    /// The events of all steps have the described names and data, and each described event occurs.
    private func check(_ events: EventReader, on mock: RunningMock, _ document: ControlDocument) async throws {
        var found: [EventReader.Event] = []
        while found.filter({ $0.name == "reset" }).count < 2 { found.append(try await events.next()) }
        // The journal was reset, so a follower that asks for all events hears that most are lost.
        let late = try await Client(port: mock.port).follow("/_mock/events?last_event_id=0")
        found.append(try await late.next("lost"))
        for event in found {
            let name = event.name.prefix(1).uppercased() + event.name.dropFirst() + "Event"
            let schema: JSONValue = ["$ref": .string("#/components/schemas/\(name)")]
            #expect(document.checker.mistakes(in: event.data, by: schema) == [], "\(event.name)")
        }
        #expect(Set(found.map(\.name)) == Set(EventDescription.all.map(\.name)))
    }

    // MARK: - Answers

    private func perform(_ step: ControlStep, of document: ControlDocument, on mock: RunningMock) async throws -> Reply
    {
        let operation = try document.operation(step.operation)
        let names = operation.parameters(in: "query").compactMap { $0["name"]?.string }
        for pair in step.query.split(separator: "&") where !pair.hasPrefix("json.") {
            #expect(names.contains(String(pair.prefix { $0 != "=" })), "\(step.operation) \(pair)")
        }
        if step.status < 300, let schema = operation.requestSchema(), !step.body.isEmpty {
            let body = try JSONReader.read(Array(step.body.utf8).span)
            #expect(document.checker.mistakes(in: body, by: schema) == [], "\(step.operation)")
        }
        let target = document.target(of: operation, step.path) + (step.query.isEmpty ? "" : "?\(step.query)")
        let reply = try await mock.call(operation.method, target, step.body, headers: step.headers)
        #expect(document.mistakes(in: reply, to: operation) == [])
        return reply
    }

    /// The refusals that every call has.
    private func refusals(examples: inout [JSONValue]) async throws -> Set<String> {
        var options = ControlPlaneConfiguration()
        options.access.token = "secret"
        options.stateBytes = 4_096
        let token = ["Authorization": "Bearer secret"]
        var seen: Set<String> = []
        var found: [JSONValue] = []
        try await withMock(options, mostBodyBytes: 4_096) { mock in
            let document = try await ControlDocument(of: mock, headers: token)
            for operation in document.operations {
                let target = document.target(of: operation)
                let schema = operation.requestSchema()
                let unknown = schema == nil ? "?unknown=1" : ""
                let body = schema?["type"] == "array" ? #"[{"unknown":1}]"# : #"{"unknown":1}"#
                let rows: [(status: Int, name: String, suffix: String, body: String, headers: [String: String])] = [
                    (400, "no JSON", "", "[", token),
                    (401, "no token", "", "", [:]),
                    (403, "a foreign host", "", "", token.merging(["Host": "mock.example"]) { $1 }),
                    (413, "more bytes than the limit", "", String(repeating: " ", count: 5_000), token),
                    (422, "an unknown member", unknown, unknown.isEmpty ? body : "", token),
                ]
                for row in rows where row.status != 401 || operation.path != "/_mock/docs" {
                    let reply = try await mock.call(
                        operation.method, target + row.suffix, row.body, headers: row.headers)
                    #expect(reply.status == row.status, "\(operation.id) \(row.name): \(reply.text)")
                    #expect(document.mistakes(in: reply, to: operation) == [])
                    seen.insert("\(operation.id) \(reply.status)")
                    guard operation.id == "resetMock" else { continue }
                    found.append(try example(of: ControlStep(ControlExamples.everyCall, row.status, row.name), reply))
                }
            }
        }
        examples += found
        return seen
    }

    /// The 500 of each call that needs the store, and of no other.
    private func storeFailures() async throws -> Set<String> {
        var seen: Set<String> = []
        try await withMock { mock in
            let document = try await ControlDocument(of: mock)
            mock.store.close()
            for operation in document.operations where operation.id != "followEvents" {
                // Waiting needs no store.
                let waits = operation.id == "waitForRequests"
                let body = waits ? #"{"timeout_ms":0}"# : document.exampleBody(of: operation)
                let reply = try await mock.call(operation.method, document.target(of: operation), body)
                #expect(
                    (reply.status == 500) == operation.statuses.contains(500),
                    "\(operation.id): \(reply.text)")
                #expect(document.mistakes(in: reply, to: operation) == [])
                seen.insert("\(operation.id) \(reply.status)")
            }
        }
        return seen
    }

    private func journalRefusals() async throws -> Set<String> {
        var options = ControlPlaneConfiguration()
        options.journalEntries = 0
        var seen: Set<String> = []
        try await withMock(options) { mock in
            let document = try await ControlDocument(of: mock)
            for id in ["verifyRequests", "waitForRequests"] {
                let reply = try await perform(ControlStep(id, 409), of: document, on: mock)
                seen.insert("\(id) \(reply.status)")
            }
        }
        return seen
    }

    // MARK: - Examples

    private func example(of step: ControlStep, _ reply: Reply) throws -> JSONValue {
        var example: JSONObject = [
            "operation": .string(step.operation), "name": .string(try #require(step.name)),
            "status": .integer(Int64(step.status)),
        ]
        if !step.body.isEmpty { example.append("request", try JSONReader.read(Array(step.body.utf8).span)) }
        let type = reply.headers["content-type"] ?? ""
        if type == "application/json" {
            example.append("response", Self.steady(try reply.json))
        } else {
            example.append("type", .string(type))
            example.append("response", Self.steady(.string(reply.text)))
        }
        return .object(example)
    }

    /// The value with the usual port, and without what differs between two runs.
    private static func steady(_ value: JSONValue, named name: String = "") -> JSONValue {
        switch (name, value) {
        case ("real_time", _), ("sent_at", .string): ControlSchemas.exampleTime
        case ("uptime_seconds", _): 12
        case ("duration_us", _): 412
        case ("milliseconds", .double): 0.412
        case ("connection", .integer): 1
        case ("startedDateTime", _): ControlSchemas.exampleTime
        case ("time", .double), ("wait", .double): 0.412
        case ("connection", .string(let text)) where Int(text) != nil: "1"
        case ("peer", _): "127.0.0.1:50000"
        case (_, .string(let text)): .string(text.replacing(/127\.0\.0\.1:\d+/, with: "127.0.0.1:7357"))
        case (_, .array(let elements)): .array(elements.map { steady($0) })
        case (_, .object(let object)):
            .object(JSONObject(object.members.map { .init(name: $0.name, value: steady($0.value, named: $0.name)) }))
        default: value
        }
    }

    /// The embedded examples are those of this run. With `CONTROL_EXAMPLES=write` they become so.
    private func compare(_ examples: [JSONValue]) throws {
        let lines = examples.map { String(decoding: $0.encoded(), as: UTF8.self) }
        let text = "[\n\(lines.joined(separator: ",\n"))\n]\n"
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/MockControl/Description/control-examples.json")
        if ProcessInfo.processInfo.environment["CONTROL_EXAMPLES"] == "write" {
            try Data(text.utf8).write(to: file)
        }
        #expect(
            String(decoding: try Data(contentsOf: file), as: UTF8.self) == text,
            "The calls answer otherwise than control-examples.json says. Type: CONTROL_EXAMPLES=write swift test --filter ControlDocumentTests"
        )
    }
}

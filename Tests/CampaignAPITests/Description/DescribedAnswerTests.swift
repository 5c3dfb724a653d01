import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Logging
import OpenAPI
import TestSupport
import Testing

@testable import CampaignAPI

@Suite("Answers in the platform's document") struct DescribedAnswerTests {
    @Test("are those that the code gives: each has a request that gets it, with the body and fields that it names")
    func answers() async throws {
        let described = try await DescribedAPI()
        for route in CampaignRoutes.table {
            let operation = try described.operation("\(route.method.rawValue) \(route.path)")
            let answers = try await Self.answers(of: route, operation)
            #expect(Set(answers.map(\.status)) == Set(operation.statuses), "\(operation.name)")
            for answer in answers {
                #expect(Self.problems(of: answer, operation, described.document) == [], "\(operation.name)")
            }
        }
    }

    @Test("differ from the code when one is missing, one is added, or a body is another") func changes() async throws {
        let described = try await DescribedAPI()
        for route in CampaignRoutes.table {
            let operation = try described.operation("\(route.method.rawValue) \(route.path)")
            let answers = try await Self.answers(of: route, operation)
            let path = ["paths", route.path, route.method.rawValue.lowercased(), "responses"]
            for status in operation.statuses {
                let answer = try #require(answers.first { $0.status == status })
                let without = described.document.changed(at: path[...] + [String(status)], to: nil)
                let other = try #require(DescribedOperation.all(in: without).first { $0.name == operation.name })
                #expect(Self.problems(of: answer, other, without) != [])
                let text: JSONValue = [
                    "description": "Text.", "content": ["application/json": ["schema": ["type": "string"]]],
                ]
                let changed = described.document.changed(at: path[...] + [String(status)], to: text)
                let another = try #require(DescribedOperation.all(in: changed).first { $0.name == operation.name })
                #expect(Self.problems(of: answer, another, changed) != [])
            }
        }
    }

    @Test("have the fields that the pipeline adds") func fields() async throws {
        let described = try await DescribedAPI()
        _ = try await described.api.store.updateAccount(named: "demo") { $0.plan.rateLimit = 1 }
        let create = try described.operation("POST /user/campaign")
        var body = described.validBody(of: create)
        body["no_such_member"] = 1
        for status in [201, 429] {
            let answer = try await described.send(create, body)
            #expect(answer.status == status)
            #expect(answer.fields.count >= 3)
            #expect(Self.problems(of: answer, create, described.document) == [])
        }
    }

    @Test(
        "name the media types that a body may have",
        arguments: [
            "application/json", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain",
            "application/xml",
        ])
    func mediaTypes(_ type: String) async throws {
        let described = try await DescribedAPI()
        for operation in described.operations {
            guard let types = operation.json["requestBody"]?["content"]?.object else { continue }
            let answer = try await described.api.send(
                "{}", method: operation.method, target: "/api" + operation.path.replacing("{id}", with: "1"),
                contentType: type == "multipart/form-data" ? "\(type); boundary=x" : type)
            #expect((answer.status != 415) == (types[type] != nil), "\(operation.name)")
        }
    }

    // MARK: - Requests that get every answer

    /// Returns an answer of each kind that a request of the route can get.
    private static func answers(of route: EndpointRoute, _ operation: DescribedOperation) async throws -> [Answered] {
        var answers: [Answered] = []
        // What faults and `Prefer` fields send is what the endpoint itself sends.
        let described = try await DescribedAPI()
        let api = CampaignRoutes(
            store: described.api.store, runner: described.api.runner, clock: described.api.clock,
            limiter: described.api.limiter, logger: .init(label: "test"))
        let target = "/api" + route.path.replacing("{id}", with: "1")
        for refusal in ReadyAnswer.common + route.endpoint.refusals {
            let request = try TestAPI.request("\(route.method.rawValue) \(target) HTTP/1.1\r\nHost: x\r\n\r\n")
            answers.append(try Answered(api.response(refusal, to: request, now: 0)))
        }
        answers.append(
            try await described.api.send("", method: operation.method, target: target, key: nil, contentType: nil))
        answers.append(try await described.api.send("{", method: operation.method, target: target))
        answers.append(
            try await described.api.send("x", method: operation.method, target: target, contentType: "text/plain"))
        answers.append(try await described.tooLarge(operation.method, target))
        if route.method == .post {
            answers.append(
                try await described.send(operation, [:], headers: [("X-HTTP-Method-Override", "PATCH")]))
        }
        // Last, because it may delete what the others need.
        answers.append(try await described.send(operation, described.goodBody(of: operation)))
        return answers
    }

    // MARK: - Comparison

    /// Returns what an answer has and the document lacks, and the other way round.
    private static func problems(
        of answer: Answered, _ operation: DescribedOperation, _ document: JSONValue
    ) -> [String] {
        guard let schema = operation.answerSchema(answer.status) else { return ["no answer \(answer.status)"] }
        let checker = SchemaChecker(document)
        var problems = checker.mistakes(in: answer.body, by: schema)
        let general = ["content-type", "access-control-allow-origin"]
        for field in answer.fields where !general.contains(field.name.canonicalName) {
            guard let schema = operation.header(field.name.rawName, of: answer.status)?["schema"] else {
                problems.append("\(answer.status): no field \(field.name)")
                continue
            }
            problems += checker.mistakes(in: .inText(field.value, schema), by: schema, at: field.name.rawName)
        }
        for header in operation.headers(of: answer.status) where header.value["required"] == true {
            let isThere = answer.fields.contains { $0.name.rawName.lowercased() == header.name.lowercased() }
            if !isThere { problems.append("\(answer.status): the field \(header.name) is missing") }
        }
        return problems
    }
}

extension DescribedAPI {
    /// A body with which the operation succeeds; `nil` for an operation without one.
    fileprivate func goodBody(of operation: DescribedOperation) -> JSONObject? {
        operation.json["requestBody"] == nil ? nil : validBody(of: operation)
    }

    fileprivate func tooLarge(_ method: String, _ target: String) async throws -> Answered {
        let request = try TestAPI.request(
            "\(method) \(target) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer demo-key\r\n"
                + "Content-Type: application/json\r\n\r\n")
        let fault = Request.Fault(status: .contentTooLarge, message: "The body is too large.")
        let faulty = Request(
            head: request.head, body: [], fault: fault,
            paths: PathRules(optionalPrefix: CampaignRoutes.optionalPrefix))
        return try Answered(await api.handler(faulty).response)
    }
}
